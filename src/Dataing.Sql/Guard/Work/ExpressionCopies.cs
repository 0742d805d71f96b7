using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How many names of columns an expression holds once the columns of derived and common tables are written out in their place, as planners do.</summary>
internal sealed class ExpressionCopies
{
    private readonly QueryFacts _facts;
    private readonly LengthScope _scope = new();
    private readonly Dictionary<SqlNode, List<(string Name, double Copies)>> _common = new(ReferenceEqualityComparer.Instance);

    private ExpressionCopies(QueryFacts facts) => _facts = facts;

    public double Most { get; private set; }

    public SqlNode? At { get; private set; }

    /// <summary>The largest expression anywhere in a query.</summary>
    public static ExpressionCopies In(QueryFacts facts)
    {
        var copies = new ExpressionCopies(facts);
        copies.OfQuery(facts.Query);
        return copies;
    }

    private List<(string Name, double Copies)> OfQuery(Query query)
    {
        _scope.Open();
        foreach (var table in query.With?.Tables ?? [])
        {
            if (table.Scalar is { } scalar)
                _scope.Add(table.Name.Text, Of(scalar));
            else if (table.Query is { } inner)
                _common[table] = Renamed(OfQuery(inner), [.. table.Columns.Select(c => c.Text)]);
        }
        var outputs = OfBody(query.Body);
        foreach (var order in query.OrderBy)
            Of(order);
        _scope.Close();
        return outputs;
    }

    private List<(string Name, double Copies)> OfBody(QueryBody body) =>
        body switch
        {
            QueryBody.Select select => OfSelect(select),
            QueryBody.SetOperation set => OfSides(OfBody(set.Left), OfBody(set.Right)),
            QueryBody.Nested nested => OfQuery(nested.Query),
            QueryBody.Table table => OfCommonTable(table),
            _ => [],
        };

    private static List<(string Name, double Copies)> OfSides(
        List<(string Name, double Copies)> left,
        List<(string Name, double Copies)> right
    ) => [.. left.Select((o, i) => (o.Name, i < right.Count ? Math.Max(o.Copies, right[i].Copies) : o.Copies))];

    private List<(string Name, double Copies)> OfSelect(QueryBody.Select select)
    {
        _scope.Open();
        foreach (var source in select.From)
            AddSource(source);
        var outputs = new List<(string Name, double Copies)>();
        foreach (var item in select.Items)
        {
            if (item.Value is Expression.Star)
            {
                outputs.AddRange(_scope.Nearest.Select(c => (c.Key, c.Value)));
                continue;
            }
            var (copies, name) = (Of(item.Value), item.Alias?.Text ?? (item.Value as Expression.Column)?.Last.Text);
            outputs.Add((name ?? "", copies));
            // Several dialects let a later item use an alias of an earlier one.
            if (item.Alias is not null && name is not null)
                _scope.Add(name, copies);
        }
        foreach (var child in SqlTree.Children(select))
        {
            if (child is not (SelectItem or TableSource))
                Of(child);
        }
        _scope.Close();
        return IsKept(select) ? [.. outputs.Select(o => (o.Name, 1d))] : outputs;
    }

    /// <summary>What is grouped is worked out once and not written out again.</summary>
    private bool IsKept(QueryBody.Select select) =>
        select.GroupBy is not null || select.Distinct is not null || OneRow.Yields(select, _facts.Functions);

    private void AddSource(TableSource source)
    {
        switch (source)
        {
            case TableSource.Subquery derived:
                Add(Renamed(OfQuery(derived.Query), Names(derived.Alias)));
                return;
            case TableSource.Table table:
                Add(Renamed(OfCommonTable(table), Names(table.Alias)));
                return;
        }
        foreach (var child in SqlTree.Children(source))
        {
            if (child is TableSource inner)
                AddSource(inner);
            else
                Of(child);
        }
    }

    private void Add(List<(string Name, double Copies)> columns)
    {
        foreach (var (name, copies) in columns)
            _scope.Add(name, copies);
    }

    private List<(string Name, double Copies)> OfCommonTable(SqlNode use) =>
        _facts.Bindings.CommonTableOf(use) is { } table && _common.TryGetValue(table, out var columns) ? columns : [];

    private static string[] Names(TableAlias? alias) => alias is null ? [] : [.. alias.Columns.Select(c => c.Name.Text)];

    private static List<(string Name, double Copies)> Renamed(List<(string Name, double Copies)> columns, string[] names) =>
        names.Length == 0 ? columns : [.. columns.Select((c, i) => i < names.Length ? (names[i], c.Copies) : c)];

    private double Of(SqlNode node)
    {
        var copies = 0d;
        var pending = new NodeStack(16);
        pending.Push(node);
        while (pending.TryPop(out var part))
        {
            switch (part)
            {
                case Expression.Column column:
                    copies += _scope.Of(column.Last.Text);
                    break;
                case Query query:
                    copies += OfQuery(query).Select(o => o.Copies).DefaultIfEmpty(1).Max();
                    break;
                default:
                    SqlTree.AddChildren(part, pending);
                    break;
            }
        }
        copies = Math.Max(1, copies);
        if (copies > Most)
            (Most, At) = (copies, node);
        return copies;
    }
}
