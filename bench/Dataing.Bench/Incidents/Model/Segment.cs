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
        var tests = Conditions.Select(c => Test(table.IndexOf(c.Column), c)).ToArray();
        return row => Array.TrueForAll(tests, test => test(row));
    }

    public override string ToString() =>
        IsWhole ? "whole table" : string.Join(" and ", Conditions.Select(c => $"{c.Column} {c.Op} {Text(c.Value)}"));

    private static Func<Row, bool> Test(int column, Condition condition) =>
        condition.Op switch
        {
            "=" => row => Equals(row[column], condition.Value),
            "in" when condition.Value is string[] values => row => row[column] is string text && values.Contains(text),
            "any_of" when condition.Value is object?[] values => row => values.Contains(row[column]),
            "is_null" => row => row[column] is null,
            ">=" when condition.Value is double bound => row => row[column] is double number && number >= bound,
            "<" when condition.Value is double bound => row => row[column] is double number && number < bound,
            _ => throw new ArgumentException($"No truth predicate uses {condition.Op} with {condition.Value}.", nameof(condition)),
        };

    private static string Text(object? value) => value is object?[] list ? $"({string.Join(", ", list)})" : $"{value}";
}
