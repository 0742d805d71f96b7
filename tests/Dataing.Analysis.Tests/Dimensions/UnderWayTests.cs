using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class UnderWayTests
{
    /// <summary>Rows of an old and a new release in the past stretches, the latest first, and in the window.</summary>
    [Theory]
    [InlineData("a release that goes on spreading", "50 70 85 95 100", "50 30 15 5 0", "20", "80", true)]
    [InlineData("a release that goes on spreading while a third of all rows is lost", "50 70 85 95 100", "50 30 15 5 0", "10", "57", true)]
    [InlineData("the spreading release is lost", "50 70 85 95 100", "50 30 15 5 0", "40", "5", false)]
    [InlineData("one of two that kept their places is lost", "60 61 59 60 60", "40 39 41 40 40", "60", "2", false)]
    [InlineData("nothing before, all at once now", "100 100 100 100 100", "0 0 0 0 0", "5", "95", false)]
    public void Values_that_had_been_taking_over_go_on_doing_so(
        string story,
        string old,
        string fresh,
        string oldNow,
        string freshNow,
        bool underWay
    )
    {
        var values = new[] { Value("old", old, oldNow), Value("new", fresh, freshNow) };

        UnderWay.Of(values).ShouldBe(underWay, story);
    }

    private static MarginalValue Value(string name, string past, string now)
    {
        double[] stretches = [.. past.Split(' ').Select(double.Parse)];
        return new MarginalValue(name, Rows(double.Parse(now)), Rows(stretches.Sum())) { Stretches = stretches };
    }

    private static Bucket Rows(double rows) => new(rows, rows, rows, 0);
}
