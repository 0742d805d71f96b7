namespace Dataing.Sql.Dialects;

/// <summary>Databricks and Spark.</summary>
internal static class DatabricksFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "databricks",
            Family = DialectFamily.Databricks,
            Lexical = new() { IdentifierQuotes = "`" },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved),
                NoTableAlias = Words.Set(Words.AfterTable),
                NoColumnAlias = Words.Set(Words.AfterColumn),
                BareFunctions = Words.Set(Words.CurrentTimes),
                Features = Words.Features(),
            },
            Rendering = new() { NameQuote = '`' },
        };
}
