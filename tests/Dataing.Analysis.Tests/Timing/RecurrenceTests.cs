using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Timing;

public sealed class RecurrenceTests
{
    private static readonly DateTime Start = new(2025, 5, 20);

    [Fact]
    public void The_first_two_days_of_every_month_come_back_with_the_month()
    {
        var timeline = Analyse(at => at.Day <= 2 ? 1.4 : 1, new DateTime(2025, 9, 1));

        Recurrence.Find(timeline).ShouldBe([new DateTime(2025, 8, 1), new DateTime(2025, 7, 1), new DateTime(2025, 6, 1)]);
    }

    [Fact]
    public void What_lasts_for_weeks_is_no_day_of_the_month_though_like_days_were_a_little_busy()
    {
        var onset = new DateTime(2025, 8, 12);
        var timeline = Analyse(
            at =>
                at >= onset ? 1.3
                : at.Day == 12 ? 1.13
                : 1,
            onset
        );

        timeline.Borne.ShouldBeTrue();
        Recurrence.Find(timeline).ShouldBeEmpty();
    }

    [Fact]
    public void A_like_day_that_chance_alone_makes_busy_is_no_season()
    {
        var day = new DateTime(2025, 9, 9);
        var timeline = Analyse(at => at.Date == day ? 1.3 : 1, day);

        timeline.Borne.ShouldBeTrue();
        Recurrence.Find(timeline).ShouldBeEmpty();
    }

    private static Timeline Analyse(Func<DateTime, double> factor, DateTime alerted)
    {
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var hour = 0; hour < 118 * 24; hour++)
        {
            var at = Start.AddHours(hour);
            var rows = Math.Round(20 * factor(at) * (1 + 0.4 * Math.Sin(at.Hour * Math.PI / 12)) + 2 * Math.Sin(hour * 1.7));
            buckets[at] = new Bucket(rows, rows, rows, 0);
        }
        return TimelineAnalysis.Analyse(Series.From(Grain.Hour, buckets), MetricForm.Count, new AlertPeriod(alerted, alerted.AddDays(1)));
    }
}
