using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>Finds the tables of a snapshot that a written name can mean.</summary>
public static class CatalogLookup
{
    /// <summary>Every table that fits; parts that the author left out fit anything, parts that the snapshot does not know fit only the dialect's default schema.</summary>
    public static IReadOnlyList<CatalogTable> Find(ObjectName name, CatalogSnapshot catalog, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(dialect);
        var parts = Names.Parts(name, dialect);
        var last = parts[^1];
        var candidates =
            dialect.Family == DialectFamily.BigQuery && last.Text.EndsWith('*')
                ? [.. catalog.Tables.Where(t => t.Name.StartsWith(last.Text[..^1], StringComparison.OrdinalIgnoreCase))]
                : catalog.Named(last.Text);
        if (candidates.Count == 0)
            return [];
        if (candidates.Count == 1)
            return Fits(parts, candidates[0], dialect) ? candidates : [];
        return [.. candidates.Where(t => Fits(parts, t, dialect))];
    }

    private static bool Fits(SqlList<Identifier> parts, CatalogTable table, SqlDialect dialect)
    {
        var isWildcard = dialect.Family == DialectFamily.BigQuery && parts[^1].Text.EndsWith('*');
        if (!isWildcard && !Names.CanMean(parts[^1], table.Name, dialect))
            return false;
        string?[] stored = [table.Schema, table.Catalog];
        var known = stored.Where(s => !string.IsNullOrEmpty(s)).ToArray();
        for (var i = 0; i < parts.Count - 1; i++)
        {
            if (Names.Schema(parts[^(i + 2)], dialect) is not { } text)
                continue;
            var written = parts[^(i + 2)] with { Text = text };
            if (i < known.Length)
            {
                if (known[i] is not { } expected || !Names.CanMean(written, expected, dialect))
                    return false;
            }
            else if (i > 0 || !string.Equals(written.Text, DefaultSchema(dialect), StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
        return true;
    }

    private static string? DefaultSchema(SqlDialect dialect) =>
        dialect.Family switch
        {
            DialectFamily.Postgres or DialectFamily.Redshift or DialectFamily.Snowflake => "public",
            DialectFamily.DuckDb or DialectFamily.Sqlite => "main",
            DialectFamily.SqlServer => "dbo",
            DialectFamily.ClickHouse or DialectFamily.Databricks or DialectFamily.Trino => "default",
            _ => null,
        };
}
