using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Words of the standard that the reader understands and SQLite does not: better refused here with what to write than there with a syntax error.</summary>
internal static class LackingCheck
{
    public static Finding? Examine(QueryFacts facts) =>
        facts.Dialect.Family != DialectFamily.Sqlite
            ? null
            : facts
                .Nodes.Select(node =>
                    Advice(node) is { } advice ? new Finding(RefusalCodes.Untranslatable, $"SQLite has no {advice}.", node) : null
                )
                .FirstOrDefault(finding => finding is not null);

    private static string? Advice(SqlNode node) =>
        node switch
        {
            Expression.Extract => "EXTRACT; write CAST(strftime('%Y', t) AS INTEGER)",
            Expression.Interval => "intervals; write date(t, '+1 day') or datetime(t, '-2 hours')",
            Expression.Typed => "literals with a type before them; write the text alone, or date('2026-01-31')",
            Expression.PositionOf => "POSITION; write instr(text, part)",
            Expression.Overlay => "OVERLAY; write substr(…) || part || substr(…)",
            Expression.Trim => "sides in TRIM; write trim(text, characters), ltrim or rtrim",
            Expression.AtTimeZone => "AT TIME ZONE; times are stored as they are",
            Expression.Quantified => "ANY and ALL; compare with (SELECT min(…) …) or (SELECT max(…) …), or write IN",
            Expression.Like { Kind: LikeKind.ILike } => "ILIKE; its LIKE does not heed case",
            Expression.Like { Kind: LikeKind.SimilarTo } => "SIMILAR TO; write GLOB or REGEXP",
            GroupingElement.Rollup or GroupingElement.Cube or GroupingElement.Sets => "ROLLUP, CUBE and GROUPING SETS; write UNION ALL",
            TableSample => "TABLESAMPLE; write WHERE rowid % 100 = 7",
            _ => null,
        };
}
