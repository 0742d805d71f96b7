using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>One condition against one cell, by SQL's rules: a comparison with NULL holds for no row.</summary>
internal static class ConditionTest
{
    public static bool Holds(object? cell, AnswerCondition condition)
    {
        var value = condition.Value;
        var toNull = value.ValueKind is JsonValueKind.Null;
        return condition.Op.Trim().ToLowerInvariant() switch
        {
            "is_null" => cell is null,
            "is_not_null" => cell is not null,
            "=" when toNull => cell is null,
            "!=" or "<>" when toNull => cell is not null,
            "in" => Items(value).Exists(v => v.ValueKind == JsonValueKind.Null ? cell is null : Compare(cell, v) == 0),
            _ when cell is null => false,
            "not_in" => Items(value).TrueForAll(v => Compare(cell, v) != 0),
            "=" => Compare(cell, value) == 0,
            "!=" or "<>" => Compare(cell, value) is not (null or 0),
            "<" => Compare(cell, value) < 0,
            "<=" => Compare(cell, value) <= 0,
            ">" => Compare(cell, value) > 0,
            ">=" => Compare(cell, value) >= 0,
            "between" => Items(value) is [var low, var high] && Compare(cell, low) >= 0 && Compare(cell, high) <= 0,
            "like" => Like(Written(cell), value.ToString()),
            "prefix" => Written(cell).StartsWith(value.ToString(), StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>Negative, zero or positive; null when the two cannot be compared.</summary>
    private static int? Compare(object? cell, JsonElement value)
    {
        switch (cell)
        {
            case null:
                return null;
            case bool flag:
                return string.CompareOrdinal(flag ? "true" : "false", Truth(value.ToString()));
            case DateTime time when value.ValueKind == JsonValueKind.Number:
                return new DateTimeOffset(time).ToUnixTimeSeconds().CompareTo((long)value.GetDouble());
            case DateTime time:
                return DateTimeOffset.TryParse(
                    value.ToString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var other
                )
                    ? time.CompareTo(other.UtcDateTime)
                    : null;
            case long or double:
                var number = Convert.ToDouble(cell, CultureInfo.InvariantCulture);
                if (!double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
                    return null;
                return Math.Abs(number - bound) <= 1e-9 * Math.Max(Math.Abs(number), Math.Abs(bound)) ? 0 : number.CompareTo(bound);
            default:
                return string.CompareOrdinal(Written(cell), value.ToString());
        }
    }

    private static List<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string Truth(string text) =>
        text.ToLowerInvariant() switch
        {
            "1" or "t" => "true",
            "0" or "f" => "false",
            var other => other,
        };

    private static bool Like(string text, string pattern)
    {
        var regex =
            "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$";
        return Regex.IsMatch(text, regex, RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    private static string Written(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
}
