using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Cases;

public sealed class SharperOnsetTests
{
    private static readonly DateTime Start = new(2025, 3, 3);
    private static readonly DateTime First = Start.AddDays(40).AddHours(15);

    /// <summary>Rows that share a key, of seventy an hour: in the first four hours, while none of them is a later copy yet.</summary>
    [Theory]
    [InlineData(new double[] { 70, 50, 18, 24 }, true)] // as many as later, one hour with few
    [InlineData(new double[] { 24, 20, 26, 22 }, false)] // half as many: good rows whose keys were given out again four hours later
    public void Rows_that_share_a_key_began_with_the_first_of_them_if_they_are_as_many_as_later(double[] first, bool both)
    {
        var shared = Hours(at =>
            at < First ? 0
            : at < First.AddHours(4) ? first[(int)(at - First).TotalHours]
            : 46 + at.Hour % 2
        );
        var copies = Hours(at => at < First.AddHours(4) ? 0 : 24);

        SharperOnset.BothAreNew(Analyse(shared), Analyse(copies), copies).ShouldBe(both);
    }

    private static Series Hours(Func<DateTime, double> hits) =>
        Series.From(
            Grain.Hour,
            Enumerable.Range(0, 45 * 24).Select(h => Start.AddHours(h)).ToDictionary(at => at, at => new Bucket(70, hits(at), 70, 0))
        );

    private static Timeline Analyse(Series series) =>
        TimelineAnalysis.Analyse(series, MetricForm.Rate, new AlertPeriod(First.Date.AddDays(1), First.Date.AddDays(2)), 1);
}
