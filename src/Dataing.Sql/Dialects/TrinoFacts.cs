namespace Dataing.Sql.Dialects;

/// <summary>Trino.</summary>
internal static class TrinoFacts
{
    private const string Reserved = """
        ALTER CONSTRAINT CROSS CUBE CURRENT_CATALOG CURRENT_DATE CURRENT_PATH CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP
        CURRENT_USER DEALLOCATE DELETE DESCRIBE DROP END ESCAPE EXECUTE EXISTS EXTRACT FALSE FOR FULL GROUPING INNER INSERT
        JSON_TABLE LEFT LISTAGG LOCALTIME LOCALTIMESTAMP NATURAL NORMALIZE OUTER PREPARE RECURSIVE RIGHT ROLLUP SKIP TRIM TRUE
        UESCAPE UNNEST VALUES
        """;

    public static SqlDialect Create() =>
        new()
        {
            Name = "trino",
            Family = DialectFamily.Trino,
            Lexical = new()
            {
                StringPrefixes = "XU",
                NamePart = "$",
                DigitGroups = true,
                HexNumbers = true,
                BinaryNumbers = true,
            },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved, Reserved),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved, "MATCH_RECOGNIZE"),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, Reserved, "FILTER WITHIN IGNORE RESPECT"),
                BareFunctions = Words.Set(Words.CurrentTimes, "CURRENT_USER CURRENT_CATALOG CURRENT_SCHEMA CURRENT_PATH CURRENT_ROLE"),
                Features = Words.Features(
                    Feature.Lambda,
                    Feature.AnyTypedLiteral,
                    Feature.MatchRecognize,
                    Feature.VersionAsOf,
                    Feature.ForSystemTime,
                    Feature.ParenthesisedTypes
                ),
                NameCase = NameCase.Insensitive,
            },
            Rendering = new() { Limit = LimitStyle.OffsetThenLimit },
        };
}
