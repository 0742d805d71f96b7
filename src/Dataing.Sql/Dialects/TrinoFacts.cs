namespace Dataing.Sql.Dialects;

/// <summary>Trino.</summary>
internal static class TrinoFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "trino",
            Family = DialectFamily.Trino,
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
