using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Dimensions;

/// <summary>
/// Rows that were given the keys of others make those share a key as well, wherever they are: beside the past all rows seem hit. Which of them were
/// given the keys shows beside each other: those share one more often, and nearly every shared key has one of them.
/// </summary>
internal static class SharedKeys
{
    /// <summary>Of two rows that share a key one was given it; those whose other row lies outside of the window are let off.</summary>
    private const double OneOfTwo = 0.4;

    /// <summary>How much more often than others the rows share a key that were given one.</summary>
    private const double MoreOften = 1.5;

    /// <summary>A segment of more of the rows says of none of them that it was given a key.</summary>
    private const double NearlyAll = 0.8;

    /// <summary>The findings with the rows that were given keys before all else; the same where they are told already, or cannot be.</summary>
    public static SegmentFindings Find(LeafTable table, SegmentFindings findings, SegmentSearchOptions options)
    {
        if (findings is { Verdict: SegmentVerdict.Segments, Causes: [var told, ..] } && Rows(table, told) < NearlyAll)
            return findings;
        return SegmentSearch.Find(Beside(table), MetricForm.Rate, options).Causes.FirstOrDefault(c => IsGiven(table, c)) is { } given
            ? findings with
            {
                Causes = [Measured(table, given), .. findings.Causes.Where(c => !c.Leaves.SequenceEqual(given.Leaves))],
            }
            : findings;
    }

    /// <summary>True when every shared key has a row among these, and they share one more often than the others do.</summary>
    public static bool IsGiven(LeafTable table, SegmentCause cause)
    {
        var (above, below) = (table.Incident.Numerator.Sum(), table.Incident.Denominator.Sum());
        var (own, rows) = (cause.Leaves.Sum(l => table.Incident.Numerator[l]), cause.Leaves.Sum(l => table.Incident.Denominator[l]));
        return own >= OneOfTwo * above && own / Math.Max(1, rows) >= MoreOften * (above - own) / Math.Max(1, below - rows);
    }

    private static double Rows(LeafTable table, SegmentCause cause) =>
        cause.Leaves.Sum(l => table.Incident.Denominator[l]) / Math.Max(1, table.Incident.Denominator.Sum());

    /// <summary>The window with all of its own rows in place of the past.</summary>
    private static LeafTable Beside(LeafTable table)
    {
        var share = table.Incident.Numerator.Sum() / Math.Max(1, table.Incident.Denominator.Sum());
        var alike = new LeafMeasures([.. table.Incident.Denominator.Select(rows => rows * share)], table.Incident.Denominator);
        return new LeafTable(table.Dimensions, table.Codes, table.Incident, [alike], 1);
    }

    private static SegmentCause Measured(LeafTable table, SegmentCause cause)
    {
        double Past(Func<LeafMeasures, double[]> of) => table.Baseline.Sum(p => cause.Leaves.Sum(l => of(p)[l]));
        var (rows, own) = (Past(p => p.Denominator), cause.Leaves.Sum(l => table.Incident.Numerator[l]));
        var before = rows > 0 ? Past(p => p.Numerator) / rows : 0;
        var excess = own - before * cause.Rows;
        return cause with
        {
            Before = before,
            Shift = cause.After - before,
            Excess = excess,
            ShareOfChange = Math.Clamp(excess / Math.Max(1, table.Incident.Numerator.Sum()), 0, 1),
        };
    }
}
