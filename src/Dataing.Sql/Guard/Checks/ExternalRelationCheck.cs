using System.Buffers;
using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>What stands in FROM is a table of this source: no file, stage, URL, or object of another server.</summary>
internal static class ExternalRelationCheck
{
    private static readonly string[] FileSuffixes =
    [
        ".csv",
        ".tsv",
        ".txt",
        ".parquet",
        ".json",
        ".jsonl",
        ".ndjson",
        ".geojson",
        ".gz",
        ".zst",
        ".db",
        ".duckdb",
        ".sqlite",
        ".xlsx",
        ".arrow",
        ".feather",
        ".orc",
        ".avro",
        ".shp",
        ".bz2",
        ".zip",
    ];

    private static readonly FrozenSet<string> FileFormats = "delta parquet csv json orc text avro binaryfile iceberg hudi xml jdbc"
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Slashes, which addresses hold too, and control characters.</summary>
    private static readonly SearchValues<char> OfPaths = SearchValues.Create([
        '/',
        '\\',
        .. Enumerable.Range(0, 0x100).Select(i => (char)i).Where(char.IsControl),
    ]);

    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            if (node is TableSource.External external)
                return new(
                    RefusalCodes.ExternalRelation,
                    external.Name is Expression.Parameter or Expression.Variable
                            ? "A table cannot be a parameter or a variable; name the table."
                        : external.NamedBy is { } word ? $"{word}(…) hides which table is read; name the table."
                        : $"'{external.Location}' is a file or stage; read a table of the source instead.",
                    external
                );
        }
        foreach (var use in facts.Bindings.Uses)
        {
            if (Judge(use, facts) is { } message)
                return new(RefusalCodes.ExternalRelation, message, use.Node);
        }
        return null;
    }

    private static string? Judge(RelationUse use, QueryFacts facts)
    {
        var parts = Names.Parts(use.Name, facts.Dialect);
        if (parts.Count > MostParts(facts.Dialect))
            return $"{use.Name} names another server; read a table of this source.";
        var isKnown = facts.Catalog is { } catalog && CatalogLookup.Find(use.Name, catalog, facts.Dialect).Count > 0;
        if (isKnown)
            return null;
        if (facts.Dialect.Family is DialectFamily.SqlServer or DialectFamily.Redshift && parts[^1].Text.StartsWith('#'))
            return $"{use.Name} is a temporary table of a session; read a table of the source instead.";
        if (LookLikePath(parts))
            return $"{use.Name} looks like a file or an address; read a table of the source instead.";
        return facts.Dialect.Family switch
        {
            DialectFamily.DuckDb when EndsLikeFile(use.Name.ToString()) =>
                $"{use.Name} would be read as a file; read a table of the source instead.",
            DialectFamily.Databricks when parts is [{ Quoted: false, Text: var word }] && IsStream(word, use.Node) =>
                "STREAM reads a table as it grows and never ends; read the table itself.",
            // With or without quotes: json.d is the file d where there is no table of that name.
            DialectFamily.Databricks when parts.Count == 2 && FileFormats.Contains(parts[0].Text) =>
                $"{use.Name} names files by their format; read a table of the source instead.",
            _ => null,
        };
    }

    private static bool EndsLikeFile(string name) => FileSuffixes.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>STREAM t looks like a table with an alias.</summary>
    private static bool IsStream(string word, SqlNode use) =>
        word.Equals("stream", StringComparison.OrdinalIgnoreCase) && use is TableSource.Table { Alias: not null };

    private static int MostParts(SqlDialect dialect) =>
        dialect.Family switch
        {
            DialectFamily.MySql or DialectFamily.Sqlite or DialectFamily.ClickHouse or DialectFamily.Cassandra => 2,
            DialectFamily.BigQuery => 5,
            _ => 3,
        };

    private static bool LookLikePath(SqlList<Identifier> parts)
    {
        foreach (var part in parts)
        {
            if (part.Text.StartsWith('@') || part.Text.StartsWith('~') || part.Text.AsSpan().ContainsAny(OfPaths))
                return true;
        }
        return false;
    }
}
