using System.Globalization;
using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class LostHoursTests
{
    /// <summary>Most rows of a run of hours are lost: the hours are named, not the whole table, whatever share of all rows they had.</summary>
    [Theory]
    [InlineData(3, 11, 0.26, 700)]
    [InlineData(3, 11, 0.26, 90)]
    [InlineData(8, 18, 0.1, 700)]
    [InlineData(20, 23, 0.4, 700)]
    public void A_run_of_hours_that_lost_rows_is_named(int first, int last, double kept, int perHour)
    {
        var random = new Random(first + perHour);
        var builder = new LeafTableBuilder(["hour(scanned_at)"], 5, new HashSet<string> { "hour(scanned_at)" });
        for (var hour = 0; hour < 24; hour++)
        {
            var usual = perHour * (0.25 + Math.Exp(-Math.Pow(hour - 12, 2) / 18));
            builder.Add(
                [hour.ToString("00", CultureInfo.InvariantCulture)],
                Rows(random, usual * (hour >= first && hour <= last ? kept : 1)),
                [.. Enumerable.Range(0, 5).Select(_ => Rows(random, usual))]
            );
        }

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default);

        findings.Causes[0].Conditions.ShouldHaveSingleItem().Codes.ShouldBe(Enumerable.Range(first, last - first + 1));
    }

    private static (double, double, double) Rows(Random random, double mean)
    {
        var rows = Math.Round(
            mean + Math.Sqrt(mean) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(6.2832 * random.NextDouble())
        );
        return (Math.Max(0, rows), Math.Max(0, rows), 0);
    }
}
