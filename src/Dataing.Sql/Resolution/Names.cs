using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>When two names are the same name in a dialect.</summary>
internal static class Names
{
    /// <summary>The name as the engine looks it up.</summary>
    public static string Fold(Identifier name, SqlDialect dialect) =>
        dialect.Grammar.NameCase switch
        {
            NameCase.Lower => name.Quoted ? name.Text : name.Text.ToLowerInvariant(),
            NameCase.Upper => name.Quoted ? name.Text : name.Text.ToUpperInvariant(),
            // Common tables and aliases of BigQuery have no letter case, although its tables do.
            NameCase.Sensitive when dialect.Family is DialectFamily.ClickHouse => name.Text,
            _ => name.Text.ToLowerInvariant(),
        };

    public static bool Same(Identifier left, Identifier right, SqlDialect dialect) => Fold(left, dialect) == Fold(right, dialect);

    /// <summary>Whether a written name can mean a stored one. Snapshots do not always keep an engine's letter case, so only quotes bind it.</summary>
    public static bool CanMean(Identifier written, string stored, SqlDialect dialect)
    {
        if (written.Quoted && dialect.Grammar.NameCase is NameCase.Lower)
            return string.Equals(written.Text, stored, StringComparison.Ordinal);
        return string.Equals(written.Text, stored, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The parts of a name; BigQuery allows dots inside one pair of quotes.</summary>
    public static SqlList<Identifier> Parts(ObjectName name, SqlDialect dialect)
    {
        if (dialect.Family != DialectFamily.BigQuery || !name.Parts.Any(p => p.Quoted && p.Text.Contains('.', StringComparison.Ordinal)))
            return name.Parts;
        return [.. name.Parts.SelectMany(p => p.Text.Split('.').Select(t => p with { Text = t }))];
    }

    /// <summary>What stands between two dots, as in <c>db..t</c>: in Snowflake the schema PUBLIC where nothing does, in SQL Server the login's own, which is not known.</summary>
    public static string? Schema(Identifier part, SqlDialect dialect)
    {
        if (part.Text.Length > 0)
            return part.Text;
        return dialect.Family == DialectFamily.Snowflake ? "PUBLIC" : null;
    }
}
