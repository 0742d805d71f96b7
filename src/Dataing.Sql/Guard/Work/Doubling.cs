using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What joins texts and lists, and folds that join what they have gathered to itself.</summary>
internal static class Doubling
{
    /// <summary>Copies that one step of a fold makes of what it has gathered: 2 in <c>(acc, x) -> concat(acc, acc)</c>.</summary>
    public static double OfFold(Expression.Lambda fold) => fold.Parameters.Count < 2 ? 1 : InFold(fold.Body, fold.Parameters[0].Text);

    private static double InFold(SqlNode node, string gathered) =>
        node switch
        {
            Expression.Column column => column.Parts[0].Text.Equals(gathered, StringComparison.OrdinalIgnoreCase) ? 1 : 0,
            Query => 0,
            Expression.Binary { Operator: not BinaryOperator.Concat } => 0,
            // A list of two lists holds both; a row of two of its fields is the row it was.
            Expression.Array or Expression.Tuple or Expression.Struct => SqlTree
                .Children(node)
                .Sum(c => IsField(c) ? 0 : InFold(c, gathered)),
            _ when IsJoin(node) => SqlTree.Children(node).Sum(c => InFold(c, gathered)),
            _ => SqlTree.Children(node).Select(c => InFold(c, gathered)).DefaultIfEmpty(0).Max(),
        };

    private static bool IsField(SqlNode node) =>
        node switch
        {
            Expression.Column column => column.Parts.Count > 1,
            SelectItem item => IsField(item.Value),
            Expression.FieldAccess or Expression.Subscript => true,
            _ => false,
        };

    private static bool IsJoin(SqlNode node) =>
        node is Expression.Binary { Operator: BinaryOperator.Concat }
        || (node is Expression.FunctionCall call && CallKinds.Of(call.Name.Last.Text).Has(CallKind.Chains));
}
