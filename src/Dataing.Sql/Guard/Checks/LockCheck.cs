using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>No row or table is locked.</summary>
internal static class LockCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            if (node is LockClause clause)
                return new(RefusalCodes.Lock, $"Remove the {Clause(clause)} clause: a reading query takes no locks.", clause);
        }
        return null;
    }

    private static string Clause(LockClause clause) =>
        clause.Strength.StartsWith("LOCK", StringComparison.Ordinal) ? clause.Strength : $"FOR {clause.Strength}";
}
