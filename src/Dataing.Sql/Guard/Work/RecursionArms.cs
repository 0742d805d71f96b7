using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>The SELECTs between the UNIONs of a recursive common table. What reads the table may also stand inside one of them, in a sub-query.</summary>
internal sealed class RecursionArms
{
    private readonly List<(QueryBody.Select Select, SqlNode Whole)> _arms = [];

    public static RecursionArms Of(Query query)
    {
        var arms = new RecursionArms();
        arms.Add(query.Body);
        return arms;
    }

    public bool Contains(QueryBody.Select select) =>
        _arms.Exists(a => ReferenceEquals(a.Select, select) && ReferenceEquals(a.Whole, select));

    /// <summary>Whether the columns that bound a SELECT inside an arm leave the arm as they come: <c>SELECT x - 1 FROM (SELECT n + 1 AS x FROM r WHERE n &lt; 9)</c> never ends.</summary>
    public bool HandOn(RecursiveTerm term)
    {
        if (Contains(term.Select) || term.WalksData())
            return true;
        var arm = _arms.Find(a => SqlTree.DescendantsAndSelf(a.Whole).Any(n => ReferenceEquals(n, term.Select))).Select;
        return arm is null
            || arm.Items.Any(i => i.Value is Expression.Star)
            || term.Conditions()
                .SelectMany(SqlTree.DescendantsAndSelf)
                .OfType<Expression.Column>()
                .Select(term.PlaceOf)
                .All(p => p < 0 || p < arm.Items.Count && arm.Items[p].Value is Expression.Column);
    }

    private void Add(QueryBody body)
    {
        switch (body)
        {
            case QueryBody.Select select:
                _arms.Add((select, select));
                break;
            case QueryBody.SetOperation set:
                Add(set.Left);
                Add(set.Right);
                break;
            case QueryBody.Nested { Query: { With: null } nested }:
                Add(nested.Body);
                break;
            // With common tables of its own, one of which may be what reads the table.
            case QueryBody.Nested { Query.Body: QueryBody.Select select } nested:
                _arms.Add((select, nested));
                break;
        }
    }
}
