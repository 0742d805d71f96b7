namespace Dataing.Sql.Dialects;

/// <summary>BigQuery's GoogleSQL.</summary>
internal static class BigQueryFacts
{
    private const string Reserved = """
        ALL ANY ARRAY ASC ASSERT_ROWS_MODIFIED AT CAST COLLATE CONTAINS CROSS CUBE CURRENT DEFAULT DEFINE DESC END ENUM ESCAPE
        EXCLUDE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FULL GROUPING GROUPS HASH IF IGNORE INNER INTERVAL LATERAL LEFT
        LOOKUP MERGE NATURAL NEW NO NULLS OF OUTER OVER PARTITION PRECEDING PROTO QUALIFY RANGE RECURSIVE RESPECT RIGHT ROLLUP ROWS SET
        SOME STRUCT TABLESAMPLE TO TREAT TRUE UNBOUNDED UNNEST WINDOW WITHIN
        """;

    public static SqlDialect Create() =>
        new()
        {
            Name = "bigquery",
            Family = DialectFamily.BigQuery,
            Lexical = new()
            {
                IdentifierQuotes = "`",
                StringQuotes = "'\"",
                BackslashEscapes = true,
                Escapes = EscapeStyle.BigQuery,
                BackslashInNames = true,
                DoubledQuotes = false,
                TripleQuotes = true,
                StringPrefixes = "RB",
                BPrefixIsBytes = true,
                HashComments = true,
                NamePart = "",
                DashedNames = true,
                HexNumbers = true,
                AtParameters = true,
            },
            Grammar = new()
            {
                Reserved = Words.Without(Words.Set(Words.Reserved, Reserved), "TABLE"),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved, "PIVOT UNPIVOT"),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, Reserved),
                BareFunctions = Words.Set("CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_DATETIME"),
                Features = Words.Features(
                    Feature.Qualify,
                    Feature.Pivot,
                    Feature.PipeSyntax,
                    Feature.BracketArrays,
                    Feature.GroupByAll,
                    Feature.ForSystemTime,
                    Feature.AngleTypes,
                    Feature.TrailingComma,
                    Feature.Lambda
                ),
                Caret = CaretMeaning.BitXor,
                NameCase = NameCase.Insensitive,
            },
            Rendering = new()
            {
                NameQuote = '`',
                Filter = false,
                TryCast = "SAFE_CAST",
            },
        };
}
