using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Three relations and more are joined on predicates, not multiplied.</summary>
internal static class CrossJoinCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        var most = facts.Policy.Limits.UnjoinedRelations;
        foreach (var node in facts.Nodes)
        {
            if (node is QueryBody.Select { From.Count: > 0 } select && facts.Work.ProductOf(select).Factors > most)
                return new(
                    RefusalCodes.CrossJoin,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"More than {most} relations are multiplied without a predicate between them; add join conditions."
                    ),
                    select
                );
        }
        return null;
    }
}
