namespace Dataing.Sql.Dialects;

/// <summary>DuckDB.</summary>
internal static class DuckDbFacts
{
    private const string Reserved = """
        ALL ANALYSE ANALYZE ANY ARRAY ASC ASYMMETRIC BOTH CHECK COLLATE COLUMN CONSTRAINT DEFAULT DEFERRABLE DESC DESCRIBE DO END FALSE FETCH FOR
        FOREIGN INITIALLY LAMBDA LATERAL LEADING OFFSET ONLY PIVOT PLACING PRIMARY QUALIFY REFERENCES RETURNING SHOW SOME SUMMARIZE SYMMETRIC
        TO TRAILING TRUE UNIQUE UNPIVOT VARIADIC WINDOW
        """;

    public static SqlDialect Create() =>
        new()
        {
            Name = "duckdb",
            Family = DialectFamily.DuckDb,
            Lexical = new()
            {
                DollarStrings = true,
                DollarTags = true,
                StringPrefixes = "EX",
                AdjacentStrings = AdjacentStrings.AcrossLines,
                NestedComments = true,
                DigitGroups = true,
                CustomOperators = true,
            },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved, Reserved),
                NoTableAlias = Words.Set(
                    Words.Reserved,
                    Words.AfterTable,
                    Reserved,
                    "ANTI SEMI ASOF POSITIONAL TABLESAMPLE COLLATE GLOB ILIKE ISNULL NOTNULL OVERLAPS SIMILAR GENERATED MAP"
                ),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, Reserved, "GLOB ILIKE SIMILAR FILTER WITHIN"),
                BareFunctions = Words.Set(Words.CurrentTimes, "CURRENT_USER SESSION_USER USER CURRENT_SCHEMA CURRENT_CATALOG CURRENT_ROLE"),
                Features = Words.Features(
                    Feature.Qualify,
                    Feature.UsingSample,
                    Feature.AsOfJoin,
                    Feature.PositionalJoin,
                    Feature.SemiAntiJoin,
                    Feature.Pivot,
                    Feature.PivotStatement,
                    Feature.FromFirst,
                    Feature.BracketArrays,
                    Feature.BraceStructs,
                    Feature.Lambda,
                    Feature.GroupByAll,
                    Feature.OrderByAll,
                    Feature.FileTables,
                    Feature.PositionalColumns,
                    Feature.Comprehension,
                    Feature.MethodCalls,
                    Feature.ColumnsExpression,
                    Feature.ColonAlias,
                    Feature.BracketTypes,
                    Feature.TrailingComma,
                    Feature.Glob,
                    Feature.AtBefore,
                    Feature.StringAliases,
                    Feature.AnyTypedLiteral
                ),
                Precedence = PrecedenceStyle.Postgres,
                Caret = CaretMeaning.Power,
                NameCase = NameCase.Insensitive,
            },
            Rendering = new(),
        };
}
