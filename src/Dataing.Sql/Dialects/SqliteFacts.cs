namespace Dataing.Sql.Dialects;

/// <summary>SQLite.</summary>
internal static class SqliteFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "sqlite",
            Family = DialectFamily.Sqlite,
            Lexical = new() { IdentifierQuotes = "\"`[" },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved),
                NoTableAlias = Words.Set(Words.AfterTable),
                NoColumnAlias = Words.Set(Words.AfterColumn),
                BareFunctions = Words.Set(Words.CurrentTimes),
                Features = Words.Features(),
            },
            Rendering = new() { },
        };
}
