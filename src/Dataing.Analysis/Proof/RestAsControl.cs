using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Proof;

/// <summary>
/// How many rows there would have been, by the rows that are not accused: whatever made their days busier or quieter than usual made the accused
/// ones' too. A baseline of the past alone knows nothing of that.
/// </summary>
/// <param name="Accused">Rows to be expected of the accused segment in the incident window.</param>
/// <param name="Whole">Rows to be expected of the whole table in it.</param>
internal sealed record RestAsControl(double Accused, double Whole)
{
    /// <summary>Fewer rows, or a smaller part of all, vary more by themselves than the whole does.</summary>
    private const double FewRows = 200;
    private const double LeastPart = 0.25;

    /// <summary>A rest that moved further, on the log scale, was hit by something itself.</summary>
    private const double Farthest = 0.3;

    /// <summary>Null where the segment is not counted over time, or too little is left beside it.</summary>
    public static RestAsControl? Of(Incident incident)
    {
        if (
            incident is not { Segment: not null, Timeline: { Form: MetricForm.Count } accused }
            || Counted(incident) is not { } whole
            || ReferenceEquals(whole.Fine, accused.Fine)
            || whole.Fine.Start != accused.Fine.Start
            || whole.Fine.Count != accused.Fine.Count
        )
            return null;
        var (from, to) = (
            Math.Max(0, whole.Fine.IndexOf(accused.WindowFrom)),
            Math.Min(whole.Fine.Count, whole.Fine.IndexOf(accused.WindowTo))
        );
        var all = Enumerable.Range(from, Math.Max(0, to - from)).Sum(i => whole.FineBaseline.Expected[i]);
        var segment = Enumerable.Range(from, Math.Max(0, to - from)).Sum(i => accused.FineBaseline.Expected[i]);
        var rest = all - segment;
        var seen = whole.Fine.Sum(from, to).Numerator - accused.Fine.Sum(from, to).Numerator;
        if (rest < FewRows || rest < LeastPart * all || seen <= 0 || Math.Abs(Math.Log(seen / rest)) > Farthest)
            return null;
        return new RestAsControl(segment * seen / rest, seen + segment * seen / rest);
    }

    /// <summary>The rows of the whole table over time; of a total that moved because its rows did, those beneath it.</summary>
    private static Timeline? Counted(Incident incident)
    {
        if (incident.File.Timeline is not { } whole || whole.Form == MetricForm.Count)
            return incident.File.Timeline;
        if (incident.Split is not { ByRows: true })
            return null;
        Bucket[] rows = [.. whole.Fine.Buckets.Select(b => new Bucket(b.Rows, b.Rows, b.Rows, 0))];
        return TimelineAnalysis.Analyse(new Series(whole.Fine.Grain, whole.Fine.Start, rows), MetricForm.Count, incident.File.Period);
    }
}
