using System.Globalization;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Three relations and more are joined on predicates, not multiplied.</summary>
internal static class CrossJoinCheck
{
    /// <summary>Levels of self-joins on a key alone: with three, a key of ten rows comes to a hundred million.</summary>
    private const int MostSelfJoins = 2;

    public static Finding? Examine(QueryFacts facts)
    {
        var most = facts.Policy.Limits.UnjoinedRelations;
        var joining = 0;
        var nested = facts.HasSubqueries ? new NestedRelations(facts) : null;
        foreach (var select in facts.Selects)
        {
            joining += select.From.Count > 1 || select.From is [TableSource.Join] ? 1 : 0;
            if ((nested?.Of(select) ?? (select.From.Count > 0 ? facts.Work.ProductOf(select).Factors : 0)) > most)
                return Multiplied(most, select);
        }
        if (nested is not null && facts.Nodes.Find(n => n is Query query && nested.WithOrder(query) > most) is { } ordered)
            return Multiplied(most, ordered);
        return joining > MostSelfJoins ? Squared(facts) : null;
    }

    private static Finding Multiplied(int most, SqlNode at) =>
        new(
            RefusalCodes.CrossJoin,
            string.Create(
                CultureInfo.InvariantCulture,
                $"More than {most} relations are multiplied without a predicate that picks rows; join them on an equality or on both ends of a range."
            ),
            at
        );

    private static Finding? Squared(QueryFacts facts)
    {
        var joins = new SelfJoins(facts);
        foreach (var select in facts.Selects)
        {
            if (select.From.Count > 0 && joins.LevelsOf(select) > MostSelfJoins)
                return new(
                    RefusalCodes.CrossJoin,
                    "Each level joins what the one before made to itself on its key alone, which squares its rows; group or number the rows first.",
                    select
                );
        }
        return null;
    }
}
