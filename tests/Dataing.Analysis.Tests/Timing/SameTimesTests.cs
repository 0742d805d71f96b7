using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Timing;

public sealed class SameTimesTests
{
    private static readonly DateTime Start = new(2025, 3, 3);

    [Fact]
    public void The_same_hours_of_two_days_are_one_window_of_whole_days()
    {
        var first = Start.AddDays(40).AddHours(17);
        var timeline = Analyse(42, at => at >= first && at.Hour is 17 or 18, Start.AddDays(41));

        timeline.WindowFrom.ShouldBe(first.AddDays(1));
        var days = SameTimes.OfDays(timeline).ShouldNotBeNull();

        days.OnsetFrom.ShouldBeLessThanOrEqualTo(first);
        days.OnsetTo.ShouldBeGreaterThan(first);
        (days.WindowTo - days.WindowFrom).ShouldBe(TimeSpan.FromDays(2));
        days.WindowFrom.ShouldBeLessThanOrEqualTo(first);
    }

    [Fact]
    public void The_same_weekday_of_three_weeks_is_one_window_of_whole_weeks()
    {
        var first = Start.AddDays(35);
        var timeline = Analyse(56, at => at >= first && at.DayOfWeek == first.DayOfWeek, first);

        var weeks = SameTimes.OfWeeks(timeline).ShouldNotBeNull();

        weeks.OnsetFrom.ShouldBeLessThanOrEqualTo(first);
        weeks.OnsetTo.ShouldBeGreaterThan(first);
        (weeks.WindowTo - weeks.WindowFrom).ShouldBe(TimeSpan.FromDays(21));
    }

    [Fact]
    public void A_run_that_comes_once_stands_alone()
    {
        var first = Start.AddDays(40).AddHours(17);
        var timeline = Analyse(42, at => at == first, first.Date);

        SameTimes.OfDays(timeline).ShouldBeNull();
        SameTimes.OfWeeks(timeline).ShouldBeNull();
    }

    /// <summary>Hours of ten rows, of which six are bad at the times given and one in fifty at all others.</summary>
    private static Timeline Analyse(int days, Func<DateTime, bool> isBad, DateTime alerted)
    {
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var hour = 0; hour < days * 24; hour++)
        {
            var at = Start.AddHours(hour);
            buckets[at] = new Bucket(10, isBad(at) ? 6 : hour * 7 % 5 / 4, 10, 0);
        }
        return TimelineAnalysis.Analyse(Series.From(Grain.Hour, buckets), MetricForm.Rate, new AlertPeriod(alerted, alerted.AddDays(1)), 1);
    }
}
