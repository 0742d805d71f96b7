using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What is made anew for each generated row: series in sub-queries that look at the row, lists in its conditions, long elements.</summary>
internal static class RepeatedWork
{
    /// <summary>How many times the cap on rows may be gone through without a row being made of it.</summary>
    public const double MostPerRow = 10;

    /// <summary>Rows of which a condition is asked at least, whatever the shape tells of them.</summary>
    private const double RowsAsked = 1_000;

    /// <summary>The rows of a SELECT times the most that one of them takes; tables count as one row.</summary>
    public static double Of(QueryBody.Select select, QueryFacts facts)
    {
        var rows = facts.Work.ProductOf(select).Rows;
        var listed = Math.Max(rows, RowsAsked) * ListedIn(select, facts);
        if (rows <= 1)
            return Math.Max(rows, listed);
        var most = HasOpenSeries(select.From, facts) ? rows : 1;
        var outer = select.From.SelectMany(SqlTree.DescendantsAndSelf).OfType<TableSource>().SelectMany(NamesOf).ToHashSet(Comparer);
        foreach (var part in PartsOf(select))
        {
            if (part is SelectItem item && CollectsInEachRow(item))
                most = Math.Max(most, rows);
            foreach (var node in SqlTree.DescendantsAndSelf(part))
            {
                // A list out of a query is in every row, though it is the same in all.
                var query = node as Query ?? (node as Expression.ArrayQuery)?.Query;
                if (query is not null && (node is Expression.ArrayQuery || LooksAt(query, outer)))
                    most = Math.Max(most, OfBody(query.Body, rows, facts));
            }
        }
        return Math.Max(rows * most, listed);
    }

    /// <summary>The longest list that a condition makes, and goes through for each row; 0 where there is none.</summary>
    private static double ListedIn(QueryBody.Select select, QueryFacts facts) =>
        select.From.Count == 0
            ? 0
            : PartsOf(select)
                .Where(p => p is not SelectItem)
                .Select(p => LambdaWork.Made(p, facts))
                .Where(m => m > 1)
                .DefaultIfEmpty(0)
                .Max();

    /// <summary>A list of n copies of a long text or list: <c>arrayWithConstant(1000000, repeat('a', 1000000))</c>.</summary>
    public static double OfElements(Expression.FunctionCall call, QueryFacts facts) =>
        facts.Functions.Find(call.Name.Last.Text) is { Makes: true } entry
        && SeriesSize.Of(call, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) is { } elements
            ? elements * call.Arguments.Select(a => LambdaWork.Made(a.Value, facts)).DefaultIfEmpty(1).Max()
            : 1;

    /// <summary>All rows gathered into a value that stands in each of them: <c>array_agg(x) OVER ()</c>.</summary>
    private static bool CollectsInEachRow(SelectItem item) =>
        SqlTree
            .DescendantsAndSelf(item)
            .Any(n =>
                n is Expression.FunctionCall { Over.Specification: { PartitionBy.Count: 0, BasedOn: null } } call
                && CallKinds.Of(call.Name.Last.Text).Has(CallKind.Collects)
            );

    private static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    private static IEnumerable<SqlNode> PartsOf(QueryBody.Select select) =>
        [.. select.Items, .. new[] { select.Where, select.Prewhere, select.Having, select.Qualify }.OfType<SqlNode>()];

    private static double OfBody(QueryBody body, double rows, QueryFacts facts) =>
        body switch
        {
            QueryBody.Select select => Math.Max(Of(select, facts), HasOpenSeries(select.From, facts) ? rows : 1),
            QueryBody.Nested nested => OfBody(nested.Query.Body, rows, facts),
            QueryBody.SetOperation set => OfBody(set.Left, rows, facts) + OfBody(set.Right, rows, facts),
            _ => 1,
        };

    /// <summary>generate_series(1, n), whose end is of another row.</summary>
    private static bool HasOpenSeries(SqlList<TableSource> sources, QueryFacts facts) =>
        sources
            .SelectMany(SqlTree.DescendantsAndSelf)
            .OfType<Expression.FunctionCall>()
            .Any(c =>
                facts.Functions.Find(c.Name.Last.Text) is { Makes: true } entry
                && SeriesSize.Of(c, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) is null
            );

    /// <summary>Whether a column in a sub-query is of the sources around it; one without a name before it is, where only those have such a name.</summary>
    internal static bool LooksAt(Query query, HashSet<string> outer)
    {
        var inside = SqlTree.DescendantsAndSelf(query).OfType<TableSource>().SelectMany(NamesOf).ToHashSet(Comparer);
        return SqlTree
            .DescendantsAndSelf(query)
            .OfType<Expression.Column>()
            .Select(c => c.Parts.Count > 1 ? c.Parts[^2].Text : c.Last.Text)
            .Any(n => outer.Contains(n) && !inside.Contains(n));
    }

    internal static List<string> NamesOf(TableSource source)
    {
        var names = new List<string>();
        if (SourceAlias.Of(source) is { } name)
            names.Add(name.Text);
        var alias = source switch
        {
            TableSource.Function function => function.Alias,
            TableSource.Unnest unnest => unnest.Alias,
            TableSource.Subquery subquery => subquery.Alias,
            TableSource.RowsFrom rows => rows.Alias,
            _ => null,
        };
        foreach (var column in alias?.Columns ?? [])
            names.Add(column.Name.Text);
        return names;
    }
}
