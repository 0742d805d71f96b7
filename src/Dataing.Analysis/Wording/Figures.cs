using System.Globalization;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Wording;

/// <summary>Figures, moments and conditions as a person reads them.</summary>
internal static class Figures
{
    public static string Number(double? value) =>
        value switch
        {
            null => "nothing",
            { } v when double.IsNaN(v) => "nothing",
            { } v when v == Math.Floor(v) && Math.Abs(v) < 1e15 => v.ToString("#,0", CultureInfo.InvariantCulture),
            { } v when Math.Abs(v) >= 1000 => v.ToString("#,0", CultureInfo.InvariantCulture),
            { } v when Math.Abs(v) >= 1 => v.ToString("0.##", CultureInfo.InvariantCulture),
            { } v => v.ToString("0.####", CultureInfo.InvariantCulture),
        };

    public static string Percent(double share) =>
        (100 * share).ToString(
            Math.Abs(share) is > 0 and < 0.001 ? "0.###"
                : Math.Abs(share) < 0.1 ? "0.##"
                : "0.#",
            CultureInfo.InvariantCulture
        ) + " %";

    /// <summary>A metric's value in its own unit.</summary>
    public static string Value(double? value, string unit) =>
        unit == "fraction" && value is { } share ? Percent(share)
        : unit.Length == 0 || unit == "fraction" ? Number(value)
        : $"{Number(value)} {unit}";

    public static string Moment(DateTime at) =>
        at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static DateTimeOffset Utc(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), TimeSpan.Zero);

    public static string Condition(ScopeCondition c) =>
        c.Op switch
        {
            "is_null" => $"{c.Column} is NULL",
            "is_not_null" => $"{c.Column} is not NULL",
            "in" when c.Value is Array list =>
                $"{c.Column} in ({ValueList.Of(list.Cast<object?>().Select(v => Day(c.Column, v) ?? Quoted(v)))})",
            "=" when Day(c.Column, c.Value) is { } day => $"{c.Column} = {day}",
            "between" when c.Value is object[] { Length: 2 } ends => $"{Quoted(ends[0])} <= {c.Column} < {Quoted(ends[1])}",
            _ => $"{c.Column} {c.Op} {Quoted(c.Value)}",
        };

    public static string Conditions(IReadOnlyList<ScopeCondition> conditions) => string.Join(" and ", conditions.Select(Condition));

    private static string? Day(string column, object? value) =>
        value is long and >= 0 and <= 6 && column.StartsWith("weekday(", StringComparison.Ordinal)
            ? ((DayOfWeek)(long)value).ToString()
            : null;

    private static string Quoted(object? value) =>
        value switch
        {
            null => "NULL",
            string s => $"'{s}'",
            bool b => b ? "true" : "false",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
