namespace Dataing.Sql.Dialects;

/// <summary>ClickHouse.</summary>
internal static class ClickHouseFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "clickhouse",
            Family = DialectFamily.ClickHouse,
            Lexical = new()
            {
                IdentifierQuotes = "\"`",
                BackslashEscapes = true,
                Escapes = EscapeStyle.ClickHouse,
                BackslashInNames = true,
                DollarStrings = true,
                DollarTags = true,
                DollarTagDigits = true,
                StringPrefixes = "XB",
                HashComments = true,
                DigitGroups = true,
                HexNumbers = true,
                BinaryNumbers = true,
                AtParameters = true,
                NamePart = "",
            },
            Grammar = new()
            {
                Reserved = Words.Set(
                    "SELECT FROM WHERE GROUP HAVING ORDER LIMIT UNION EXCEPT INTERSECT AND OR NOT WHEN THEN ELSE ON AS IN IS BETWEEN DISTINCT JOIN USING WITH BY INTO"
                ),
                NoTableAlias = Words.Set(
                    Words.Reserved,
                    Words.AfterTable,
                    "FINAL SAMPLE PREWHERE SETTINGS FORMAT ARRAY ASOF ANY ALL GLOBAL SEMI ANTI PASTE QUALIFY INTERPOLATE ILIKE"
                ),
                NoColumnAlias = Words.Set(
                    Words.Reserved,
                    Words.AfterColumn,
                    "SETTINGS FORMAT QUALIFY ILIKE GLOBAL DIV MOD PREWHERE ASC DESC REGEXP APPLY REPLACE ARRAY FINAL SAMPLE LEFT RIGHT INNER FULL CROSS"
                ),
                BareFunctions = Words.Set(""),
                Features = Words.Features(
                    Feature.Final,
                    Feature.Prewhere,
                    Feature.ArrayJoin,
                    Feature.LimitBy,
                    Feature.Settings,
                    Feature.Format,
                    Feature.Sample,
                    Feature.Qualify,
                    Feature.AsOfJoin,
                    Feature.SemiAntiJoin,
                    Feature.BracketArrays,
                    Feature.Lambda,
                    Feature.GroupByAll,
                    Feature.OrderByAll,
                    Feature.Ternary,
                    Feature.TupleAccess,
                    Feature.ColumnsExpression,
                    Feature.ParenthesisedTypes,
                    Feature.DivWord,
                    Feature.TrailingComma,
                    Feature.FromFirst,
                    Feature.Top
                ),
                NameCase = NameCase.Sensitive,
            },
            Rendering = new()
            {
                NameQuote = '`',
                Filter = false,
                TryCast = null,
            },
        };
}
