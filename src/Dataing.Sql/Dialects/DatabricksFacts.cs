namespace Dataing.Sql.Dialects;

/// <summary>Databricks and Spark.</summary>
internal static class DatabricksFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "databricks",
            Family = DialectFamily.Databricks,
            Lexical = new()
            {
                IdentifierQuotes = "`",
                StringQuotes = "'\"",
                BackslashEscapes = true,
                Escapes = EscapeStyle.Databricks,
                DoubledQuotes = false,
                StringPrefixes = "XR",
                AdjacentStrings = AdjacentStrings.Always,
                NestedComments = true,
                NamesMayStartWithDigit = true,
                NumberSuffixes = "LSYDF",
                NamePart = "",
                AtVersions = true,
                PastedVariables = true,
            },
            Grammar = new()
            {
                // The words of joins are names wherever no table's alias could stand.
                Reserved = Words.Without(Words.Without(Words.Set(Words.Reserved, "LATERAL MINUS"), "TABLE"), "CASE"),
                NoTableAlias = Words.Set(
                    Words.Reserved,
                    Words.AfterTable,
                    "ANTI SEMI MINUS QUALIFY PIVOT UNPIVOT CLUSTER DISTRIBUTE SORT TABLESAMPLE ASOF"
                ),
                NoColumnAlias = Words.Set(
                    Words.Reserved,
                    Words.AfterColumn,
                    "QUALIFY MINUS LATERAL CLUSTER DISTRIBUTE SORT RLIKE REGEXP ILIKE DIV ANTI CROSS FULL INNER LEFT NATURAL RIGHT SEMI"
                ),
                BareFunctions = Words.Set(Words.CurrentTimes, "CURRENT_USER SESSION_USER"),
                Features = Words.Features(
                    Feature.Qualify,
                    Feature.SemiAntiJoin,
                    Feature.LateralView,
                    Feature.Pivot,
                    Feature.ColonPath,
                    Feature.Lambda,
                    Feature.GroupByAll,
                    Feature.OrderByAll,
                    Feature.VersionAsOf,
                    Feature.SelectHints,
                    Feature.Minus,
                    Feature.SortBy,
                    Feature.AngleTypes,
                    Feature.DivWord,
                    Feature.PipeSyntax
                ),
                Caret = CaretMeaning.BitXor,
                NameCase = NameCase.Insensitive,
            },
            Rendering = new() { NameQuote = '`' },
        };
}
