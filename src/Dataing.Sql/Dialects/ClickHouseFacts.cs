namespace Dataing.Sql.Dialects;

/// <summary>ClickHouse.</summary>
internal static class ClickHouseFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "clickhouse",
            Family = DialectFamily.ClickHouse,
            Lexical = new() { IdentifierQuotes = "\"`" },
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
