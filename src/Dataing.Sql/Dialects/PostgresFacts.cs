namespace Dataing.Sql.Dialects;

/// <summary>PostgreSQL and Redshift.</summary>
internal static class PostgresFacts
{
    public static SqlDialect Postgres() =>
        new()
        {
            Name = "postgres",
            Family = DialectFamily.Postgres,
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

    public static SqlDialect Redshift() => Postgres() with { Name = "redshift", Family = DialectFamily.Redshift };
}
