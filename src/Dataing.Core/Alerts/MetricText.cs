using System.Buffers;
using System.Text.RegularExpressions;

namespace Dataing.Core.Alerts;

/// <summary>A metric written as a short text: "null_rate", "null_rate(user_id)", "avg(price)", "user_id", "p95(latency)".</summary>
internal static partial class MetricText
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("*/+<>=");

    /// <summary>What the text adds to an alert; an expression is kept as it is for the guard and the analyst to read.</summary>
    public static (AnomalyType? Type, MetricSpecification Metric) Read(string text, MetricSpecification metric)
    {
        text = text.Trim();
        if (Call().Match(text) is { Success: true } call && ReadCall(call, metric) is { } read)
            return read;
        if (text.Contains('(', StringComparison.Ordinal))
            return (null, metric with { Kind = MetricKind.SqlExpression, Expression = text });
        if (AlertWords.AggregateOf(text) is { } aggregate)
            return (
                TypeOf(text, aggregate.Name),
                metric with
                {
                    Aggregate = metric.Aggregate ?? aggregate.Name,
                    Quantile = metric.Quantile ?? aggregate.Quantile,
                }
            );
        if (AlertWords.TypeOf(text) is { } type)
            return (type, metric);
        if (Identifier().IsMatch(text))
            return (null, metric.Columns.Count > 0 ? metric : metric with { Columns = [ColumnOf(text)] });
        return text.AsSpan().ContainsAny(Operators)
            ? (null, metric with { Kind = MetricKind.SqlExpression, Expression = text })
            : (null, metric with { Kind = MetricKind.Description, Expression = text });
    }

    /// <summary>The column's name without its table: "orders.user_id" is user_id; quotes are taken off.</summary>
    public static string ColumnOf(string text) => DottedName.TryParse(text) is { } name ? name.Parts[^1] : text;

    private static (AnomalyType?, MetricSpecification)? ReadCall(Match call, MetricSpecification metric)
    {
        var function = call.Groups["function"].Value;
        string[] arguments =
        [
            .. call.Groups["arguments"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ];
        if (IsSql(function) || !arguments.All(argument => Identifier().IsMatch(argument)))
            return null;
        string[] columns = metric.Columns.Count > 0 ? [.. metric.Columns] : [.. arguments.Select(ColumnOf)];
        if (AlertWords.AggregateOf(function) is { } aggregate)
            return (
                TypeOf(function, aggregate.Name),
                metric with
                {
                    Aggregate = aggregate.Name,
                    Quantile = metric.Quantile ?? aggregate.Quantile,
                    Columns = columns,
                }
            );
        return AlertWords.TypeOf(function) is { } type ? (type, metric with { Columns = columns }) : null;
    }

    /// <summary>Functions that every engine knows stay an expression: taking it apart is the analyst's work.</summary>
    private static bool IsSql(string function) => function.ToUpperInvariant() is "SUM" or "AVG" or "MIN" or "MAX" or "COUNT";

    private static AnomalyType TypeOf(string word, string aggregate) =>
        aggregate switch
        {
            "lateness" => AnomalyType.Freshness,
            _ => AlertWords.TypeOf(word) ?? AnomalyType.Distribution,
        };

    [GeneratedRegex("""^(?<function>[A-Za-z_][A-Za-z0-9_]*)\s*\(\s*(?<arguments>[^()]*)\)$""")]
    private static partial Regex Call();

    [GeneratedRegex(
        """^(?:[\p{L}_][\p{L}\p{N}_$]*|"[^"]+"|`[^`]+`|\[[^\]]+\])(?:\.(?:[\p{L}_][\p{L}\p{N}_$]*|"[^"]+"|`[^`]+`|\[[^\]]+\]))*$"""
    )]
    private static partial Regex Identifier();
}
