using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Dimensions;

/// <summary>Shares with each leaf seen from the side that was rarer in the past, so that what turns into its opposite rises everywhere.</summary>
internal static class RarerSide
{
    public static SegmentFindings Find(LeafTable table, SegmentSearchOptions options)
    {
        var turned = new bool[table.Count];
        for (var i = 0; i < turned.Length; i++)
        {
            var (hits, rows) = (table.Baseline.Sum(p => p.Numerator[i]), table.Baseline.Sum(p => p.Denominator[i]));
            turned[i] = hits > 0.5 * rows;
        }
        var seen = new LeafTable(
            table.Dimensions,
            table.Codes,
            Turned(table.Incident, turned),
            [.. table.Baseline.Select(p => Turned(p, turned))],
            table.Exposure
        );
        var findings = SegmentSearch.Find(seen, MetricForm.Rate, options);
        var inversion = new Inversion(table);
        return findings with { Causes = [.. findings.Causes.Select(inversion.Measured)] };
    }

    private static LeafMeasures Turned(LeafMeasures measures, bool[] turned) =>
        new([.. measures.Numerator.Select((n, i) => turned[i] ? measures.Denominator[i] - n : n)], measures.Denominator);
}
