namespace Dataing.Sql.Dialects;

/// <summary>SQL Server.</summary>
internal static class SqlServerFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "sqlserver",
            Family = DialectFamily.SqlServer,
            Lexical = new() { IdentifierQuotes = "\"[" },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved),
                NoTableAlias = Words.Set(Words.AfterTable),
                NoColumnAlias = Words.Set(Words.AfterColumn),
                BareFunctions = Words.Set(Words.CurrentTimes),
                Features = Words.Features(),
            },
            Rendering = new() { NameQuote = '[' },
        };
}
