namespace Dataing.Sql.Dialects;

/// <summary>SQLite.</summary>
internal static class SqliteFacts
{
    /// <summary>Words its parser never falls back to reading as names.</summary>
    private const string Reserved = """
        ADD ALL ALTER CHECK COLLATE COMMIT CONSTRAINT DEFAULT DEFERRABLE DELETE DROP ESCAPE EXISTS FOREIGN INDEX INSERT ISNULL
        NOTHING NOTNULL PRIMARY REFERENCES RETURNING SET TO TRANSACTION UNIQUE UPDATE VALUES
        """;

    public static SqlDialect Create() =>
        new()
        {
            Name = "sqlite",
            Family = DialectFamily.Sqlite,
            Lexical = new()
            {
                IdentifierQuotes = "\"`[",
                StringPrefixes = "X",
                HexNumbers = true,
                DigitGroups = true,
                AtParameters = true,
            },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved, Reserved),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved, "INDEXED GLOB REGEXP MATCH ISNULL NOTNULL LIKE"),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, Reserved, "GLOB REGEXP MATCH ASC DESC FILTER"),
                BareFunctions = Words.Set("CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP"),
                Features = Words.Features(Feature.Glob, Feature.StringAliases, Feature.ListsInParentheses, Feature.ConditionAnywhere),
                Precedence = PrecedenceStyle.Sqlite,
                NameCase = NameCase.Insensitive,
                IntersectFirst = false,
            },
            Rendering = new() { TryCast = null },
        };
}
