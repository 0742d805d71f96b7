using Dataing.Analysis.Localisation;
using Dataing.Bench.Segments.Worlds;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class SegmentQualityTests
{
    private const int Worlds = 30;
    private static readonly SegmentSearchOptions Options = SegmentSearchOptions.Default with { MaximumCauses = 12 };

    [Fact]
    public void Thick_leaves_with_one_to_nine_causes() => Mark(s => ForecastWorlds.Make(s), 7000).F1.ShouldBeGreaterThanOrEqualTo(0.93);

    [Fact]
    public void Single_leaves_that_went_alone() =>
        Mark(s => ForecastWorlds.Make(s, singleLeaves: true, noise: 0.05), 7100).F1.ShouldBeGreaterThanOrEqualTo(0.93);

    [Fact]
    public void Sparse_skewed_counts() => Mark(s => CountWorlds.Make(s), 7200).F1.ShouldBeGreaterThanOrEqualTo(0.9);

    [Fact]
    public void Rates_with_one_to_three_conditions() => Mark(s => RateWorlds.Make(s), 7300).F1.ShouldBeGreaterThanOrEqualTo(0.9);

    [Fact]
    public void Noise_alone_accuses_almost_nobody()
    {
        Mark(s => ForecastWorlds.Make(s, causes: 0), 7400).Accused.ShouldBeLessThanOrEqualTo(1);
        Mark(s => CountWorlds.Make(s, causes: 0), 7500).Accused.ShouldBeLessThanOrEqualTo(1);
        Mark(s => RateWorlds.Make(s, causes: 0), 7600).Accused.ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.4)]
    [InlineData(3.0)]
    public void When_all_counts_move_alike_no_segment_is_to_blame(double factor)
    {
        for (var seed = 7700; seed < 7715; seed++)
        {
            var findings = Find(CountWorlds.Make(seed, causes: 0, common: factor));
            findings.Causes.ShouldBeEmpty();
            findings.Verdict.ShouldBe(SegmentVerdict.WholeTable, $"seed {seed}, common {findings.CommonShift} {findings.CommonEvidence}");
            findings.CommonShift.ShouldBe(factor, 0.4 * factor);
        }
    }

    [Fact]
    public void When_all_rates_move_alike_no_segment_is_to_blame()
    {
        for (var seed = 7800; seed < 7815; seed++)
        {
            var findings = Find(RateWorlds.Make(seed, causes: 0, common: 0.1));
            findings.Verdict.ShouldBe(SegmentVerdict.WholeTable);
            findings.CommonShift.ShouldBe(0.1, 0.03);
        }
    }

    [Fact]
    public void A_mix_that_moved_towards_a_segment_that_was_always_bad_is_told_as_such()
    {
        var right = 0;
        for (var seed = 7900; seed < 7900 + Worlds; seed++)
        {
            var findings = Find(RateWorlds.Make(seed, causes: 0, mix: 3));
            findings.Verdict.ShouldNotBe(SegmentVerdict.Segments);
            var mix = findings.Mix.ShouldNotBeNull();
            (mix.MixEffect + mix.RateEffect).ShouldBe(findings.After - findings.Before, 1e-9);
            right += findings.Verdict == SegmentVerdict.MixShift && Names(findings.Causes[0]) == "0=0" ? 1 : 0;
        }
        right.ShouldBeGreaterThanOrEqualTo(Worlds * 2 / 3);
    }

    private static string Names(SegmentCause cause) => SegmentWorld.Name(cause.Conditions.Select(c => (c.Dimension, c.Codes[0])));

    private static SegmentFindings Find(SegmentWorld world) => SegmentSearch.Find(world.Table, world.Form, Options);

    private static Marks Mark(Func<int, SegmentWorld> make, int seed)
    {
        var marks = new Marks();
        for (var i = 0; i < Worlds; i++)
        {
            var world = make(seed + i);
            marks.Add(world, [.. Find(world).Causes.Select(c => c.Conditions)]);
        }
        return marks;
    }
}
