namespace Dataing.Sql.Dialects;

/// <summary>Snowflake.</summary>
internal static class SnowflakeFacts
{
    private const string Reserved = """
        ALL ALTER ANY CHECK COLUMN CONNECT CONSTRAINT CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DELETE DROP EXISTS FALSE
        FOLLOWING FOR FULL GRANT GSCLUSTER ILIKE INCREMENT INNER INSERT LATERAL LEFT LOCALTIME LOCALTIMESTAMP MINUS NATURAL QUALIFY
        REGEXP REVOKE RIGHT RLIKE SAMPLE SET SOME START TABLESAMPLE TO TRIGGER TRUE UNIQUE UPDATE VALUES WHENEVER
        """;

    public static SqlDialect Create() =>
        new()
        {
            Name = "snowflake",
            Family = DialectFamily.Snowflake,
            Lexical = new()
            {
                BackslashEscapes = true,
                Escapes = EscapeStyle.Snowflake,
                DollarStrings = true,
                SlashComments = true,
                StringPrefixes = "X",
                AdjacentStrings = AdjacentStrings.Never,
            },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved, Reserved),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved, "ASOF PIVOT UNPIVOT MATCH_RECOGNIZE MATCH_CONDITION"),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, Reserved),
                BareFunctions = Words.Set(Words.CurrentTimes, "CURRENT_USER"),
                Features = Words.Features(
                    Feature.Qualify,
                    Feature.Sample,
                    Feature.AsOfJoin,
                    Feature.MatchRecognize,
                    Feature.Pivot,
                    Feature.Top,
                    Feature.BracketArrays,
                    Feature.BraceStructs,
                    Feature.ColonPath,
                    Feature.Lambda,
                    Feature.GroupByAll,
                    Feature.OrderByAll,
                    Feature.StageReferences,
                    Feature.PositionalColumns,
                    Feature.AtBefore,
                    Feature.ConnectBy,
                    Feature.Minus,
                    Feature.TrailingComma
                ),
                NameCase = NameCase.Upper,
            },
            Rendering = new() { Filter = false },
        };
}
