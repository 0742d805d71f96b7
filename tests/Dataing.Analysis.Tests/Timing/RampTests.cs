using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Timing;

public sealed class RampTests
{
    private static readonly DateTime Start = new(2025, 3, 3);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void A_slow_rise_is_dated_by_its_first_rows_and_not_by_where_it_stands_out(int days)
    {
        var onset = Start.AddDays(50);
        var timeline = Analyse(at => 0.002 + 0.3 * Math.Clamp((at - onset) / TimeSpan.FromDays(days), 0, 1), onset.AddDays(5));

        timeline.OnsetFrom.ShouldBeLessThanOrEqualTo(onset.AddHours(18));
        timeline.OnsetTo.ShouldBeGreaterThan(onset);
        (timeline.OnsetTo - timeline.OnsetFrom).ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(2));
        (timeline.WindowFrom - onset).Duration().ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(20));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(15)]
    public void A_sudden_change_keeps_its_hour(int hour)
    {
        var onset = Start.AddDays(52).AddHours(hour);
        var timeline = Analyse(at => at >= onset ? 0.3 : 0.002, onset.Date.AddDays(1));

        timeline.OnsetFrom.ShouldBeLessThanOrEqualTo(onset);
        timeline.OnsetTo.ShouldBeGreaterThanOrEqualTo(onset);
        (timeline.OnsetTo - timeline.OnsetFrom).ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(2));
    }

    private static Timeline Analyse(Func<DateTime, double> share, DateTime alerted)
    {
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var hour = 0; hour < 58 * 24; hour++)
        {
            var at = Start.AddHours(hour);
            var rows = Math.Round(40 * (1 + 0.5 * Math.Sin(at.Hour * Math.PI / 12)) + 3 * Math.Sin(hour * 1.7));
            buckets[at] = new Bucket(rows, Math.Round(share(at.AddMinutes(30)) * rows), rows, 0);
        }
        return TimelineAnalysis.Analyse(Series.From(Grain.Hour, buckets), MetricForm.Rate, new AlertPeriod(alerted, alerted.AddDays(1)));
    }
}
