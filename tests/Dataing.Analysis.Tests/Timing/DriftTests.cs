using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Timing;

public sealed class DriftTests
{
    private static readonly DateTime Monday = new(2025, 3, 3);

    /// <summary>The null rate of day 0 … 79, by story, and whether it is a drift.</summary>
    [Theory]
    [InlineData("a little more every day", true)]
    [InlineData("a step", false)]
    [InlineData("a step on top of a drift", false)]
    [InlineData("a ramp of five days", false)]
    public void Only_what_moves_all_the_time_is_a_drift(string story, bool drifts)
    {
        var random = new Random(3);
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var day = 0; day < 80; day++)
        {
            var rate = story switch
            {
                "a step" => day >= 60 ? 0.12 : 0.01,
                "a step on top of a drift" => 0.01 + 0.001 * day + (day >= 60 ? 0.25 : 0),
                "a ramp of five days" => 0.01 + 0.03 * Math.Clamp(day - 59, 0, 5),
                _ => 0.01 + 0.002 * day,
            };
            var nulls = Enumerable.Range(0, 900).Count(_ => random.NextDouble() < rate);
            buckets[Monday.AddDays(day)] = new Bucket(900, nulls, 900, nulls);
        }
        var observed = Monday.AddDays(72);

        var timeline = TimelineAnalysis.Analyse(
            Series.From(Grain.Day, buckets),
            MetricForm.Rate,
            new AlertPeriod(observed, observed.AddDays(1))
        );

        timeline.Borne.ShouldBeTrue();
        (Drift.Of(timeline) is not null).ShouldBe(drifts);
    }

    /// <summary>Weekdays that differ by more than the drift of a month make the first days of a run stand out from the last before it.</summary>
    [Fact]
    public void Weekdays_hide_no_drift()
    {
        double Mean(int day) => 11 + 0.03 * day + 0.7 * Math.Sin(day * 2 * Math.PI / 7);
        var buckets = Enumerable
            .Range(0, 110)
            .ToDictionary(d => Monday.AddDays(d), d => new Bucket(400, 400 * Mean(d), 400, 400 * (Mean(d) * Mean(d) + 30)));
        var days = Series.From(Grain.Day, buckets);
        var timeline = TimelineAnalysis.Analyse(days, MetricForm.Mean, new AlertPeriod(Monday.AddDays(108), Monday.AddDays(109)));

        var early = timeline with { WindowFrom = Monday.AddDays(7), WindowTo = Monday.AddDays(110) };

        Drift.Of(early).ShouldNotBeNull();
    }

    /// <summary>Learned from a few days alone, all that follows looks like an incident; it moved no faster than before.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    public void A_drift_may_be_seen_as_early_as_on_the_third_day(int seen)
    {
        var buckets = Enumerable.Range(0, 40).ToDictionary(d => Monday.AddDays(d), d => new Bucket(900, 9 + 2 * d, 900, 9 + 2 * d));
        var days = Series.From(Grain.Day, buckets);
        var timeline = TimelineAnalysis.Analyse(days, MetricForm.Rate, new AlertPeriod(Monday.AddDays(35), Monday.AddDays(36)));

        var early = timeline with { WindowFrom = Monday.AddDays(seen), WindowTo = Monday.AddDays(40) };

        Drift.Of(early).ShouldNotBeNull();
    }
}
