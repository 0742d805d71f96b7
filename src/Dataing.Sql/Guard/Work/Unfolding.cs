using Dataing.Sql.Functions;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Calls that make a row of each element of a written list or text: <c>unnest(ARRAY[1, 2])</c>, <c>string_to_table('a,b', ',')</c>.</summary>
internal static class Unfolding
{
    public static bool Is(Expression.FunctionCall call, FunctionEntry? entry, CallKind kind) =>
        call.Arguments.Count > 0
        && (entry is { Classes: FunctionClasses.Table or (FunctionClasses.Table | FunctionClasses.Scalar) } || kind.Has(CallKind.Unfolds));

    /// <summary>How many elements a written list has at most; 1 where the list is data.</summary>
    public static double Elements(Expression list) =>
        list switch
        {
            Expression.Array array => Math.Max(1, array.Elements.Count),
            Expression.Cast cast => Elements(cast.Value),
            // The shortest element and its separator are two characters.
            Expression.String text => 1 + text.Value.Length / 2,
            Expression.FunctionCall call when CallKinds.Of(call.Name.Last.Text).Has(CallKind.Joins) => Math.Max(1, call.Arguments.Count),
            Expression.FunctionCall { Arguments: [{ Value: Expression.String text }, ..] } => 1 + text.Value.Length / 2,
            _ => 1,
        };
}
