using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>An aggregate by its common names: what a monitor calls it, or the call in an expression.</summary>
internal sealed record AggregateName(string Kind, double? Quantile = null)
{
    /// <summary>Null when the name is none that is known.</summary>
    public static AggregateName? Of(string? name, double? quantile)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var bare = name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        if (
            bare.Length is 2 or 3
            && bare[0] == 'p'
            && double.TryParse(bare.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
        )
            return new AggregateName("quantile", percent / 100);
        return bare switch
        {
            "sum" or "total" => new("sum"),
            "mean" or "avg" or "average" => new("mean"),
            "min" or "minimum" => new("min"),
            "max" or "maximum" => new("max"),
            "median" => new("quantile", 0.5),
            "quantile"
            or "percentile"
            or "quantile_cont"
            or "percentile_cont"
            or "approx_quantile"
            or "percentile_disc"
            or "quantile_disc" => new("quantile", Fraction(quantile) ?? 0.5),
            "stddev"
            or "std"
            or "stdev"
            or "standard_deviation"
            or "stddev_samp"
            or "stddev_pop"
            or "variance"
            or "var_samp"
            or "var_pop" => new("stddev"),
            "distinct" or "distinct_count" or "count_distinct" or "unique_count" or "nunique" or "cardinality" => new("distinct"),
            "share" or "category_share" or "proportion" or "ratio" => new("share"),
            "length" or "mean_length" or "avg_length" or "string_length" => new("length"),
            "lateness" or "lag" or "delay" or "freshness" => new("lateness"),
            "count" or "row_count" or "rows" => new("count"),
            "null_rate" or "nulls" or "null_share" or "missing" => new("nulls"),
            _ => null,
        };
    }

    /// <summary>The aggregate of one plain column that an expression calls; null when it is anything else.</summary>
    public static (AggregateName Aggregate, string Column)? Of(Expression expression) =>
        OfValue(expression) is (var aggregate, Expression.Column column) ? (aggregate, column.Last.Text) : null;

    /// <summary>The aggregate that an expression calls, and what it is the aggregate of; null when it is anything else.</summary>
    public static (AggregateName Aggregate, Expression Value)? OfValue(Expression expression)
    {
        if (expression is not Expression.FunctionCall { Over: null, Filter: null, Distinct: false } call)
            return null;
        if (call.WithinGroup is [{ Value: var ordered }] && call.Arguments is [{ Value: Expression.Number share }])
            return Of(call.Name.Last.Text, Parse(share)) is { } within ? (within, ordered) : null;
        if (call.Arguments is not [{ Value: var value }, ..])
            return null;
        var quantile = call.Arguments is [_, { Value: Expression.Number second }] ? Parse(second) : null;
        return Of(call.Name.Last.Text, quantile) is { } found ? (found, value) : null;
    }

    private static double? Parse(Expression.Number number) => double.Parse(number.Text, CultureInfo.InvariantCulture);

    private static double? Fraction(double? quantile) => quantile > 1 ? quantile / 100 : quantile;
}
