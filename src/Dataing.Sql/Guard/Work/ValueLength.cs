using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How long values become through derived and common tables: a column of a table counts as one, a written text as its length. It bounds work; it is no evaluator of SQL.</summary>
internal sealed class ValueLength
{
    private const double RowsOfTable = 10_000;
    private const double LongInRows = 1_000;

    private readonly QueryFacts _facts;
    private readonly LengthScope _scope = new();
    private readonly CallLength _calls;
    private readonly Dictionary<SqlNode, List<(string? Name, double Length)>> _common = new(ReferenceEqualityComparer.Instance);

    private ValueLength(QueryFacts facts)
    {
        _facts = facts;
        _calls = new CallLength(facts, Of, _scope);
    }

    public SqlNode? Longest { get; private set; }

    public double Length { get; private set; }

    /// <summary>The longest value anywhere in a query.</summary>
    public static ValueLength In(QueryFacts facts)
    {
        var lengths = new ValueLength(facts);
        lengths.OfQuery(facts.Query);
        return lengths;
    }

    private List<(string? Name, double Length)> OfQuery(Query query)
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
        foreach (var (name, length) in outputs)
            _scope.Add(name ?? "", length);
        foreach (var child in SqlTree.Children(query))
        {
            if (child is not (With or QueryBody))
                Visit(child);
        }
        _scope.Close();
        return outputs;
    }

    private List<(string? Name, double Length)> OfBody(QueryBody body)
    {
        switch (body)
        {
            case QueryBody.Select select:
                return OfSelect(select);
            case QueryBody.SetOperation set:
                var (left, right) = (OfBody(set.Left), OfBody(set.Right));
                return [.. left.Select((o, i) => (o.Name, i < right.Count ? Math.Max(o.Length, right[i].Length) : o.Length))];
            case QueryBody.Nested nested:
                return OfQuery(nested.Query);
            case QueryBody.Table table:
                return OfCommonTable(table);
            case QueryBody.Values { Rows: [var first, ..] rows }:
                var columns = rows.Select(r => r.Values.Select(Of).ToArray()).ToArray();
                return
                [
                    .. Enumerable
                        .Range(0, first.Values.Count)
                        .Select(i => ((string?)$"column{i + 1}", columns.Max(c => i < c.Length ? c[i] : 1))),
                ];
            default:
                Visit(body);
                return [];
        }
    }

    private List<(string? Name, double Length)> OfSelect(QueryBody.Select select)
    {
        _scope.Open();
        foreach (var source in select.From)
            AddSource(source);
        var outputs = new List<(string?, double)>();
        foreach (var item in select.Items)
        {
            if (item.Value is Expression.Star star)
            {
                Visit(star);
                outputs.AddRange(_scope.Nearest.Select(c => ((string?)c.Key, c.Value)));
                outputs.AddRange(star.Replace.Concat(star.Rename).Select(i => (i.Alias?.Text, Of(i.Value))));
                continue;
            }
            var length = Of(item.Value);
            if (select.From.Count > 0 && CallLength.Collects(item.Value))
                length = Note(item, length * Math.Max(_facts.Work.ProductOf(select).Rows, length > LongInRows ? RowsOfTable : 1));
            var name = item.Alias?.Text ?? (item.Value as Expression.Column)?.Last.Text;
            outputs.Add((name, length));
            // Several dialects let a later item use an alias of an earlier one.
            if (item.Alias is { } alias)
                _scope.Add(alias.Text, length);
        }
        foreach (var child in SqlTree.Children(select))
        {
            if (child is not (SelectItem or TableSource))
                Visit(child);
        }
        _scope.Close();
        return outputs;
    }

    private void AddSource(TableSource source)
    {
        switch (source)
        {
            case TableSource.Subquery derived:
                Add(Renamed(OfQuery(derived.Query), Names(derived.Alias)));
                break;
            case TableSource.Table table:
                Add(Renamed(OfCommonTable(table), Names(table.Alias)));
                break;
            case TableSource.Function function:
                Add(
                    Renamed(
                        [(function.Alias?.Name?.Text ?? function.Call.Name.Last.Text, _calls.OfElement(function.Call))],
                        Names(function.Alias)
                    )
                );
                break;
            case TableSource.Unnest unnest:
                Add(Renamed([.. unnest.Arrays.Select(a => (unnest.Alias?.Name?.Text, _calls.OfElement(a.Value)))], Names(unnest.Alias)));
                break;
            default:
                foreach (var child in SqlTree.Children(source))
                {
                    if (child is TableSource inner)
                        AddSource(inner);
                    else
                        Visit(child);
                }
                break;
        }
    }

    private void Add(List<(string? Name, double Length)> columns)
    {
        foreach (var (name, length) in columns)
            _scope.Add(name ?? "", length);
    }

    private List<(string? Name, double Length)> OfCommonTable(SqlNode use) =>
        _facts.Bindings.CommonTableOf(use) is { } table && _common.TryGetValue(table, out var columns) ? columns : [];

    private static string[] Names(TableAlias? alias) => alias is null ? [] : [.. alias.Columns.Select(c => c.Name.Text)];

    private static List<(string? Name, double Length)> Renamed(List<(string? Name, double Length)> columns, string[] names) =>
        names.Length == 0 ? columns : [.. columns.Select((c, i) => i < names.Length ? (names[i], c.Length) : c)];

    private void Visit(SqlNode node)
    {
        if (node is Expression expression)
        {
            Of(expression);
            return;
        }
        if (node is Query query)
        {
            OfQuery(query);
            return;
        }
        foreach (var child in SqlTree.Children(node))
            Visit(child);
    }

    private double Of(Expression value) =>
        Note(
            value,
            value switch
            {
                Expression.String text => text.Value.Length,
                Expression.Column column => _scope.Of(column.Last.Text),
                Expression.Subquery subquery => Most(OfQuery(subquery.Query)),
                Expression.ArrayQuery query => Most(OfQuery(query.Query)),
                Expression.Binary { Operator: BinaryOperator.Concat } both => Of(both.Left) + Of(both.Right),
                Expression.Binary { Operator: BinaryOperator.Add } both when JoinsTexts => Of(both.Left) + Of(both.Right),
                Expression.Binary or Expression.Logical or Expression.Is or Expression.Like or Expression.Between => Least(value),
                Expression.Overlay or Expression.Array or Expression.Struct or Expression.Map or Expression.Tuple => Sum(value),
                Expression.Let let => OfLet(let),
                Expression.Comprehension made => _calls.OfComprehension(made),
                Expression.FunctionCall call => _calls.Of(call),
                _ => MostIn(value),
            }
        );

    private double OfLet(Expression.Let let)
    {
        _scope.Open();
        foreach (var item in let.Values)
            _scope.Add(item.Alias?.Text ?? "", Of(item.Value));
        var length = Of(let.Result);
        _scope.Close();
        return length;
    }

    private bool JoinsTexts => _facts.Dialect.Family == Dialects.DialectFamily.SqlServer;

    /// <summary>A number or a truth value, whatever it is made of.</summary>
    private double Least(Expression value)
    {
        MostIn(value);
        return 1;
    }

    private double MostIn(SqlNode node) => SqlTree.Children(node).Select(OfChild).DefaultIfEmpty(1).Max();

    private double Sum(SqlNode node) => Math.Max(1, SqlTree.Children(node).Sum(OfChild));

    private double OfChild(SqlNode child) =>
        child switch
        {
            Expression expression => Of(expression),
            Query query => Most(OfQuery(query)),
            Identifier or ObjectName or DataType => 0,
            _ => MostIn(child),
        };

    private static double Most(List<(string? Name, double Length)> outputs) => outputs.Select(o => o.Length).DefaultIfEmpty(1).Max();

    private double Note(SqlNode node, double length)
    {
        if (length > Length)
            (Longest, Length) = (node, length);
        return length;
    }
}
