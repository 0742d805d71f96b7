namespace Dataing.Sql.Dialects;

/// <summary>DuckDB.</summary>
internal static class DuckDbFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "duckdb",
            Family = DialectFamily.DuckDb,
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
