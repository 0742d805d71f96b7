using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Dimensions;

/// <summary>The segment search as a metric needs it: flags that may have been inverted, keys that others were given as well.</summary>
internal sealed class MetricSearch(CaseFile file)
{
    /// <summary>
    /// Of a flag that was turned into its opposite, rows that were mostly true fall as the others rise: seen from the side that was rarer
    /// in each leaf, all of them rise.
    /// </summary>
    public SegmentFindings Find(LeafTable table)
    {
        var findings = SegmentSearch.Find(table, file.Metric.Form, SegmentSearchOptions.Default);
        if (findings is { Verdict: not SegmentVerdict.MixShift, Causes: [var strongest, ..] })
            findings = findings with { Causes = [ListBeside.Dropped(table, file.Metric.Form, strongest), .. findings.Causes.Skip(1)] };
        if (file.Metric.Subject == Subject.Duplicates)
            return SharedKeys.Find(table, findings, SegmentSearchOptions.Default);
        if (!IsFlag())
            return findings;
        var turned = RarerSide.Find(table, SegmentSearchOptions.Default);
        var best = Strongest(turned) > 1.02 * Strongest(findings) ? turned : findings;
        var inversion = new Inversion(table);
        return best.Causes is [var first, ..]
            ? best with
            {
                Causes = [inversion.Widened(inversion.Best(first, best.Causes)), .. best.Causes.Skip(1)],
            }
            : best;
    }

    private static double Strongest(SegmentFindings findings) => findings.Causes is [var first, ..] ? first.Evidence : 0;

    private bool IsFlag() =>
        file.Metric is { Form: MetricForm.Rate, Subject: Subject.Share or Subject.Custom, Columns: [var column] }
        && file.Table.FindColumn(column) is { } schema
        && (
            schema.Type == LogicalType.Boolean
            || schema.Type == LogicalType.Integer
                && file.Overview.Of(column) is { } seen
                && Cell.Number(seen.Least) == 0
                && Cell.Number(seen.Greatest) == 1
            || file.Metric.Values is ["true" or "false" or "t" or "f" or "yes" or "no" or "Y" or "N"]
        );

    /// <summary>Rows whose keys were given to others count as repeated too, wherever they are: that is no incident of theirs.</summary>
    public bool Spilled(LeafTable table, SegmentFindings findings) =>
        file.Metric.Subject == Subject.Duplicates && findings.Causes is [var first, ..] && SharedKeys.IsGiven(table, first);
}
