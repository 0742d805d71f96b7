using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class ListedValuesTests
{
    private static readonly double[] RowsOfGateway = [191, 476, 474, 425, 572, 239, 430, 425, 617, 429, 479, 473];

    /// <summary>Three of twelve values, all of whose rows are bad now, where none ever was: the whole table's share is no explanation.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.6)]
    [InlineData(0.2)]
    public void Several_values_that_broke_are_named_where_nothing_was_bad_before(double share)
    {
        var random = new Random(1);
        var builder = new LeafTableBuilder(["firmware", "quality", "gateway"], 5, new HashSet<string>());
        for (var gateway = 0; gateway < RowsOfGateway.Length; gateway++)
            foreach (var (firmware, ofFirmware) in new[] { ("2.8", 0.5), ("2.9", 0.3), ("3.0", 0.2) })
            foreach (var (quality, ofQuality) in new[] { ("ok", 0.96), ("est", 0.04) })
            {
                double Rows() => Math.Round(RowsOfGateway[gateway] * ofFirmware * ofQuality * (0.9 + 0.2 * random.NextDouble()));
                var now = Rows();
                var bad = gateway is 3 or 4 or 5 ? Math.Round(share * now) : 0;
                builder.Add(
                    [firmware, quality, $"gw-{gateway:00}"],
                    (bad, now, 0),
                    [.. Enumerable.Range(0, 5).Select(_ => (0.0, Rows(), 0.0))]
                );
            }

        var findings = SegmentSearch.Find(builder.Build(1, null), MetricForm.Rate, SegmentSearchOptions.Default);

        findings.Verdict.ShouldBe(SegmentVerdict.Segments);
        findings.Causes[0].Conditions.ShouldHaveSingleItem().Values.ShouldBe(["gw-03", "gw-04", "gw-05"]);
    }
}
