using System.Globalization;
using System.Text.Json;

namespace Dataing.Demo.Scoring;

/// <summary>Compares the rows that a claim accuses with those that the truth names, within the incident's window.</summary>
internal static class RowMatches
{
    public static async Task<double> JaccardAsync(
        FindingClaim claim,
        IncidentManifest truth,
        string dataDirectory,
        CancellationToken cancellationToken
    )
    {
        var table = await CsvTable.ReadAsync(dataDirectory, truth.Table, cancellationToken);
        int both = 0,
            either = 0;
        foreach (var row in table.Rows)
        {
            var time = table.Time(row, truth.TimeColumn);
            if (time < truth.Window.Start || time >= truth.Window.End)
                continue;

            var guilty = truth.Predicate.All(condition => table.Value(row, condition.Column) == condition.Value);
            var accused =
                (claim.WholeTable || claim.Conditions.Count > 0) && claim.Conditions.All(condition => Holds(table, row, condition));
            both += guilty && accused ? 1 : 0;
            either += guilty || accused ? 1 : 0;
        }

        return either == 0 ? 1 : (double)both / either;
    }

    private static bool Holds(CsvTable table, string?[] row, JsonElement condition)
    {
        var column = condition.GetProperty("column").GetString() ?? "";
        if (!table.Has(column))
            return false;

        var actual = table.Value(row, column);
        var op = condition.GetProperty("op").GetString();
        string[] values = condition.TryGetProperty("value", out var value) ? [.. Values(value)] : [];
        return op switch
        {
            "is_null" => actual is null,
            "is_not_null" => actual is not null,
            _ when actual is null => false,
            "=" => Compare(actual, values[0]) == 0,
            "!=" => Compare(actual, values[0]) != 0,
            "<" => Compare(actual, values[0]) < 0,
            "<=" => Compare(actual, values[0]) <= 0,
            ">" => Compare(actual, values[0]) > 0,
            ">=" => Compare(actual, values[0]) >= 0,
            "in" => values.Any(one => Compare(actual, one) == 0),
            "between" => Compare(actual, values[0]) >= 0 && Compare(actual, values[1]) <= 0,
            _ => throw new NotSupportedException($"The score knows no condition '{op}'."),
        };
    }

    private static IEnumerable<string> Values(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
            JsonValueKind.String => [value.GetString() ?? ""],
            JsonValueKind.Null => [],
            _ => [value.GetRawText()],
        };

    private static int Compare(string left, string right) =>
        IsNumber(left, out var one) && IsNumber(right, out var other) ? one.CompareTo(other)
        : IsTime(left, out var earlier) && IsTime(right, out var later) ? earlier.CompareTo(later)
        : string.CompareOrdinal(left, right);

    private static bool IsNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out number);

    private static bool IsTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
