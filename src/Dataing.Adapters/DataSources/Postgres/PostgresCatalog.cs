using System.Text.Json;
using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>Reads tables, columns and keys from pg_catalog: three queries, however many tables there are.</summary>
internal static class PostgresCatalog
{
    /// <summary>A partition is a part of its table, and not a table to ask about.</summary>
    private const string Mine = """
        c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
        """;

    private const int NamesShown = 12;

    private const string Relations = """
        SELECT n.nspname, c.relname, c.relkind, obj_description(c.oid, 'pg_class'),
            CASE c.relkind
                WHEN 'p' THEN (SELECT sum(greatest(k.reltuples, 0)) FROM pg_partition_tree(c.oid) t JOIN pg_class k ON k.oid = t.relid WHERE t.isleaf)
                WHEN 'v' THEN NULL
                ELSE nullif(c.reltuples, -1)
            END::bigint,
            has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {0} ORDER BY 1, 2
        """;

    private const string Columns = """
        SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(c.oid, a.attnum),
            CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, t.typtype, t.typcategory,
            has_table_privilege(c.oid, 'SELECT') OR has_column_privilege(c.oid, a.attnum, 'SELECT')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND {0} ORDER BY n.nspname, c.relname, a.attnum
        """;

    private const string Keys = """
        SELECT n.nspname, c.relname, k.contype, fn.nspname, f.relname,
            to_json(ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY u (num, pos)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.pos)),
            to_json(ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY u (num, pos)
                JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.pos))
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
        WHERE k.contype IN ('p', 'f') AND {0} ORDER BY n.nspname, c.relname, k.conname
        """;

    public static async Task<SchemaSnapshot> ReadAsync(RunQuery run, IReadOnlyList<string> schemas, CancellationToken cancellationToken)
    {
        var mine = schemas.Count == 0 ? Mine : $"{Mine} AND n.nspname IN ({string.Join(", ", schemas.Select(Literal))})";
        var columns = (await run.RowsAsync(Fill(Columns, mine), cancellationToken)).ToLookup(r => (r[0], r[1]));
        var keys = (await run.RowsAsync(Fill(Keys, mine), cancellationToken)).ToLookup(r => (r[0], r[1]));
        var relations = await run.RowsAsync(Fill(Relations, mine), cancellationToken);
        List<TableSchema> tables =
        [
            .. relations.Where(r => r[5] is true).Select(r => Table(r, [.. columns[(r[0], r[1])]], [.. keys[(r[0], r[1])]])),
        ];
        List<TableName> hidden = [.. relations.Where(r => r[5] is not true).Select(r => Name(r[0], r[1]))];
        return new SchemaSnapshot(tables)
        {
            NotPermitted = hidden,
            Warnings =
            [
                .. Warning("table", [.. hidden.Select(name => name.ToString())]),
                .. Warning("column", [.. tables.SelectMany(t => t.NotPermitted.Select(c => $"{t.Name}.{c}"))]),
            ],
        };
    }

    /// <summary>One sentence for all of them: where little is granted, there may be thousands.</summary>
    private static IEnumerable<string> Warning(string kind, IReadOnlyList<string> names) =>
        names switch
        {
            [] => [],
            [var only] => [$"The {kind} {only} may not be read and was left out; grant SELECT on it."],
            _ =>
            [
                $"{names.Count} {kind}s may not be read and were left out ({string.Join(", ", names.Take(NamesShown))}{(names.Count > NamesShown ? ", …" : "")}); grant SELECT on them.",
            ],
        };

    private static TableSchema Table(
        IReadOnlyList<object?> row,
        IReadOnlyList<IReadOnlyList<object?>> columns,
        IReadOnlyList<IReadOnlyList<object?>> keys
    ) =>
        new(Name(row[0], row[1]), [.. columns.Where(MayBeRead).Select(Column)])
        {
            NotPermitted = [.. columns.Where(c => !MayBeRead(c)).Select(c => (string)(c[2] ?? ""))],
            Kind = row[2] switch
            {
                "v" => "view",
                "m" => "materialized view",
                "f" => "foreign table",
                "p" => "partitioned table",
                _ => "table",
            },
            Comment = row[3] as string,
            EstimatedRows = row[4] as long?,
            PrimaryKey = keys.FirstOrDefault(k => k[2] is "p") is { } primary ? Texts(primary[5]) : [],
            ForeignKeys = [.. keys.Where(k => k[2] is "f").Select(k => new ForeignKey(Texts(k[5]), Name(k[3], k[4]), Texts(k[6])))],
        };

    private static ColumnSchema Column(IReadOnlyList<object?> row) =>
        new((string)(row[2] ?? ""), Logical(row), (string)(row[3] ?? "")) { Nullable = row[4] is not true, Comment = row[5] as string };

    private static bool MayBeRead(IReadOnlyList<object?> column) => column[9] is true;

    private static LogicalType Logical(IReadOnlyList<object?> row) =>
        (row[7], row[8]) switch
        {
            (_, "A") => LogicalType.Array,
            ("c", _) or (_, "G") => LogicalType.Struct,
            var (_, category) => PostgresTypes.OfColumn((uint)(long)(row[6] ?? 0L), category as string),
        };

    private static TableName Name(object? schema, object? table) => new(null, schema as string, (string)(table ?? ""));

    private static string[] Texts(object? json) => json is string text ? JsonSerializer.Deserialize<string[]>(text) ?? [] : [];

    private static string Fill(string template, string mine) => template.Replace("{0}", mine, StringComparison.Ordinal);

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
