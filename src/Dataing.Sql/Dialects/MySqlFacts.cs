namespace Dataing.Sql.Dialects;

/// <summary>MySQL and MariaDB.</summary>
internal static class MySqlFacts
{
    public static SqlDialect MySql() =>
        new()
        {
            Name = "mysql",
            Family = DialectFamily.MySql,
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

    public static SqlDialect MariaDb() => MySql() with { Name = "mariadb" };
}
