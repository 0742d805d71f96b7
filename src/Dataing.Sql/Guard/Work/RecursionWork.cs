using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What a recursion goes through beside its own rows: at each level again the series and written lists that it is joined to or that its conditions look into.</summary>
internal static class RecursionWork
{
    /// <summary>How many times the cap on rows may be gone through over all levels: a calendar of ten years, looked into for each of its days.</summary>
    public const double MostPerRow = 20;

    /// <summary>Levels times the rows that each of them reads; 1 where it reads none that a literal makes.</summary>
    public static double Of(RecursiveTerm term)
    {
        if (!term.Facts.Generates || term.WalksData())
            return 1;
        var rows = Math.Max(term.RowsBeside(), term.Select.Items.Select(i => i.Value).Concat(term.Conditions()).Max(p => RowsIn(p, term)));
        // Where a row is looked up among those of a series, there are no more levels than the series has rows.
        return rows <= 1 ? 1 : rows * Math.Min(term.Depth(), rows);
    }

    private static double RowsIn(SqlNode part, RecursiveTerm term)
    {
        // A single value that looks at no row outside is worked out once.
        if (part is Expression.Subquery once && !SqlTree.DescendantsAndSelf(once).OfType<Expression.Column>().Any(term.IsOwn))
            return 1;
        var rows = part switch
        {
            QueryBody.Select select => term.Facts.Work.ProductOf(select).Rows,
            Expression.FunctionCall call => LambdaWork.Made(call, term.Facts),
            _ => 1,
        };
        foreach (var child in SqlTree.Children(part))
            rows = Math.Max(rows, RowsIn(child, term));
        return rows;
    }
}
