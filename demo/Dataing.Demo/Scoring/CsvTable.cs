using System.Globalization;

namespace Dataing.Demo.Scoring;

/// <summary>A CSV file of the demo, read back as text. An empty field is null; nothing in the demo is quoted.</summary>
public sealed class CsvTable
{
    private readonly Dictionary<string, int> _columns;

    private CsvTable(string[] header, IReadOnlyList<string?[]> rows)
    {
        _columns = header.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.OrdinalIgnoreCase);
        Rows = rows;
    }

    /// <summary>The rows, in the order of the file.</summary>
    public IReadOnlyList<string?[]> Rows { get; }

    /// <summary>Reads a table's file below a data directory.</summary>
    public static async Task<CsvTable> ReadAsync(string dataDirectory, string table, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(dataDirectory, $"{table}.csv"), cancellationToken);
        return new CsvTable(
            lines[0].Split(','),
            [.. lines.Skip(1).Select(line => line.Split(',').Select(field => field.Length == 0 ? null : field).ToArray())]
        );
    }

    /// <summary>Whether the table has the column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>A row's value in a column.</summary>
    public string? Value(string?[] row, string column) => row[_columns[column]];

    /// <summary>A row's value in a time column, in UTC.</summary>
    public DateTimeOffset Time(string?[] row, string column)
    {
        // The demo writes 2026-02-16 05:30:00; whole tables are read in tests, so this is worth a few lines.
        var text = Value(row, column) ?? throw new InvalidDataException($"{column} is empty.");
        return new DateTimeOffset(Part(0, 4), Part(5, 2), Part(8, 2), Part(11, 2), Part(14, 2), Part(17, 2), TimeSpan.Zero);

        int Part(int start, int length) => int.Parse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
