using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Cases;

/// <summary>A series with the answer it was read from.</summary>
internal sealed record AnsweredSeries(Series Series, Answer Answer);

/// <summary>Reads a metric over time in one scan: rows, numerator, denominator and squares per step.</summary>
internal static class SeriesQuery
{
    private const int MostSteps = 50_000;

    /// <param name="interview">Who asks.</param>
    /// <param name="asker">The phase or hypothesis it is asked for.</param>
    /// <param name="metric">What is added up.</param>
    /// <param name="axis">The time the steps are of.</param>
    /// <param name="grain">How long a step is.</param>
    /// <param name="condition">Which rows; null: all.</param>
    /// <param name="span">From when to when; null: all of the past.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<AnsweredSeries?> ReadAsync(
        Interview interview,
        string asker,
        Metric metric,
        TimeAxis axis,
        Grain grain,
        Expression? condition,
        (DateTime From, DateTime To)? span,
        CancellationToken cancellationToken
    )
    {
        var bucket = axis.Bucket(grain);
        var within = span is { } s ? axis.Within(s.From, s.To) : axis.Value.IsNotNull();
        var query = SelectBuilder
            .From(metric.From)
            .Where(Term.AllOf(metric.Filter, within, condition))
            .Select(
                bucket.As("at"),
                Term.Count().As("row_count"),
                Term.Sum(metric.Numerator).As("above"),
                Term.Sum(metric.Denominator).As("below"),
                (metric.Squared is { } squared ? Term.Sum(squared) : Term.Zero).As("squares")
            )
            .GroupBy([bucket])
            .OrderBy(Term.Column("at"))
            .ToQuery();
        var words = grain.ToString().ToLowerInvariant();
        var answer = await interview.TryAskAsync(asker, $"{metric.Name} by {words} of {axis.Column}", query, cancellationToken, MostSteps);
        if (answer is null)
            return null;
        var buckets = new Dictionary<DateTime, Bucket>();
        foreach (var row in answer.Rows)
            if (axis.Read(row[0], grain) is { } at)
                buckets[at] =
                    buckets.GetValueOrDefault(at) + new Bucket(Cell.Real(row[1]), Cell.Real(row[2]), Cell.Real(row[3]), Cell.Real(row[4]));
        WithoutStrays(buckets);
        return new AnsweredSeries(Series.From(grain, buckets), answer);
    }

    /// <summary>A handful of rows in 1970 or 2099 are dirt, not history: steps far from all others are left out.</summary>
    private static void WithoutStrays(Dictionary<DateTime, Bucket> buckets)
    {
        var total = buckets.Values.Sum(b => b.Rows);
        var times = buckets.Keys.Order().ToList();
        while (times.Count > 2 && times[1] - times[0] > TimeSpan.FromDays(45) && buckets[times[0]].Rows < 0.01 * total)
        {
            buckets.Remove(times[0]);
            times.RemoveAt(0);
        }
        while (times.Count > 2 && times[^1] - times[^2] > TimeSpan.FromDays(45) && buckets[times[^1]].Rows < 0.01 * total)
        {
            buckets.Remove(times[^1]);
            times.RemoveAt(times.Count - 1);
        }
    }
}
