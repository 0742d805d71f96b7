using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Refuses to translate what the target dialect has no construct for.</summary>
internal static class Support
{
    public static void Check(Query query, SqlDialect from, SqlDialect to)
    {
        var paths = new FieldPaths(query, from, to);
        var derived = SqlTree
            .DescendantsAndSelf(query)
            .OfType<TableSource.Subquery>()
            .Select(s => s.Query.Body)
            .ToHashSet<SqlNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in SqlTree.DescendantsAndSelf(query))
        {
            var what =
                Missing(node, to)
                ?? SourceLimits.Missing(node, to)
                ?? EngineLimits.Missing(node, from, to)
                ?? AliasUse.Missing(node, to)
                ?? paths.Missing(node)
                ?? Differs(node, from, to)
                ?? (
                    node is QueryBody.Values && to.Family == DialectFamily.SqlServer && !derived.Contains(node) ? "VALUES as a query" : null
                );
            if (what is not null)
                throw new UntranslatableException($"{to.Name} has no way to say {what}.");
        }
    }

    /// <summary>What both dialects can say and mean otherwise.</summary>
    private static string? Differs(SqlNode node, SqlDialect from, SqlDialect to) =>
        node switch
        {
            Expression.Extract extract
                when !IsPlain(extract.Field) && from.Family != to.Family && !(CountsAlike(from) && CountsAlike(to)) =>
                $"EXTRACT({extract.Field} …) in the same counting",
            Expression.Extract { Field: "QUARTER" } when to.Family is DialectFamily.Sqlite or DialectFamily.SqlServer =>
                "EXTRACT(QUARTER …)",
            QueryBody.SetOperation { Quantifier: SetQuantifier.All, Operator: not SetOperator.Union }
                when to.Family is DialectFamily.Sqlite or DialectFamily.SqlServer or DialectFamily.BigQuery or DialectFamily.Snowflake =>
                "EXCEPT ALL and INTERSECT ALL",
            QueryBody.SetOperation { Quantifier: SetQuantifier.Unsaid, Operator: SetOperator.Union }
                when from.Family == DialectFamily.ClickHouse && to.Family != DialectFamily.ClickHouse =>
                "UNION without ALL or DISTINCT, which ClickHouse reads by a setting",
            QueryBody.SetOperation { ByName: true } when to.Family is not (DialectFamily.DuckDb or DialectFamily.BigQuery) =>
                "UNION BY NAME",
            QueryBody.SetOperation { Side: not SetSide.Unsaid } when to.Family != DialectFamily.BigQuery =>
                "a set operation that keeps columns of one side",
            QueryBody.SetOperation { NameColumns.Count: > 0 } when to.Family != DialectFamily.BigQuery => "BY NAME ON",
            _ => null,
        };

    /// <summary>Fields that are counted alike everywhere; weeks, days of the week and seconds are not.</summary>
    private static bool IsPlain(string field) => field is "YEAR" or "QUARTER" or "MONTH" or "DAY" or "HOUR" or "MINUTE" or "ISODOW";

    private static bool CountsAlike(SqlDialect dialect) =>
        dialect.Family is DialectFamily.Postgres or DialectFamily.Redshift or DialectFamily.DuckDb;

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
            Expression.Cast { FieldChange: not null } when to.Family != DialectFamily.Snowflake => "a cast that renames or adds fields",
            Expression.Interval { More.Count: > 0 } when to.Family != DialectFamily.Databricks => "an interval of several amounts",
            TableSource.Unnest { OfObject: true } or TableSource.Table { Position: not null } when to.Family != DialectFamily.Redshift =>
                "navigation into SUPER",
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
            Expression.Let when to.Family != DialectFamily.BigQuery => "WITH(…) as an expression",
            Expression.Aliased or Expression.SubColumn when to.Family != DialectFamily.ClickHouse => "a part of an expression by name",
            RowLimit { Examined: not null } => "LIMIT ROWS EXAMINED",
            TableSource.Table { Only: true } when to.Family != DialectFamily.Postgres => "ONLY",
            TableSource.Table { Final: true } when to.Family != DialectFamily.ClickHouse => "FINAL",
            TableSource.Table { Partitions.Count: > 0 } => "the partitions of a table",
            TableSource.Table { Name.Parts: var parts }
                when parts.Any(p => p.Text.Length == 0) && to.Family is not (DialectFamily.SqlServer or DialectFamily.Snowflake) =>
                "a table whose schema is left out between two dots",
            TableSource.Table { Name.Parts.Count: > 2 }
            or Expression.Column { Parts.Count: > 3 }
                when to.Family is DialectFamily.MySql or DialectFamily.Sqlite or DialectFamily.ClickHouse =>
                "a catalogue before the schema",
            TableSource.Pivot { DefaultOnNull: not null } when to.Family != DialectFamily.Snowflake => "DEFAULT ON NULL",
            PivotColumn { Any: true }
            or PivotColumn { Query: not null } when to.Family is not (DialectFamily.Snowflake or DialectFamily.DuckDb) =>
                "PIVOT without its values",
            Expression.Collate or OrderItem { Collation: not null } => "the collation of another dialect",
            Expression.Struct or Expression.Map or Expression.JsonPath or Expression.Columns or Expression.Comprehension =>
                "a struct, map or path of another dialect",
            Expression.Slice when to.Family is not (DialectFamily.Postgres or DialectFamily.DuckDb) => "a slice of an array",
            Expression.Logical { Operator: LogicalOperator.Xor } when !to.Grammar.Has(Feature.XorWord) => "XOR",
            Expression.Is { Test: not IsTest.Null } when to.Family is DialectFamily.SqlServer or DialectFamily.ClickHouse =>
                "IS TRUE and the like",
            Expression.Is { Test: not (IsTest.Null or IsTest.True or IsTest.False or IsTest.Unknown) } => "this test with certainty",
            Expression.Introduced or Expression.OuterColumn or Expression.StaticCall or Expression.MethodCall or Expression.XmlName =>
                "this construct of another dialect",
            Expression.Variable => "a variable of another dialect",
            Query when to.Family == DialectFamily.Cassandra => "what a relational dialect asks for; CQL queries are written by hand",
            Expression.CustomOperator custom => $"the operator {custom.Operator}",
            _ => null,
        };
}
