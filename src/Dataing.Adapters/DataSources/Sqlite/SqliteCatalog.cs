using System.Globalization;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>Reads tables, views, columns and keys. What a text column holds (dates, above all) is told by a few of its rows.</summary>
internal sealed class SqliteCatalog(SqliteConnection connection)
{
    private const int SampleRows = 100;

    /// <summary>A row's pointer, its length, its id and its header.</summary>
    private const int LeastBytesOfRow = 6;

    private long? _room;

    /// <summary>How many tables and views there are to be found.</summary>
    public const string Count = """
        SELECT count(*) FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'virtual', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
        """;

    private const string Tables = """
        SELECT name, type FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name
        """;

    private const string Views = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";

    private const string Columns = """
        SELECT t.name, c.name, c.type, c."notnull", c.pk FROM pragma_table_list t, pragma_table_xinfo(t.name) c
        WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND c.hidden <> 1 ORDER BY t.name, c.cid
        """;

    private const string ForeignKeys = """
        SELECT t.name, k.id, k."table", k."from", k."to" FROM pragma_table_list t, pragma_foreign_key_list(t.name) k
        WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, k.id, k.seq
        """;

    public SchemaSnapshot Read()
    {
        var columns = connection.Rows(Columns).ToLookup(r => r[0]);
        var keys = connection.Rows(ForeignKeys).ToLookup(r => r[0]);
        var statistics = Statistics();
        var tables = connection.Rows(Tables).Select(t => Table((string)(t[0] ?? ""), [.. columns[t[0]]])).ToList();
        var primaryKeys = tables.ToDictionary(t => t.Name.Name, t => t.PrimaryKey, StringComparer.OrdinalIgnoreCase);
        var (views, warnings) = ViewSchemas();
        return new SchemaSnapshot([
            .. tables.Select(t =>
                t with
                {
                    ForeignKeys = [.. keys[t.Name.Name].GroupBy(k => k[1]).Select(k => Key([.. k], primaryKeys))],
                    EstimatedRows = statistics.TryGetValue(t.Name.Name, out var rows) ? rows : LastRowId(t.Name.Name),
                }
            ),
            .. views,
        ])
        {
            Warnings = warnings,
        };
    }

    private TableSchema Table(string name, IReadOnlyList<object?[]> rows) =>
        new(Name(name), Typed(name, rows, nameAt: 1))
        {
            PrimaryKey = [.. rows.Where(r => r[4] is > 0L).OrderBy(r => r[4]).Select(r => (string)(r[1] ?? ""))],
        };

    private (List<TableSchema> Views, List<string> Warnings) ViewSchemas()
    {
        var (views, warnings) = (new List<TableSchema>(), new List<string>());
        foreach (var name in connection.Rows(Views).Select(v => (string)(v[0] ?? "")))
        {
            try
            {
                var rows = connection.Rows($"SELECT name, type, 0 FROM pragma_table_xinfo({Literal(name)}) ORDER BY cid");
                views.Add(new TableSchema(Name(name), Typed(name, rows, nameAt: 0)) { Kind = "view" });
            }
            catch (SourceException)
            {
                warnings.Add($"The view {name} does not work and was left out; it refers to something that is gone.");
            }
        }
        return (views, warnings);
    }

    private List<ColumnSchema> Typed(string table, IReadOnlyList<object?[]> rows, int nameAt)
    {
        var columns = rows.Select(r => new ColumnSchema(
                (string)(r[nameAt] ?? ""),
                SqliteCells.Declared(r[nameAt + 1] as string),
                r[nameAt + 1] as string ?? ""
            )
            {
                Nullable = r[nameAt + 2] is not 1L,
            })
            .ToList();
        var open = columns.Where(c => c.Type is not (LogicalType.Integer or LogicalType.Float)).ToList();
        if (open.Count == 0)
            return columns;
        var sample = connection.Rows(
            $"SELECT {string.Join(", ", open.Select(c => Quoted(c.Name)))} FROM {Quoted(table)} LIMIT {SampleRows}"
        );
        return
        [
            .. columns.Select(c =>
                open.IndexOf(c) is >= 0 and var at ? c with { Type = SqliteTypes.Seen(c.Type, sample.Select(r => r[at])) } : c
            ),
        ];
    }

    private static ForeignKey Key(IReadOnlyList<object?[]> rows, Dictionary<string, IReadOnlyList<string>> primaryKeys)
    {
        var parent = (string)(rows[0][2] ?? "");
        // A reference that names no column means the parent's primary key.
        var parentColumns = rows[0][4] is null ? primaryKeys.GetValueOrDefault(parent, []) : [.. rows.Select(r => (string)(r[4] ?? ""))];
        return new ForeignKey([.. rows.Select(r => (string)(r[3] ?? ""))], Name(parent), parentColumns);
    }

    /// <summary>Row counts that ANALYZE left: the first number of any of a table's lines.</summary>
    private Dictionary<string, long> Statistics()
    {
        var counts = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        if (connection.Rows("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").Count == 0)
            return counts;
        foreach (var row in connection.Rows("SELECT tbl, stat FROM sqlite_stat1"))
            if (row is [string table, string stat] && long.TryParse(stat.Split(' ')[0], CultureInfo.InvariantCulture, out var rows))
                counts[table] = rows;
        return counts;
    }

    /// <summary>
    /// An upper bound that costs nothing; tables without row ids have none. Ids that somebody else gave out may be any number, so it is no
    /// more than the file has room for.
    /// </summary>
    private long? LastRowId(string table)
    {
        try
        {
            var last = connection.Rows($"SELECT coalesce(max(_rowid_), 0) FROM {Quoted(table)}")[0][0] as long?;
            return last is { } id ? Math.Min(Math.Max(id, 0), _room ??= Room()) : null;
        }
        catch (SourceException)
        {
            return null;
        }
    }

    private long Room() =>
        connection.Rows("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")[0][0] is long bytes
            ? bytes / LeastBytesOfRow
            : 0;

    private static TableName Name(string name) => new(null, null, name);

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
