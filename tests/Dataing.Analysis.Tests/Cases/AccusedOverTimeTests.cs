using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Cases;

public sealed class AccusedOverTimeTests
{
    private static readonly DateTime Start = new(2025, 3, 3);
    private static readonly DateTime First = Start.AddDays(40).AddHours(12);

    /// <summary>Rows on top of all others, fewer on the last day, where the count of all rows is as good as usual.</summary>
    [Fact]
    public void What_came_on_top_lasts_until_the_last_of_it()
    {
        var accused = Hours(at =>
            at < First || at >= First.AddDays(4) ? 0
            : at >= First.AddDays(3) ? 1
            : 40
        );
        var all = Hours(at => 100 + (at >= First && at < First.AddDays(3) ? 40 : 0));
        var whole = TimelineAnalysis.Analyse(all, MetricForm.Count, new AlertPeriod(First.Date.AddDays(1), First.Date.AddDays(2)), 1);

        var began = AccusedOverTime.Began(accused, whole);

        whole.WindowTo.ShouldBeLessThan(First.AddDays(3.5));
        began?.WindowFrom.ShouldBe(First);
        began?.WindowTo.ShouldBe(First.AddDays(4));
    }

    private static Series Hours(Func<DateTime, double> rows) =>
        Series.From(
            Grain.Hour,
            Enumerable
                .Range(0, 48 * 24)
                .Select(h => Start.AddHours(h))
                .ToDictionary(at => at, at => new Bucket(rows(at), rows(at), rows(at), 0))
        );
}
