using System.Text.RegularExpressions;
using Dataing.Core.Alerts.Sentences;

namespace Dataing.Core.Alerts;

/// <summary>
/// What an alert's title adds where its fields leave the aggregate open: "distribution" of a column, titled "distinct values fell". A title never
/// overrules a field.
/// </summary>
internal static class AlertTitle
{
    public static (AnomalyType Type, MetricSpecification Metric) Refine(string? title, AnomalyType type, MetricSpecification metric)
    {
        var open = type is AnomalyType.Distribution or AnomalyType.MetricValue or AnomalyType.Unknown;
        if (title is null || !open || metric is not { Aggregate: null, Expression: null, Columns.Count: > 0 })
            return (type, metric);
        // A column called "total" is no sum.
        var words = metric.Columns.Aggregate(
            title,
            (text, column) => Regex.Replace(text, $@"(?<!\w){Regex.Escape(column)}(?!\w)", "x", RegexOptions.IgnoreCase)
        );
        if (SentenceMetric.Find(Skeleton.Of(words, DateTimeOffset.UnixEpoch)) is not var (found, _))
            return (type, metric);
        if (type == AnomalyType.Unknown)
            return (found.Type, metric with { Aggregate = found.Aggregate, Quantile = metric.Quantile ?? found.Quantile });
        return found is { Type: AnomalyType.Distribution, Aggregate: { } aggregate and not "share" }
            ? (type, metric with { Aggregate = aggregate, Quantile = metric.Quantile ?? found.Quantile })
            : (type, metric);
    }
}
