using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Short names of single dialects for what every dialect can say in full.</summary>
internal static class Shorthands
{
    /// <summary>COALESCE for IFNULL, NVL and ZEROIFNULL, CASE for IF, IFF and IIF; null when the call is none of them.</summary>
    public static Expression? Spell(Expression.FunctionCall call)
    {
        if (call is not { Name.Parts: [var name], Over: null, Filter: null, Distinct: false })
            return null;
        return (name.Text.ToUpperInvariant(), call.Arguments) switch
        {
            ("IFNULL" or "NVL", [var value, var fallback]) => Coalesce(value, fallback),
            ("ZEROIFNULL", [var value]) => Coalesce(value, new Argument(new Expression.Number("0"))),
            ("IF" or "IFF" or "IIF", [var condition, var then, var otherwise]) => new Expression.Case(
                null,
                [new WhenClause(condition.Value, then.Value)],
                otherwise.Value
            ),
            _ => null,
        };
    }

    private static Expression.FunctionCall Coalesce(Argument value, Argument fallback) =>
        new(new ObjectName([new Identifier("COALESCE")]), [value, fallback]);
}
