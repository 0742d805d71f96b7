using System.Globalization;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Three relations and more are joined on predicates, not multiplied.</summary>
internal static class CrossJoinCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        var most = facts.Policy.Limits.UnjoinedRelations;
        foreach (var select in facts.Selects)
        {
            if (select.From.Count > 0 && facts.Work.ProductOf(select).Factors > most)
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
