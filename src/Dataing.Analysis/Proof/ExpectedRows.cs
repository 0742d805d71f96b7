using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Proof;

/// <summary>
/// How many rows there would have been. The accused rows' own past says so, learned without the incident; the rows that are not accused correct
/// it as far as the two kept step before: whatever makes days busier or quieter makes it for both.
/// </summary>
/// <param name="Accused">Rows to be expected of the accused segment in the incident window.</param>
/// <param name="Whole">Rows to be expected of the whole table in it.</param>
internal sealed record ExpectedRows(double Accused, double Whole)
{
    /// <summary>Fewer rows, or a smaller part of all, vary more by themselves than the whole does.</summary>
    private const double FewRows = 200;
    private const double LeastPart = 0.25;

    /// <summary>A rest that moved further, on the log scale, was hit by something itself.</summary>
    private const double Farthest = 0.3;
    private const int FewestDays = 14;

    /// <summary>Rows over time beside what was to be expected of them had nothing happened.</summary>
    private sealed record Learned(Series Days, double[] Daily, Series Fine, double[] Expected)
    {
        public static Learned Of(Series fine, Func<DateTime, bool> strayed)
        {
            var days = fine.Grain is Core.Alerts.Grain.Hour or Core.Alerts.Grain.Minute ? fine.RollUp(Core.Alerts.Grain.Day) : fine;
            var daily = DailyBaseline.Fit(days, MetricForm.Count, i => strayed(days.At(i)) || strayed(days.At(i + 1).AddTicks(-1)));
            return fine.Grain == Core.Alerts.Grain.Hour
                ? new Learned(days, daily.Expected, fine, HourlyBaseline.Fit(fine, days, daily, MetricForm.Count, strayed).Expected)
                : new Learned(days, daily.Expected, fine, daily.Expected);
        }

        public double Within(int from, int to) => Enumerable.Range(from, Math.Max(0, to - from)).Sum(i => Expected[i]);

        /// <summary>By which share a day was off.</summary>
        public double Off(int day) => Daily[day] > 0 ? Days.Buckets[day].Numerator / Daily[day] - 1 : 0;
    }

    /// <summary>Null where the segment is not counted over time, or too little is left beside it.</summary>
    public static ExpectedRows? Of(Incident incident)
    {
        if (
            incident is not { Segment: not null, Timeline: { Form: MetricForm.Count } accused }
            || Counted(incident) is not { } whole
            || ReferenceEquals(whole.Fine, accused.Fine)
            || whole.Fine.Start != accused.Fine.Start
            || whole.Fine.Count != accused.Fine.Count
            || whole.Fine.Grain != accused.Fine.Grain
        )
            return null;
        var (from, to) = (
            Math.Max(0, whole.Fine.IndexOf(accused.WindowFrom)),
            Math.Min(whole.Fine.Count, whole.Fine.IndexOf(accused.WindowTo))
        );
        var strayed = Strayed(accused, whole);
        var own = Learned.Of(accused.Fine, strayed);
        var rest = Learned.Of(Without(whole.Fine, accused.Fine), strayed);
        var (segment, others) = (own.Within(from, to), rest.Within(from, to));
        var seen = rest.Fine.Sum(from, to).Numerator;
        if (others < FewRows || others < LeastPart * (segment + others) || seen <= 0 || Math.Abs(Math.Log(seen / others)) > Farthest)
            return null;
        var foretold = segment * (1 + InStep(own, rest, strayed) * (seen / others - 1));
        return new ExpectedRows(foretold, seen + foretold);
    }

    /// <summary>
    /// By how much the accused rows are off on a day on which the rest is off by one, before the incident; 0 where they have nothing in common but
    /// chance, whose part in the rest is known from its counts.
    /// </summary>
    private static double InStep(Learned own, Learned rest, Func<DateTime, bool> strayed)
    {
        var (both, square, days) = (0.0, 0.0, 0);
        for (var day = 0; day < rest.Days.Count; day++)
        {
            if (strayed(rest.Days.At(day)) || strayed(rest.Days.At(day + 1).AddTicks(-1)) || rest.Daily[day] < 1 || own.Daily[day] < 1)
                continue;
            both += own.Off(day) * rest.Off(day);
            square += rest.Off(day) * rest.Off(day) - 1 / rest.Daily[day];
            days++;
        }
        return days < FewestDays || square <= 0 ? 0 : Math.Clamp(both / square, 0, 1);
    }

    /// <summary>The incident, and all that strayed at other times, teach nothing of what is usual.</summary>
    private static Func<DateTime, bool> Strayed(Timeline accused, Timeline whole)
    {
        List<(DateTime From, DateTime To)> stretches =
        [
            (accused.OnsetFrom < accused.WindowFrom ? accused.OnsetFrom : accused.WindowFrom, accused.WindowTo),
            .. new[] { accused, whole }.SelectMany(t => t.Episodes.Select(e => (t.Coarse.At(e.Start), t.Coarse.At(e.End)))),
        ];
        return at => stretches.Exists(s => s.From <= at && at < s.To);
    }

    private static Series Without(Series whole, Series part) =>
        new(
            whole.Grain,
            whole.Start,
            [
                .. Enumerable
                    .Range(0, whole.Count)
                    .Select(i => Math.Max(0, whole.Buckets[i].Numerator - part.Buckets[i].Numerator))
                    .Select(rows => new Bucket(rows, rows, rows, 0)),
            ]
        );

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
