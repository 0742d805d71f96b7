namespace Dataing.Sql.Dialects;

/// <summary>Snowflake.</summary>
internal static class SnowflakeFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "snowflake",
            Family = DialectFamily.Snowflake,
            Lexical = new() { },
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
