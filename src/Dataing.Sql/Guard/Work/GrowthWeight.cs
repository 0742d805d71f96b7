using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How much a node can add to the length of values, so that only queries that may blow one up are looked at closely.</summary>
internal static class GrowthWeight
{
    /// <summary>A query whose weights sum to less cannot make anything large.</summary>
    public const int Little = 8;

    private const int LongText = 1_000;

    public static int OfPlain(SqlNode node, SqlDialect dialect) =>
        node switch
        {
            Expression.Binary { Operator: BinaryOperator.Concat } => 1,
            Expression.Binary { Operator: BinaryOperator.Add } when dialect.Family == DialectFamily.SqlServer => 1,
            Expression.String { Value.Length: > LongText } => Little,
            _ => 0,
        };

    public static int Of(SqlNode node) =>
        node switch
        {
            Expression.Lambda or Expression.Comprehension => Little,
            Expression.Overlay or Expression.Array or Expression.Struct or Expression.Map or Expression.Tuple => 1,
            _ => 0,
        };

    public static int OfCall(Expression.FunctionCall call, FunctionEntry? entry, CallKind kind) =>
        call switch
        {
            _ when kind.Has(CallKind.Fills) => Little / 2,
            _ when kind.Has(CallKind.Doubles) => 1,
            _ when kind.Has(CallKind.Joins) => call.Arguments.Count,
            _ when entry is { Makes: true } or { SizeArgument: > 0 } || CallLength.Collects(call, kind) => Little / 2,
            _ => call.Arguments.Count == 3 ? 1 : 0,
        };
}
