using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Timing;

public sealed class TimelineAnalysisTests
{
    private static readonly DateTime Start = new(2025, 3, 3);

    [Fact]
    public void A_step_in_a_rate_is_found_to_the_hour()
    {
        var onset = Start.AddDays(50).AddHours(14);
        var timeline = Analyse(MetricForm.Rate, (at, rows) => at >= onset && at < onset.AddDays(3) ? 0.3 * rows : 0.001 * rows, onset.Date);

        timeline.Borne.ShouldBeTrue();
        timeline.OnsetFrom.ShouldBeLessThanOrEqualTo(onset);
        timeline.OnsetTo.ShouldBeGreaterThan(onset);
        (timeline.OnsetTo - timeline.OnsetFrom).ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(2));
        (timeline.WindowTo - onset.AddDays(3)).Duration().ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(1));
    }

    /// <summary>The level of a run of two days is that of its middle, not of the one hour between them.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(1.0)]
    public void One_odd_hour_in_its_middle_hides_no_onset(double odd)
    {
        var (onset, middle) = (Start.AddDays(50).AddHours(-1), Start.AddDays(50));
        var timeline = Analyse(
            MetricForm.Rate,
            (at, rows) =>
                at == middle ? odd * rows
                : at >= onset && at < Start.AddDays(51) ? 0.25 * rows
                : 0,
            Start.AddDays(50),
            scale: 0.1
        );

        timeline.OnsetFrom.ShouldBeLessThanOrEqualTo(onset);
        timeline.OnsetTo.ShouldBeGreaterThan(onset);
        (timeline.OnsetTo - timeline.OnsetFrom).ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(12));
    }

    /// <summary>Twenty-one weeks of one date each, of which the last nine stray.</summary>
    [Theory]
    [InlineData("lost")]
    [InlineData("rising")]
    public void Data_of_one_date_a_week_have_weeks_for_steps(string story)
    {
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var week = 0; week < 21; week++)
        {
            var rows = Math.Round(3000 * (1 + 0.02 * Math.Sin(week * 2.1)) * (story == "lost" && week >= 12 ? 0.7 : 1));
            var mean = story == "rising" ? 9.8 * (1 + 0.13 * Math.Clamp(week - 11, 0, 6)) + 0.04 * Math.Sin(week * 1.7) : 9.8;
            buckets[Start.AddDays(2 + 7 * week)] = new Bucket(rows, story == "lost" ? rows : mean * rows, rows, (mean * mean + 4) * rows);
        }
        var series = Series.From(Grain.Day, buckets).InOwnSteps();
        var alerted = Start.AddDays(2 + 7 * 15);

        var timeline = TimelineAnalysis.Analyse(
            series,
            story == "lost" ? MetricForm.Count : MetricForm.Mean,
            new AlertPeriod(alerted, alerted.AddDays(1))
        );

        series.Grain.ShouldBe(Grain.Week);
        timeline.Borne.ShouldBeTrue();
        timeline.OnsetFrom.ShouldBeLessThanOrEqualTo(Start.AddDays(2 + 7 * 12));
        timeline.OnsetTo.ShouldBeGreaterThan(Start.AddDays(2 + 7 * 12));
        (timeline.OnsetTo - timeline.OnsetFrom).ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(14));
        timeline.WindowTo.ShouldBe(series.End);
    }

    [Fact]
    public void A_loss_of_rows_is_measured_against_the_weekday()
    {
        var onset = Start.AddDays(47);
        var timeline = Analyse(MetricForm.Count, (at, rows) => at >= onset && at < onset.AddDays(2) ? 0.6 * rows : rows, onset);

        timeline.Borne.ShouldBeTrue();
        timeline.Direction.ShouldBe(-1);
        timeline.WindowFrom.Date.ShouldBe(onset);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(30, true)]
    public void A_handful_of_rows_of_what_hardly_ever_happens_is_no_incident(int rows, bool borne)
    {
        var hour = Start.AddDays(50).AddHours(15);
        var timeline = Analyse(MetricForm.Rate, (at, _) => at == hour ? rows : 0, hour.Date);

        timeline.Borne.ShouldBe(borne);
    }

    [Fact]
    public void Days_of_one_or_two_of_what_hardly_ever_happens_do_not_belong_to_the_day_of_many()
    {
        var day = Start.AddDays(50);
        var buckets = Enumerable
            .Range(0, 60)
            .ToDictionary(
                d => Start.AddDays(d),
                d => new Bucket(
                    40,
                    Start.AddDays(d) == day ? 40
                        : d > 50 && d < 54 ? 2
                        : d % 3 == 0 ? 1
                        : 0,
                    40,
                    0
                )
            );

        var timeline = TimelineAnalysis.Analyse(Series.From(Grain.Day, buckets), MetricForm.Rate, new AlertPeriod(day, day.AddDays(1)));

        timeline.WindowFrom.ShouldBe(day);
        timeline.WindowTo.ShouldBe(day.AddDays(1));
    }

    /// <summary>Days before a lasting loss and days after it differ by the loss, which is no trend.</summary>
    [Theory]
    [InlineData(34)]
    [InlineData(45)]
    public void A_loss_that_lasts_bends_no_trend(int lost)
    {
        var onset = Start.AddDays(lost);
        var timeline = Analyse(MetricForm.Count, (at, rows) => at >= onset ? 0.65 * rows : rows, onset);

        timeline.Borne.ShouldBeTrue();
        timeline.Direction.ShouldBe(-1);
        timeline.WindowFrom.Date.ShouldBe(onset);
        timeline.WindowTo.ShouldBe(timeline.DataEnd);
    }

    [Fact]
    public void Weekends_and_growth_are_no_incident()
    {
        var timeline = Analyse(MetricForm.Count, (_, rows) => rows, Start.AddDays(54));

        timeline.Borne.ShouldBeFalse();
        timeline.Baseline.Weekly.ShouldBeTrue();
    }

    [Fact]
    public void An_older_incident_is_not_the_one_the_alert_is_about()
    {
        var (older, alerted) = (Start.AddDays(30), Start.AddDays(52));
        var timeline = Analyse(
            MetricForm.Rate,
            (at, rows) =>
                at.Date == older ? 0.5 * rows
                : at.Date == alerted ? 0.2 * rows
                : 0.001 * rows,
            alerted
        );

        timeline.WindowFrom.Date.ShouldBe(alerted);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    public void A_monitor_may_notice_a_day_or_two_late_but_no_later(int late, bool borne)
    {
        var day = Start.AddDays(45);
        var timeline = Analyse(MetricForm.Rate, (at, rows) => at.Date == day ? 0.2 * rows : 0.001 * rows, day.AddDays(late));

        timeline.Borne.ShouldBe(borne);
        if (borne)
            timeline.WindowFrom.Date.ShouldBe(day);
    }

    [Fact]
    public void A_measure_of_the_hours_themselves_is_read_by_whole_days()
    {
        // The share of rows before six o'clock: the last day has only those, and says nothing.
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var hour = 0; hour < 40 * 24 + 3; hour++)
        {
            var at = Start.AddHours(hour);
            var rows = at.Hour < 6 && at >= Start.AddDays(30) && at < Start.AddDays(33) ? 60 : 20 + hour * 7 % 5;
            buckets[at] = new Bucket(rows, at.Hour < 6 ? rows : 0, rows, 0);
        }

        Timeline At(int day) =>
            TimelineAnalysis.Analyse(
                Series.From(Grain.Hour, buckets),
                MetricForm.Rate,
                new AlertPeriod(Start.AddDays(day), Start.AddDays(day + 1)),
                wholeDays: true
            );

        At(40).Borne.ShouldBeFalse();
        At(31).OnsetFrom.ShouldBe(Start.AddDays(29));
        At(31).OnsetTo.ShouldBe(Start.AddDays(31));
        At(31).WindowTo.ShouldBe(Start.AddDays(33));
    }

    /// <summary>Sixty days of hours with a weekly and a daily rhythm, two per cent growth a week, and a fixed pseudo-noise.</summary>
    private static Timeline Analyse(MetricForm form, Func<DateTime, double, double> above, DateTime alerted, double scale = 1)
    {
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var hour = 0; hour < 60 * 24; hour++)
        {
            var at = Start.AddHours(hour);
            var weekend = at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.6 : 1;
            var rows = Math.Round(
                scale * 60 * weekend * (1 + 0.5 * Math.Sin(at.Hour * Math.PI / 12)) * Math.Pow(1.003, hour / 24.0)
                    + scale * 3 * Math.Sin(hour * 1.7)
            );
            buckets[at] =
                form == MetricForm.Count
                    ? new Bucket(rows, above(at, rows), rows, 0)
                    : new Bucket(rows, Math.Round(above(at, rows)), rows, 0);
        }
        return TimelineAnalysis.Analyse(Series.From(Grain.Hour, buckets), form, new AlertPeriod(alerted, alerted.AddDays(1)));
    }
}
