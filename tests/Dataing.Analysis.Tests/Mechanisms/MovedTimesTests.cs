using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Tests.Mechanisms;

public sealed class MovedTimesTests
{
    /// <summary>Of a thousand rows eight hundred are accused; some of the others have the longer lag as well, or none.</summary>
    [Theory]
    [InlineData(0, 800, false)]
    [InlineData(40, 800, false)]
    [InlineData(190, 990, true)]
    public void Rows_that_are_not_accused_belong_to_it_when_their_times_moved_as_well(double others, double rows, bool everywhere)
    {
        var moved = MovedTimes.Of((5000, 0), (1000, 800 + others), (800, 800));

        moved.ShouldBe(new MovedTimes(rows, everywhere));
    }

    [Fact]
    public void Rows_that_are_late_at_any_time_are_not_counted() =>
        MovedTimes.Of((1000, 50), (1000, 525), (1000, 525))?.Rows.ShouldBe(500, 1e-6);

    [Fact]
    public void Where_many_rows_are_always_late_nothing_is_told() => MovedTimes.Of((1000, 200), (1000, 900), (1000, 900)).ShouldBeNull();
}
