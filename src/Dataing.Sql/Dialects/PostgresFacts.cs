namespace Dataing.Sql.Dialects;

/// <summary>PostgreSQL, and Redshift, which grew out of it.</summary>
internal static class PostgresFacts
{
    /// <summary>Reserved without and with exceptions for functions and types, from PostgreSQL's own list of key words.</summary>
    public const string Reserved = """
        ALL ANALYSE ANALYZE ANY ARRAY ASC ASYMMETRIC BOTH CHECK COLUMN CONSTRAINT CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_TIME
        CURRENT_TIMESTAMP CURRENT_USER DEFAULT DEFERRABLE DESC DO END FALSE FETCH FOR FOREIGN GRANT INITIALLY LATERAL LEADING LOCALTIME
        LOCALTIMESTAMP OFFSET ONLY PLACING PRIMARY REFERENCES RETURNING SESSION_USER SOME SYMMETRIC TO TRAILING TRUE UNIQUE USER VARIADIC
        WINDOW CROSS FREEZE FULL ILIKE INNER ISNULL LEFT NATURAL NOTNULL OUTER OVERLAPS RIGHT SIMILAR TABLESAMPLE VERBOSE COLLATE CAST
        CURRENT_SCHEMA AUTHORIZATION BINARY
        """;

    public static SqlDialect Postgres() =>
        new()
        {
            Name = "postgres",
            Family = DialectFamily.Postgres,
            Lexical = new()
            {
                DollarStrings = true,
                DollarTags = true,
                StringPrefixes = "ENXBU",
                AdjacentStrings = AdjacentStrings.AcrossLines,
                NestedComments = true,
                DigitGroups = true,
                HexNumbers = true,
                BinaryNumbers = true,
                CustomOperators = true,
            },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved, Reserved),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved),
                NoColumnAlias = Words.Set(
                    Words.Reserved,
                    Words.AfterColumn,
                    "CHAR CHARACTER DAY FILTER HOUR MINUTE MONTH OVER OVERLAPS PRECISION SECOND VARYING WITHIN WITHOUT YEAR ILIKE SIMILAR DESC ASC"
                ),
                BareFunctions = Words.Set(
                    Words.CurrentTimes,
                    "CURRENT_CATALOG CURRENT_ROLE CURRENT_USER SESSION_USER USER CURRENT_SCHEMA SYSTEM_USER"
                ),
                Features = Words.Features(Feature.BracketTypes, Feature.AnyTypedLiteral, Feature.EmptySelect),
                Precedence = PrecedenceStyle.Postgres,
                Caret = CaretMeaning.Power,
                NameCase = NameCase.Lower,
            },
            Rendering = new() { TryCast = null },
        };

    public static SqlDialect Redshift()
    {
        var postgres = Postgres();
        return postgres with
        {
            Name = "redshift",
            Family = DialectFamily.Redshift,
            Lexical = postgres.Lexical with { NestedComments = true, BackslashEscapes = true, NameStart = "#" },
            Grammar = postgres.Grammar with
            {
                Reserved = Words.Without(postgres.Grammar.Reserved, "ARRAY"),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved, "QUALIFY MINUS PIVOT UNPIVOT"),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, "QUALIFY MINUS"),
                BareFunctions = Words.Set(
                    Words.CurrentTimes,
                    "CURRENT_USER SESSION_USER USER CURRENT_SCHEMA SYSDATE CURRENT_USER_ID CURRENT_AWS_ACCOUNT CURRENT_NAMESPACE"
                ),
                Features = Words.Features(
                    Feature.BracketTypes,
                    Feature.AnyTypedLiteral,
                    Feature.Qualify,
                    Feature.Minus,
                    Feature.Pivot,
                    Feature.Top,
                    Feature.ConnectBy,
                    Feature.SuperNavigation
                ),
            },
            Rendering = postgres.Rendering with { Filter = false, TryCast = "TRY_CAST" },
        };
    }
}
