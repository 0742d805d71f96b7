using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Spans of time that are one whole number of one unit, which nearly all dialects can say, each in its own spelling.</summary>
internal static partial class Intervals
{
    public static Expression Translate(Expression.Interval interval, SqlDialect to)
    {
        if (Read(interval) is not var (count, unit))
            throw new UntranslatableException($"It is not known how {to.Name} says this interval; write one whole number of one unit.");
        return to.Family switch
        {
            DialectFamily.Postgres or DialectFamily.Redshift or DialectFamily.DuckDb or DialectFamily.Snowflake => Text(
                $"{count} {unit.ToLowerInvariant()}",
                null
            ),
            DialectFamily.Trino when unit == "WEEK" => Text($"{count * 7}", "DAY"),
            DialectFamily.Trino when unit == "QUARTER" => Text($"{count * 3}", "MONTH"),
            DialectFamily.Trino or DialectFamily.Databricks when unit is not ("WEEK" or "QUARTER") => Text($"{count}", unit),
            DialectFamily.Databricks => Text($"{count * (unit == "WEEK" ? 7 : 3)}", unit == "WEEK" ? "DAY" : "MONTH"),
            DialectFamily.MySql or DialectFamily.BigQuery or DialectFamily.ClickHouse => Number(count, unit),
            _ => throw new UntranslatableException($"{to.Name} has no intervals; add to dates with its own function."),
        };
    }

    private static Expression.Interval Text(string text, string? unit) => new(new Expression.String(text), unit);

    private static Expression.Interval Number(long count, string unit) =>
        new(
            count < 0
                ? new Expression.Unary(UnaryOperator.Minus, new Expression.Number((-count).ToString(CultureInfo.InvariantCulture)))
                : new Expression.Number(count.ToString(CultureInfo.InvariantCulture)),
            unit
        );

    private static (long Count, string Unit)? Read(Expression.Interval interval)
    {
        if (interval.ToUnit is not null)
            return null;
        var text = interval.Value switch
        {
            Expression.String value => value.Value,
            Expression.Number value => value.Text,
            _ => "",
        };
        var whole = interval.Unit is null ? text : $"{text} {interval.Unit}";
        if (Shape().Match(whole) is not { Success: true } match)
            return null;
        return long.TryParse(match.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? (count, UnitOf(match.Groups[2].Value))
            : null;
    }

    private static string UnitOf(string written) =>
        written.ToUpperInvariant().TrimEnd('S') switch
        {
            "MON" => "MONTH",
            "MIN" => "MINUTE",
            "SEC" => "SECOND",
            var unit => unit,
        };

    [GeneratedRegex(
        @"^\s*([+-]?[0-9]{1,9})\s+(years?|quarters?|months?|mons?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?)\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Shape();
}
