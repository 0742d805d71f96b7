using Dataing.Analysis.Localisation.Search;

namespace Dataing.Analysis.Localisation;

/// <summary>
/// WHERE: finds the segments that moved against the rest of the table, or says that everything moved alike, that only the mix
/// did, or that noise explains what is seen.
/// </summary>
internal static class SegmentSearch
{
    private const double MixRules = 0.5;

    public static SegmentFindings Find(LeafTable table, MetricForm form, SegmentSearchOptions options)
    {
        var space = new SearchSpace(table, form, options);
        var peeling = new Peeling(space);
        var peeled = Folding.Fold(space, peeling.Run());
        var report = new SegmentReport(space, form);
        var causes = report.Causes(peeled);
        var findings = report.Findings(causes, peeling);
        return findings.Verdict == SegmentVerdict.Quiet && MixMoved(findings, options) ? WithMix(findings, table, options) : findings;
    }

    private static bool MixMoved(SegmentFindings findings, SegmentSearchOptions options)
    {
        if (findings.Mix is not { } mix)
            return false;
        var change = findings.After - findings.Before;
        var matters = Math.Abs(change) >= Math.Max(options.MinimumRateChange, 0.05 * Math.Abs(findings.Before));
        return matters && mix.MixEffect * change > 0 && Math.Abs(mix.MixEffect) >= MixRules * Math.Abs(change);
    }

    /// <summary>The segments whose share of the rows changed are found as a volume question.</summary>
    private static SegmentFindings WithMix(SegmentFindings findings, LeafTable table, SegmentSearchOptions options)
    {
        var volume = new LeafTable(
            table.Dimensions,
            table.Codes,
            Volume(table.Incident),
            [.. table.Baseline.Select(Volume)],
            table.Exposure
        );
        var moved = Find(volume, MetricForm.Count, options);
        return moved.Causes.Count == 0 ? findings : findings with { Verdict = SegmentVerdict.MixShift, Causes = moved.Causes };
    }

    private static LeafMeasures Volume(LeafMeasures measures) => new(measures.Denominator, measures.Denominator);
}
