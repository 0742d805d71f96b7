using Dataing.Bench.Incidents.Cases;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>WHEN: the answered interval holds the onset and is at most two grains wide.</summary>
internal static class OnsetScore
{
    public static bool Holds(Truth truth, Answer answer)
    {
        if (Interval(truth, answer) is not var (start, end))
            return false;
        // The data cannot place the onset more finely than between its last clean and its first hit row.
        var contains = (start <= truth.OnsetTo && end >= truth.OnsetFrom) || Points(truth).Any(p => start <= p && p <= end);
        return contains && end - start <= 2 * truth.Grain;
    }

    public static double? ErrorHours(Truth truth, Answer answer)
    {
        if (Interval(truth, answer) is not var (start, end))
            return null;
        return Points(truth).Min(point => Distance(point, start, end));
    }

    private static double Distance(DateTime point, DateTime start, DateTime end)
    {
        if (point < start)
            return (start - point).TotalHours;
        return point > end ? (point - end).TotalHours : 0;
    }

    private static IEnumerable<DateTime> Points(Truth truth) => [truth.Injection.Window.Onset, .. truth.Injection.OtherOnsets];

    private static (DateTime Start, DateTime End)? Interval(Truth truth, Answer answer)
    {
        if (answer.OnsetStart is not { } start)
            return null;
        var end = answer.OnsetEnd ?? start;
        // An instant means the bucket that begins there.
        return (start, end <= start ? start + truth.Grain : end);
    }
}
