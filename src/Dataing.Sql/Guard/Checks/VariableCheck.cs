using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>A query neither reads nor sets variables of the session or the server.</summary>
internal static class VariableCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            if (node is Expression.Variable variable)
                return new(
                    RefusalCodes.Variable,
                    $"Write the value in place of the variable {variable.Name}: variables are not allowed.",
                    variable
                );
            if (node is QueryBody.Select select && Assigns(facts) && select.Items.FirstOrDefault(IsAssignment) is { } assignment)
                return new(RefusalCodes.Variable, "Select the value itself: a query sets no variables.", assignment);
        }
        return null;
    }

    /// <summary>Where <c>SELECT @x = 1</c> sets a variable; elsewhere it compares.</summary>
    private static bool Assigns(QueryFacts facts) => facts.Dialect.Family == DialectFamily.SqlServer;

    private static bool IsAssignment(SelectItem item) =>
        item.Value is Expression.Binary { Left: Expression.Parameter, Operator: BinaryOperator.Equal };
}
