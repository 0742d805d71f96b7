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
        }
        return null;
    }
}
