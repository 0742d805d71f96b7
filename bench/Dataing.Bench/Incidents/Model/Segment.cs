namespace Dataing.Bench.Incidents.Model;

/// <summary>One condition of a truth predicate.</summary>
internal sealed record Condition(string Column, string Op, object? Value);

/// <summary>The rows an incident can touch; no condition means the whole table.</summary>
internal sealed record Segment(IReadOnlyList<Condition> Conditions)
{
    public static Segment Whole { get; } = new([]);

    public bool IsWhole => Conditions.Count == 0;

    /// <summary>The test for rows of a table, with column positions looked up once.</summary>
    public Func<Row, bool> On(Table table)
    {
        var tests = Conditions.Select(c => OfPart(table, c) ?? Test(table.IndexOf(c.Column), c)).ToArray();
        return row => Array.TrueForAll(tests, test => test(row));
    }

    public override string ToString() =>
        IsWhole ? "whole table" : string.Join(" and ", Conditions.Select(c => $"{c.Column} {c.Op} {Text(c.Value)}"));

    /// <summary>A condition on the hour or weekday of a time, as "hour(column)".</summary>
    private static Func<Row, bool>? OfPart(Table table, Condition condition)
    {
        var open = condition.Column.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || condition.Value is not long[] values)
            return null;
        var column = table.IndexOf(condition.Column[(open + 1)..^1]);
        return condition.Column[..open] == "hour"
            ? row => row[column] is DateTime time && values.Contains(time.Hour)
            : row => row[column] is DateTime time && values.Contains((long)time.DayOfWeek);
    }

    private static Func<Row, bool> Test(int column, Condition condition) =>
        condition.Op switch
        {
            "=" => row => Equals(row[column], condition.Value),
            "in" when condition.Value is string[] values => row => row[column] is string text && values.Contains(text),
            "any_of" when condition.Value is object?[] values => row => values.Contains(row[column]),
            "is_null" => row => row[column] is null,
            "prefix" when condition.Value is string start => row =>
                row[column] is string text && text.StartsWith(start, StringComparison.Ordinal),
            ">=" when condition.Value is long bound => row => row[column] is long number && number >= bound,
            ">=" when condition.Value is double bound => row => row[column] is double number && number >= bound,
            "<" when condition.Value is double bound => row => row[column] is double number && number < bound,
            _ => throw new ArgumentException($"No truth predicate uses {condition.Op} with {condition.Value}.", nameof(condition)),
        };

    private static string Text(object? value) =>
        value switch
        {
            object?[] { Length: > 12 } many => $"({string.Join(", ", many.Take(3))}, … {many.Length} values)",
            object?[] list => $"({string.Join(", ", list)})",
            long[] list => $"({string.Join(", ", list)})",
            _ => $"{value}",
        };
}
