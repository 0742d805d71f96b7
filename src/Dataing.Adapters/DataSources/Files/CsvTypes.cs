using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// Finds the narrowest type that every value of a text column fits. A sample proposes, a pass over all rows decides; a price column with one
/// "12.50 EUR" in it stays text, because that value is what an investigation looks for.
/// </summary>
internal static class CsvTypes
{
    private const int SampleRows = 2_048;

    /// <summary>The expression that reads each column, in order.</summary>
    public static IReadOnlyList<string> Expressions(DuckDbConnection connection, string table, IReadOnlyList<string> columns)
    {
        var candidates = Propose(connection, table, columns);
        while (Failed(connection, table, columns, candidates) is { Count: > 0 } failed)
            foreach (var column in failed)
                candidates[column].RemoveAt(0);
        return [.. columns.Select((c, i) => candidates[i].Count == 0 ? DuckDbText.Name(c) : Fill(candidates[i][0].Reads, Value(c)))];
    }

    /// <summary>For each column, the types that all values of a sample fit, narrowest first; none for a column without values.</summary>
    private static List<CsvColumnType>[] Propose(DuckDbConnection connection, string table, IReadOnlyList<string> columns)
    {
        var candidates = new List<CsvColumnType>[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            var tests = CsvColumnType.All.Select(t => $"coalesce(bool_and({Fill(t.Accepts, "v")}), false)");
            var sample = $"SELECT {Value(columns[i])} AS v FROM {table} WHERE {Value(columns[i])} IS NOT NULL LIMIT {SampleRows}";
            var fits = OneRow(connection, $"SELECT {string.Join(", ", tests)} FROM ({sample})");
            candidates[i] = [.. CsvColumnType.All.Where((_, t) => fits[t] is true)];
        }
        return candidates;
    }

    private static List<int> Failed(
        DuckDbConnection connection,
        string table,
        IReadOnlyList<string> columns,
        List<CsvColumnType>[] candidates
    )
    {
        var open = Enumerable.Range(0, columns.Count).Where(i => candidates[i].Count > 0).ToList();
        if (open.Count == 0)
            return [];
        var tests = open.Select(i => Test(Value(columns[i]), candidates[i][0]));
        var fits = OneRow(connection, $"SELECT {string.Join(", ", tests)} FROM {table}");
        return [.. open.Where((_, i) => fits[i] is not true)];
    }

    private static string Test(string value, CsvColumnType type)
    {
        var fits = $"coalesce(bool_and({Fill(type.Accepts, value)}) FILTER (WHERE {value} IS NOT NULL), true)";
        var isAmbiguous = $"bool_and(try_strptime({value}, '{type.Rival}') IS NOT NULL) FILTER (WHERE {value} IS NOT NULL)";
        return type.Rival is null ? fits : $"({fits} AND NOT {isAmbiguous})";
    }

    /// <summary>An empty text says "no value" in any column but a text one.</summary>
    private static string Value(string column) => $"nullif({DuckDbText.Name(column)}, '')";

    private static string Fill(string template, string value) => template.Replace("{0}", value, StringComparison.Ordinal);

    private static object?[] OneRow(DuckDbConnection connection, string sql)
    {
        using var cursor = connection.Select(sql);
        return cursor.Next()?[0] ?? [];
    }
}
