using System.Globalization;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;
using Npgsql;
using SQLitePCL;

namespace Dataing.Bench.Incidents.Running;

/// <summary>Copies a folder of data files into another kind of source: the same rows, under the types that the files were read with.</summary>
internal static class SourceCopies
{
    public const string Files = "files";
    public const string Postgres = "postgres";

    public static IReadOnlyList<string> Kinds { get; } = [Files, "parquet", "ndjson", "duckdb", "sqlite", Postgres];

    /// <summary>Makes the copy in <paramref name="folder"/>, or in an empty database of the server; the answer is what to give as the source.</summary>
    public static async Task<string> MakeAsync(
        string kind,
        string data,
        string folder,
        string? postgresUrl,
        CancellationToken cancellationToken
    )
    {
        if (kind == Files)
            return data;
        Directory.CreateDirectory(folder);
        var tables = await TablesAsync(data, cancellationToken);
        var file = Path.Combine(folder, "copy.duckdb");
        using (var database = DuckDbDatabase.Open(file, new Dictionary<string, string>()))
        using (var connection = database.Connect())
        {
            foreach (var table in tables)
                connection.Execute($"CREATE TABLE {Name(table.Name.Name)} AS SELECT {Typed(table)} FROM {Reader(data, table)}");
            switch (kind)
            {
                case "parquet" or "ndjson":
                    return Export(connection, tables, folder, kind);
                case "sqlite":
                    return Sqlite(connection, tables, Path.Combine(folder, "copy.sqlite"));
                case Postgres:
                    return await PostgresAsync(connection, tables, folder, postgresUrl ?? "", cancellationToken);
            }
        }
        return file;
    }

    private static async Task<IReadOnlyList<TableSchema>> TablesAsync(string data, CancellationToken cancellationToken)
    {
        await using var source = await new FilesConnector().OpenAsync(data, new SourceOptions(), cancellationToken);
        return (await source.DiscoverAsync(cancellationToken)).Tables;
    }

    private static string Reader(string data, TableSchema table)
    {
        var file = Directory.GetFiles(data, table.Name.Name + ".*").Single();
        return file.EndsWith(".csv", StringComparison.Ordinal)
            ? $"read_csv({Text(file)}, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', nullstr = ['', 'NULL', 'null', '\\N'], allow_quoted_nulls = false)"
            : $"read_json({Text(file)}, columns = {{{string.Join(", ", table.Columns.Select(c => $"{Text(c.Name)}: 'VARCHAR'"))}}})";
    }

    private static string Typed(TableSchema table) =>
        string.Join(", ", table.Columns.Select(c => $"CAST({Name(c.Name)} AS {c.NativeType}) AS {Name(c.Name)}"));

    private static string Export(DuckDbConnection connection, IReadOnlyList<TableSchema> tables, string folder, string kind)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, kind)).FullName;
        foreach (var table in tables)
            connection.Execute(
                $"COPY {Name(table.Name.Name)} TO {Text(Path.Combine(target, $"{table.Name.Name}.{kind}"))} (FORMAT {(kind == "ndjson" ? "json" : kind)})"
            );
        return target;
    }

    private static string Sqlite(DuckDbConnection connection, IReadOnlyList<TableSchema> tables, string file)
    {
        Batteries_V2.Init();
        Expect(raw.sqlite3_open(file, out var database), database);
        using (database)
        {
            Expect(raw.sqlite3_exec(database, "BEGIN"), database);
            foreach (var table in tables)
            {
                Expect(raw.sqlite3_exec(database, Create(table, column => column.NativeType)), database);
                var places = string.Join(", ", table.Columns.Select(_ => "?"));
                Expect(
                    raw.sqlite3_prepare_v2(database, $"INSERT INTO {Name(table.Name.Name)} VALUES ({places})", out var insert),
                    database
                );
                using (insert)
                using (var cursor = connection.Select($"SELECT {Plain(table)} FROM {Name(table.Name.Name)}"))
                    while (cursor.Next() is { } rows)
                        foreach (var row in rows)
                            Insert(database, insert, row);
            }
            Expect(raw.sqlite3_exec(database, "COMMIT"), database);
        }
        return file;
    }

    /// <summary>What SQLite has no type for is text; its date functions want the zone written as Z.</summary>
    private static string Plain(TableSchema table) =>
        string.Join(
            ", ",
            table.Columns.Select(c =>
                c.Type switch
                {
                    LogicalType.Integer => $"CAST({Name(c.Name)} AS BIGINT)",
                    LogicalType.Boolean => $"CAST({Name(c.Name)} AS BIGINT)",
                    LogicalType.Float or LogicalType.Decimal => $"CAST({Name(c.Name)} AS DOUBLE)",
                    LogicalType.Instant => $"strftime({Name(c.Name)} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')",
                    _ => $"CAST({Name(c.Name)} AS VARCHAR)",
                }
            )
        );

    private static void Insert(sqlite3 database, sqlite3_stmt insert, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            Expect(
                row[i] switch
                {
                    null => raw.sqlite3_bind_null(insert, i + 1),
                    long number => raw.sqlite3_bind_int64(insert, i + 1, number),
                    double number => raw.sqlite3_bind_double(insert, i + 1, number),
                    var text => raw.sqlite3_bind_text(insert, i + 1, (string)text),
                },
                database
            );
        if (raw.sqlite3_step(insert) != raw.SQLITE_DONE)
            throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
        Expect(raw.sqlite3_reset(insert), database);
    }

    private static async Task<string> PostgresAsync(
        DuckDbConnection connection,
        IReadOnlyList<TableSchema> tables,
        string folder,
        string url,
        CancellationToken cancellationToken
    )
    {
        var address = new Uri(url);
        await using var server = new NpgsqlConnection(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Host={address.Host};Port={address.Port};Username={address.UserInfo};Database={address.AbsolutePath[1..]};Pooling=false"
            )
        );
        await server.OpenAsync(cancellationToken);
        foreach (var table in tables)
        {
            await ExecuteAsync(server, Create(table, PostgresType), cancellationToken);
            var rows = Path.Combine(folder, "rows.csv");
            connection.Execute($"COPY {Name(table.Name.Name)} TO {Text(rows)} (FORMAT csv, HEADER false, NULL '')");
            await using (
                var import = await server.BeginTextImportAsync(
                    $"COPY {Name(table.Name.Name)} FROM STDIN (FORMAT csv, NULL '')",
                    cancellationToken
                )
            )
                await import.WriteAsync(await File.ReadAllTextAsync(rows, cancellationToken));
            File.Delete(rows);
        }
        await ExecuteAsync(server, "ANALYZE", cancellationToken);
        return url;
    }

    private static async Task ExecuteAsync(NpgsqlConnection server, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string PostgresType(ColumnSchema column) =>
        column.NativeType switch
        {
            "DOUBLE" => "double precision",
            "VARCHAR" or "JSON" => "text",
            "HUGEINT" => "numeric",
            var type => type,
        };

    private static string Create(TableSchema table, Func<ColumnSchema, string> type) =>
        $"CREATE TABLE {Name(table.Name.Name)} ({string.Join(", ", table.Columns.Select(c => $"{Name(c.Name)} {type(c)}"))})";

    private static void Expect(int code, sqlite3 database)
    {
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
