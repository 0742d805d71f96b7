using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Tests.Cases;

public sealed class ValueScoresTests
{
    private static readonly double[] Usual = [.. Enumerable.Range(1, 40).Select(i => Math.Exp(i / 10.0))];

    [Fact]
    public void Values_that_only_the_new_distribution_has_speak_for_it()
    {
        var scores = ValueScores.Of(Numbers([.. Usual.Select(x => 3 * x)]));

        scores[0].Score.ShouldBeLessThan(-1);
        scores[^1].Score.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Values_that_did_not_move_speak_for_nothing() => ValueScores.Of(Numbers(Usual)).ShouldAllBe(s => Math.Abs(s.Score) < 0.35);

    [Fact]
    public void Bounds_ascend_and_the_last_is_open()
    {
        var scores = ValueScores.Of(Numbers([.. Usual.Select(_ => 0.0)]));

        scores[^1].Below.ShouldBeNull();
        scores.SkipLast(1).Select(s => s.Below ?? double.NaN).ShouldBeInOrder();
    }

    private static NumberAnatomy Numbers(double[] after) => new("amount", Usual, after, 400, 400, "e1");
}
