using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Refuses to translate what the target dialect has no construct for.</summary>
internal static class Support
{
    public static void Check(Query query, SqlDialect to)
    {
        foreach (var node in SqlTree.DescendantsAndSelf(query))
            if (Missing(node, to) is { } what)
                throw new UntranslatableException($"{to.Name} has no way to say {what}.");
    }

    private static string? Missing(SqlNode node, SqlDialect to) =>
        node switch
        {
            QueryBody.Select { Qualify: not null } when !to.Grammar.Has(Feature.Qualify) => "QUALIFY",
            QueryBody.Select { Prewhere: not null } when !to.Grammar.Has(Feature.Prewhere) => "PREWHERE",
            QueryBody.Select { ConnectBy: not null } when !to.Grammar.Has(Feature.ConnectBy) => "CONNECT BY",
            Distinct { On.Count: > 0 } when to.Family is not (DialectFamily.Postgres or DialectFamily.DuckDb or DialectFamily.ClickHouse) =>
                "DISTINCT ON",
            GroupBy { All: true } when !to.Grammar.Has(Feature.GroupByAll) => "GROUP BY ALL",
            Query { LimitBy: not null } when !to.Grammar.Has(Feature.LimitBy) => "LIMIT … BY",
            Query { OrderByAll: not null } when !to.Grammar.Has(Feature.OrderByAll) => "ORDER BY ALL",
            Query { Clustering.Count: > 0 } when !to.Grammar.Has(Feature.SortBy) => "SORT BY, DISTRIBUTE BY and CLUSTER BY",
            Query { Options.Count: > 0 } => "the options of another dialect",
            TableSource.Join { AsOf: true } when !to.Grammar.Has(Feature.AsOfJoin) => "ASOF JOIN",
            TableSource.Join { Kind: JoinKind.Positional or JoinKind.Paste } when !to.Grammar.Has(Feature.PositionalJoin) =>
                "POSITIONAL JOIN",
            TableSource.Join { Kind: JoinKind.LeftSemi or JoinKind.LeftAnti or JoinKind.RightSemi or JoinKind.RightAnti }
                when !to.Grammar.Has(Feature.SemiAntiJoin) => "SEMI and ANTI JOIN; write EXISTS",
            TableSource.Join { Kind: JoinKind.CrossApply or JoinKind.OuterApply } when !to.Grammar.Has(Feature.CrossApply) => "APPLY",
            TableSource.LateralView when !to.Grammar.Has(Feature.LateralView) => "LATERAL VIEW",
            TableSource.ArrayJoin when !to.Grammar.Has(Feature.ArrayJoin) => "ARRAY JOIN",
            TableSource.Pivot or TableSource.Unpivot when !to.Grammar.Has(Feature.Pivot) => "PIVOT and UNPIVOT",
            TableSource.MatchRecognize when !to.Grammar.Has(Feature.MatchRecognize) => "MATCH_RECOGNIZE",
            TableSource.Function or TableSource.External or TableSource.Unnest or TableSource.DocumentTable =>
                "a table function of another dialect",
            TableSource.Table { TimeTravel: not null } => "time travel of another dialect",
            Expression.Star { Except.Count: > 0 }
                when to.Family
                    is DialectFamily.Postgres
                        or DialectFamily.MySql
                        or DialectFamily.Sqlite
                        or DialectFamily.Trino
                        or DialectFamily.SqlServer => "* EXCEPT",
            Expression.Lambda when !to.Grammar.Has(Feature.Lambda) => "a lambda",
            Expression.Struct or Expression.Map or Expression.JsonPath or Expression.Columns or Expression.Comprehension =>
                "a struct, map or path of another dialect",
            Expression.Interval => "an interval of another dialect with certainty",
            Expression.CustomOperator custom => $"the operator {custom.Operator}",
            _ => null,
        };
}
