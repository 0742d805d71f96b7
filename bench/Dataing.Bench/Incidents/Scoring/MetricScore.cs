using Dataing.Bench.Incidents.Cases;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>WHAT: the metric before and after and the number of affected rows, within five per cent.</summary>
internal static class MetricScore
{
    private const double Tolerance = 0.05;

    public static bool Holds(Truth truth, Answer answer) => Metric(truth, answer) && Rows(truth, answer);

    /// <summary>
    /// Before and after may be of the observed day or of the whole window, and any exact reading of the metric counts; five per cent are of
    /// the value or of its change, whichever is larger. Totals are compared as a ratio, because they depend on the period chosen.
    /// </summary>
    public static bool Metric(Truth truth, Answer answer)
    {
        if (answer.Before is not { } before || answer.After is not { } after)
            return false;
        var scale = answer.Unit is "percent" or "%" ? 0.01 : 1;
        return truth.Metrics.Any(reading =>
            reading.Additive ? Ratio(reading, before, after) : Levels(reading, before * scale, after * scale)
        );
    }

    /// <summary>Rows that are gone can only be estimated, so counting noise is allowed for them.</summary>
    public static bool Rows(Truth truth, Answer answer)
    {
        if (answer.AffectedRows is not { } given)
            return false;
        var noise = truth.Injection.Missing.Count > 0 ? 3 * Math.Sqrt(truth.AcceptedRows[1].Count) : 0;
        return truth.AcceptedRows.Any(rows => Math.Abs(given - rows.Count) <= Math.Max(Tolerance * rows.Count, noise) + 0.5);
    }

    private static bool Levels(MetricReading reading, double before, double after) =>
        reading.Before.Any(b => reading.After.Any(a => Near(before, b, a - b) && Near(after, a, a - b)));

    private static bool Ratio(MetricReading reading, double before, double after)
    {
        if (before == 0)
            return reading.Before.Any(b => b == 0);
        return reading.Before.Any(b => b != 0 && reading.After.Any(a => Near(after / before, a / b, (a / b) - 1)));
    }

    private static bool Near(double given, double truth, double change) =>
        Math.Abs(given - truth) <= (Tolerance * Math.Max(Math.Abs(truth), Math.Abs(change))) + 1e-9;
}
