namespace Dataing.Sql.Dialects;

/// <summary>BigQuery.</summary>
internal static class BigQueryFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "bigquery",
            Family = DialectFamily.BigQuery,
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
