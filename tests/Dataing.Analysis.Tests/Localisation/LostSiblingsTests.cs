using System.Globalization;
using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class LostSiblingsTests
{
    /// <summary>Two values lost all their rows: both are named, in small tables and in large ones.</summary>
    [Theory]
    [InlineData(70)]
    [InlineData(700)]
    [InlineData(7_000)]
    public void Two_values_that_went_silent_are_one_list(int perLeaf)
    {
        var random = new Random(perLeaf);
        var builder = new LeafTableBuilder(["gateway", "heat"], 5, new HashSet<string> { "heat" });
        double[] levels = [1, 0.98, 1.02, 0.99, 1.01];
        for (var gateway = 0; gateway < 9; gateway++)
        for (var heat = 0; heat < 12; heat++)
        {
            var drift = 1 + 0.12 * Math.Sin(heat);
            builder.Add(
                [$"gw{gateway}", heat.ToString("00", CultureInfo.InvariantCulture)],
                gateway is 4 or 8 ? (heat == 3 ? 1 : 0, heat == 3 ? 1 : 0, 0) : Rows(random, 1.03 * perLeaf * drift),
                [.. levels.Select((l, i) => Rows(random, l * perLeaf * (1 + 0.08 * Math.Sin(heat + i))))]
            );
        }

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default);

        findings.Causes[0].Conditions.ShouldHaveSingleItem().Values.ShouldBe(["gw4", "gw8"]);
    }

    private static (double, double, double) Rows(Random random, double mean)
    {
        var rows = Math.Round(
            mean + Math.Sqrt(mean) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(6.2832 * random.NextDouble())
        );
        return (rows, rows, 0);
    }
}
