using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// Finds the narrowest type that every value of a text column fits. A sample proposes, loading checks, and a pass over all rows decides when
/// a value does not fit; a price column with one "12.50 EUR" in it stays text, because that value is what an investigation looks for.
/// </summary>
internal static class CsvTypes
{
    private const string Misfit = "dataing_misfit";

    /// <summary>Types that a sample's values look like, narrowest first, for each column; null where the sample has no value to judge by.</summary>
    public static IReadOnlyList<IReadOnlyList<CsvColumnType>?> Propose(IReadOnlyList<object?[]> sample, int columns) =>
        [
            .. Enumerable
                .Range(0, columns)
                .Select(column => Propose([.. sample.Select(row => row[column] as string ?? "").Where(v => v.Length > 0).Distinct()])),
        ];

    /// <summary>Which of the types all values fit, and no other way of reading; null for a column without values.</summary>
    public static IReadOnlyList<IReadOnlyList<CsvColumnType>?> Fitting(
        DuckDbConnection connection,
        string from,
        IReadOnlyList<string> columns,
        IReadOnlyList<IReadOnlyList<CsvColumnType>> candidates,
        ICollection<CsvDoubt> doubts
    )
    {
        var tests = columns.SelectMany((c, i) => candidates[i].Select(t => Test(Value(c), t)).Prepend($"count({Value(c)}) > 0"));
        using var cursor = connection.Select($"SELECT {string.Join(", ", tests)} FROM {from}");
        var answers = new Queue<object?>(cursor.Next()?[0] ?? []);
        var fitting = candidates.Select(types => Answered(answers, types)).ToList();
        for (var i = 0; i < columns.Count; i++)
            if (fitting[i] is { Count: > 0 } types && WithoutDoubt(types).Count == 0)
                doubts.Add(new CsvDoubt(columns[i], IsOfDates: types[0].Format?.Contains('%', StringComparison.Ordinal) == true));
        return [.. fitting.Select(types => types is null ? null : WithoutDoubt(types))];
    }

    /// <summary>Reads a column as a type, and fails with the column's number when a value does not fit.</summary>
    public static string Expression(string column, int number, CsvColumnType? type)
    {
        if (type is null)
            return DuckDbText.Name(column);
        var value = Value(column);
        // The value is named in the failure so that the engine does not take it for a constant; nothing of it is shown.
        var fail = $"error(concat('{Misfit}:{number}:', left({value}, 0)))";
        return $"CASE WHEN {value} IS NULL THEN NULL WHEN {Fill(type.Accepts, value)} THEN {Fill(type.Reads, value)} ELSE {fail} END AS {DuckDbText.Name(column)}";
    }

    public static bool IsMisfit(DuckDbFailure failure) => failure.Message.Contains(Misfit, StringComparison.Ordinal);

    private static List<CsvColumnType>? Propose(IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return null;
        return [.. CsvColumnType.All.Where(t => values.All(t.Looks))];
    }

    /// <summary>Both orders of day and month fit when no day is past the twelfth; then neither is taken.</summary>
    private static List<CsvColumnType> WithoutDoubt(IReadOnlyList<CsvColumnType> fitting)
    {
        var formats = fitting.Select(t => t.Format).ToHashSet();
        return [.. fitting.Where(t => t.Rival is null || !formats.Contains(t.Rival))];
    }

    private static List<CsvColumnType>? Answered(Queue<object?> answers, IReadOnlyList<CsvColumnType> types)
    {
        var hasValues = answers.Dequeue() is true;
        var fitting = types.Where(_ => answers.Dequeue() is true).ToList();
        return hasValues ? fitting : null;
    }

    /// <summary>A test that fails to convert is NULL, which the aggregate would pass over.</summary>
    private static string Test(string value, CsvColumnType type) =>
        $"bool_and(coalesce({Fill(type.Accepts, value)}, false)) FILTER (WHERE {value} IS NOT NULL)";

    /// <summary>An empty text says "no value" in any column but a text one.</summary>
    private static string Value(string column) => $"nullif({DuckDbText.Name(column)}, '')";

    private static string Fill(string template, string value) => template.Replace("{0}", value, StringComparison.Ordinal);
}
