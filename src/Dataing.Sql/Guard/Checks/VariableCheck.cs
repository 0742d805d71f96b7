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
            // A table named by a value is refused as what it is.
            if (node is TableSource.External { Name: Expression.Parameter { Type: not null } })
                return null;
            if (node is Expression.Parameter { Type: DataType.Named { Name: "Identifier" } } name)
                return new(RefusalCodes.Variable, "Write the name itself: which column is read must be seen.", name);
            if (node is Expression.Column { Parts: [var first, var second, _, ..] } session && IsSession(first, second, facts))
                return new(RefusalCodes.Variable, "Write the value in place of the session's variable.", session);
            if (node is QueryBody.Select select && Assigns(facts) && select.Items.FirstOrDefault(IsAssignment) is { } assignment)
                return new(RefusalCodes.Variable, "Select the value itself: a query sets no variables.", assignment);
        }
        return null;
    }

    /// <summary>Spark's <c>system.session.name</c>.</summary>
    private static bool IsSession(Identifier first, Identifier second, QueryFacts facts) =>
        facts.Dialect.Family == DialectFamily.Databricks
        && first.Text.Equals("system", StringComparison.OrdinalIgnoreCase)
        && second.Text.Equals("session", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where <c>SELECT @x = 1</c> sets a variable; elsewhere it compares.</summary>
    private static bool Assigns(QueryFacts facts) => facts.Dialect.Family == DialectFamily.SqlServer;

    private static bool IsAssignment(SelectItem item) =>
        item.Value is Expression.Binary { Left: Expression.Parameter, Operator: BinaryOperator.Equal };
}
