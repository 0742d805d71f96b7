using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>An expression with placeholders, which are columns named <c>_1</c>, <c>_2</c>, …</summary>
internal sealed class TreePattern(Expression tree)
{
    public Expression Tree => tree;

    /// <summary>What the placeholders stand for when the expression has this shape, or null when it has another.</summary>
    public Dictionary<int, Expression>? Match(Expression expression)
    {
        var bound = new Dictionary<int, Expression>();
        return Fits(tree, Plain(expression), bound) ? bound : null;
    }

    /// <summary>The expression with its placeholders filled.</summary>
    public Expression Fill(IReadOnlyDictionary<int, Expression> values)
    {
        var filler = new TreeRewriter(
            (node, _) => node is Expression e && PlaceOf(e) is { } place && values.TryGetValue(place, out var value) ? value : null
        );
        return filler.Rewrite(tree);
    }

    private static bool Fits(SqlNode pattern, SqlNode node, Dictionary<int, Expression> bound)
    {
        if (pattern is Expression hole && PlaceOf(hole) is { } place)
        {
            if (node is not Expression value)
                return false;
            if (bound.TryGetValue(place, out var known))
                return known.Equals(value);
            bound[place] = value;
            return true;
        }
        return (pattern, node) switch
        {
            (Identifier a, Identifier b) => a.Text.Equals(b.Text, StringComparison.OrdinalIgnoreCase),
            (Expression.String a, Expression.String b) => a.Value.Equals(b.Value, StringComparison.OrdinalIgnoreCase),
            _ => NodeShape.Of(pattern).Matches(pattern, node, (p, n) => Fits(p, n, bound)),
        };
    }

    /// <summary>FILTER and OVER hang on any aggregate; they are carried over beside the pattern.</summary>
    private static Expression Plain(Expression expression) =>
        expression is Expression.FunctionCall call && (call.Filter is not null || call.Over is not null)
            ? call with
            {
                Filter = null,
                Over = null,
            }
            : expression;

    private static int? PlaceOf(Expression expression) =>
        expression is Expression.Column { Parts: [{ Text: ['_', .. var digits] }] }
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : null;
}
