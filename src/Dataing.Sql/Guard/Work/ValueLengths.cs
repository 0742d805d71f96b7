using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How long the values of a query become where each is joined from named ones before it: ten steps of eight copies make a gigabyte of one letter.</summary>
internal sealed class ValueLengths(QueryFacts facts)
{
    private readonly Dictionary<string, double> _lengths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The longest value, as far as literals say; a column of a table counts as one.</summary>
    public double Longest { get; private set; } = 1;

    /// <summary>Goes through the query from the inside out, so that a name is known where it is used.</summary>
    public void Visit(SqlNode node)
    {
        switch (node)
        {
            case Query query:
                VisitAll(query.With?.Tables ?? []);
                Visit(query.Body);
                return;
            case CommonTable { Query: { } inner } table:
                Visit(inner);
                Rename(inner, table.Columns);
                return;
            case TableSource.Subquery source:
                Visit(source.Query);
                Rename(source.Query, source.Alias?.Columns.Select(c => c.Name) ?? []);
                return;
            case QueryBody.Select select:
                VisitAll(select.From);
                VisitAll(select.Items);
                return;
            case SelectItem item:
                VisitAll(SqlTree.Children(item.Value));
                Note(NameOf(item), LengthOf(item.Value));
                return;
            default:
                VisitAll(SqlTree.Children(node));
                return;
        }
    }

    private void VisitAll(IEnumerable<SqlNode> nodes)
    {
        foreach (var node in nodes)
            Visit(node);
    }

    private void Note(string? name, double length)
    {
        Longest = Math.Max(Longest, length);
        if (name is not null && length > _lengths.GetValueOrDefault(name, 1))
            _lengths[name] = length;
    }

    /// <summary>Names that a list of columns gives to what a query yields.</summary>
    private void Rename(Query query, IEnumerable<Identifier> names)
    {
        if (query.Body is not QueryBody.Select select)
            return;
        foreach (var (name, item) in names.Zip(select.Items))
            Note(name.Text, LengthOf(item.Value));
    }

    private double LengthOf(SqlNode value) =>
        value switch
        {
            Expression.Column column => _lengths.GetValueOrDefault(column.Last.Text, 1),
            Expression.String text => text.Value.Length,
            Query { Body: QueryBody.Select { Items: [var only, ..] } } => LengthOf(only.Value),
            Query => 1,
            _ when Doubling.IsJoin(value) => SqlTree.Children(value).Sum(LengthOf),
            Expression.FunctionCall call => OfCall(call),
            _ => Most(value),
        };

    private double OfCall(Expression.FunctionCall call)
    {
        if (facts.Functions.Find(call.Name.Last.Text) is not { SizeArgument: > 0 and var at } || call.Arguments.Count < at)
            return Most(call);
        var count = Constants.NumberOf(call.Arguments[at - 1].Value) ?? 1;
        return at > 1 ? Math.Max(1, count) * LengthOf(call.Arguments[0].Value) : count;
    }

    private double Most(SqlNode node)
    {
        var most = 1.0;
        foreach (var child in SqlTree.Children(node))
            most = Math.Max(most, child is Identifier or ObjectName ? 1 : LengthOf(child));
        return most;
    }

    private static string? NameOf(SelectItem item) =>
        item.Alias?.Text ?? (item.Value is Expression.Column column ? column.Last.Text : null);
}
