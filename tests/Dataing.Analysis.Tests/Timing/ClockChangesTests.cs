using System.Globalization;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Tests.Timing;

/// <summary>The Sundays on which clocks are changed, by published calendars.</summary>
public sealed class ClockChangesTests
{
    [Theory]
    [InlineData("2025-03-30", 1)]
    [InlineData("2025-10-26", -1)]
    [InlineData("2026-03-29", 1)]
    [InlineData("2026-03-08", 1)]
    [InlineData("2025-11-02", -1)]
    [InlineData("2025-10-05", 1)]
    [InlineData("2026-04-05", -1)]
    [InlineData("2026-03-22", null)]
    [InlineData("2026-03-30", null)]
    [InlineData("2026-05-31", null)]
    [InlineData("2025-10-19", null)]
    public void Clocks_change_on_their_Sundays_only(string day, int? hours) =>
        (ClockChanges.On(DateTime.Parse(day, CultureInfo.InvariantCulture))?.Hours).ShouldBe(hours);

    [Theory]
    [InlineData("2026-03-30 08:00", "2026-03-29")]
    [InlineData("2026-03-28 23:00", "2026-03-29")]
    [InlineData("2026-03-29 02:00", "2026-03-29")]
    [InlineData("2026-03-31 00:00", null)]
    public void An_onset_is_near_the_change_of_its_own_or_the_next_day(string moment, string? day) =>
        (ClockChanges.Near(DateTime.Parse(moment, CultureInfo.InvariantCulture))?.Day).ShouldBe(
            day is null ? null : DateTime.Parse(day, CultureInfo.InvariantCulture)
        );
}
