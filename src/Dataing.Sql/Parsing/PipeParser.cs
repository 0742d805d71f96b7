using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>
/// Pipe syntax of BigQuery and Databricks: each <c>|&gt;</c> step is read as a SELECT over what stands before it, so that everything
/// behind the parser sees ordinary queries.
/// </summary>
internal sealed class PipeParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>All steps. The query's own tables and those of |&gt; WITH come to stand before the whole, where no earlier step may have meant another table by such a name.</summary>
    public Query All(Query input)
    {
        if (!_cursor.At(TokenKind.PipeArrow))
            return input;
        var tables = new ListBuilder<CommonTable>();
        foreach (var table in input.With?.Tables ?? [])
            tables.Add(table);
        var recursive = input.With?.Recursive ?? false;
        input = input with { With = null };
        while (_cursor.At(TokenKind.PipeArrow))
        {
            if (_cursor.Dialect.Family != DialectFamily.BigQuery || _cursor.Peek().Keyword != Keyword.With)
            {
                input = Continue(input);
                continue;
            }
            _cursor.Take();
            var with = grammar.CommonTables.Parse();
            if (
                with.Recursive
                || SqlTree.DescendantsAndSelf(input).Any(n => n is TableSource.Table { Name.Parts: [var used] } && Names(with, used))
            )
                throw SyntaxErrors.Expected(_cursor, "WITH at the beginning of the query");
            foreach (var table in with.Tables)
                tables.Add(table);
        }
        return tables.Count == 0 ? input : input with { With = new With(recursive, tables.ToList()) };
    }

    private static bool Names(With with, Identifier used) =>
        with.Tables.Any(t => t.Name.Text.Equals(used.Text, StringComparison.OrdinalIgnoreCase));

    private Query Continue(Query input)
    {
        var start = _cursor.Start;
        _cursor.Expect(TokenKind.PipeArrow, "|>");
        _cursor.Enter();
        var query = Step(input, start);
        _cursor.Leave();
        return query with { Span = _cursor.Since(input.Span.Start) };
    }

    private Query Step(Query input, int start)
    {
        if (grammar.SetOperators.Ahead is not null)
            return Combine(input);
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Where:
                _cursor.Take();
                return Over(input, Star(), s => s with { Where = grammar.Expressions.Parse() });
            case Keyword.Select:
                return Select(input, []);
            case Keyword.Window when _cursor.Dialect.Family == DialectFamily.Databricks:
                return SelectOverWindows(input);
            case Keyword.Call when _cursor.Dialect.Family == DialectFamily.BigQuery:
                return Call(input);
            case Keyword.Extend or Keyword.Window:
                _cursor.Take();
                return Over(input, [.. Star(), .. grammar.List(grammar.Selects.Item)], s => s);
            case Keyword.Set:
                _cursor.Take();
                return Over(input, StarWith(s => s with { Replace = grammar.List(Assignment) }), s => s);
            case Keyword.Drop:
                _cursor.Take();
                return Over(input, StarWith(s => s with { Except = grammar.List(() => grammar.Names.ObjectName("a column")) }), s => s);
            case Keyword.Rename:
                _cursor.Take();
                return Over(input, StarWith(s => s with { Rename = grammar.List(grammar.Selects.Item) }), s => s);
            case Keyword.As:
                _cursor.Take();
                var alias = new TableAlias(grammar.Names.AnyName("an alias"), []);
                return new Query(new QueryBody.Select(Star()) { From = [new TableSource.Subquery(input, alias)] });
            case Keyword.Distinct:
                _cursor.Take();
                return Over(input, Star(), s => s with { Distinct = new Distinct([]) });
            case Keyword.Aggregate:
                return Aggregate(input);
            case Keyword.Order or Keyword.Limit or Keyword.Offset or Keyword.Sort or Keyword.Cluster or Keyword.Distribute:
                return grammar.Endings.Parse(new Query(new QueryBody.Select(Star()) { From = [Source(input)] }));
            case Keyword.Pivot or Keyword.Unpivot or Keyword.MatchRecognize:
                var shaped = grammar.Reshapes.Continue(Source(input), start) ?? throw SyntaxErrors.Expected(_cursor, "(");
                return new Query(new QueryBody.Select(Star()) { From = [shaped] });
            case Keyword.Tablesample:
                return new Query(
                    new QueryBody.Select(Star()) { From = [new TableSource.Subquery(input) { Sample = grammar.Sources.Sample() }] }
                );
            default:
                var source = Source(input);
                var joined = grammar.Joins.Continue(source);
                if (ReferenceEquals(joined, source))
                    throw SyntaxErrors.Expected(_cursor, "WHERE", "SELECT", "EXTEND", "AGGREGATE", "ORDER BY", "LIMIT", "JOIN");
                return new Query(new QueryBody.Select(Star()) { From = [joined] });
        }
    }

    /// <summary>SELECT with its hints, DISTINCT and items, over what stands before it.</summary>
    private Query Select(Query input, SqlList<NamedWindow> windows)
    {
        var head = grammar.Selects.Head();
        return Over(
            input,
            head.Items,
            s => s with { Hints = head.Hints, Distinct = head.Distinct, ValueMode = head.Mode, Windows = windows }
        );
    }

    /// <summary>Spark: WINDOW names windows for the SELECT that has to follow.</summary>
    private Query SelectOverWindows(Query input)
    {
        _cursor.Take();
        var windows = grammar.List(grammar.Windows.Named);
        _cursor.Expect(TokenKind.PipeArrow, "|> SELECT");
        if (!_cursor.At(Keyword.Select))
            throw SyntaxErrors.Expected(_cursor, "SELECT");
        return Select(input, windows);
    }

    /// <summary>BigQuery: CALL gives what stands before it to a table function as its first argument.</summary>
    private Query Call(Query input)
    {
        var start = _cursor.Start;
        _cursor.Take();
        var name = grammar.Names.ObjectName("a table function");
        var call = grammar.Calls.Call(name, name.Span.Start);
        var rows = new Argument(new Expression.Subquery(input) { Span = input.Span }) { Span = input.Span };
        var source = new TableSource.Function(call with { Arguments = [rows, .. call.Arguments] }, grammar.Sources.Alias())
        {
            Span = _cursor.Since(start),
        };
        return new Query(new QueryBody.Select(Star()) { From = [source] });
    }

    /// <summary>One operator with several queries between commas: each is combined with what came out before it.</summary>
    private Query Combine(Query input)
    {
        var start = input.Span.Start;
        QueryBody body = new QueryBody.Nested(Bare(input)) { Span = input.Span };
        var read = grammar.SetOperators.Read(body);
        var links = 0;
        do
        {
            _cursor.Link(ref links);
            if (!_cursor.At(TokenKind.LeftParenthesis) && !grammar.Queries.StartsAt(0))
                throw SyntaxErrors.Expected(_cursor, "SELECT", "(");
            body = read with { Left = body, Right = grammar.Queries.Simple(), Span = _cursor.Since(start) };
        } while (_cursor.Accept(TokenKind.Comma));
        return new Query(body);
    }

    /// <summary>AGGREGATE items GROUP [AND ORDER] BY items, where items may carry their own order.</summary>
    private Query Aggregate(Query input)
    {
        _cursor.Take();
        SqlList<OrderedItem> aggregates = _cursor.At(Keyword.Group) ? [] : grammar.List(Ordered);
        SqlList<OrderedItem> groups = [];
        var orders = _cursor.At(Keyword.Group, Keyword.And, Keyword.Order);
        if (orders || _cursor.At(Keyword.Group, Keyword.By))
        {
            _cursor.Take();
            orders = _cursor.Accept(Keyword.And, Keyword.Order);
            _cursor.Expect(Keyword.By);
            groups = grammar.List(Ordered);
        }
        // Where both carry an order, that of the groups comes first, as their columns do.
        SqlList<OrderedItem> items = [.. groups, .. aggregates];
        var by =
            groups.Count == 0
                ? null
                : new GroupBy(groups.Select(g => (GroupingElement)new GroupingElement.Single(g.Item.Value)).ToSqlList());
        var query = Over(input, items.Select(i => i.Item).ToSqlList(), s => s with { GroupBy = by });
        return query with { OrderBy = Order(items, orders ? groups.Count : 0) };
    }

    /// <summary>The order of the columns that carry one, by their places; the first ones have one in any case.</summary>
    private static SqlList<OrderItem> Order(SqlList<OrderedItem> items, int always) =>
        items
            .Select((item, i) => (item, Place: i + 1))
            .Where(o => o.item.HasOrder || o.Place <= always)
            .Select(o => o.item.Order with { Value = new Expression.Number(o.Place.ToString(CultureInfo.InvariantCulture)) })
            .ToSqlList();

    private OrderedItem Ordered()
    {
        var item = grammar.Selects.Item();
        return new OrderedItem(item, grammar.Endings.OrderOf(item.Value));
    }

    private SelectItem Assignment()
    {
        var name = grammar.Names.Name("a column");
        _cursor.Expect(TokenKind.Equal, "=");
        return new SelectItem(grammar.Expressions.Parse(), name);
    }

    private static SqlList<SelectItem> Star() => [new SelectItem(new Expression.Star())];

    private static SqlList<SelectItem> StarWith(Func<Expression.Star, Expression.Star> change) =>
        [new SelectItem(change(new Expression.Star()))];

    private static Query Over(Query input, SqlList<SelectItem> items, Func<QueryBody.Select, QueryBody.Select> change) =>
        new(change(new QueryBody.Select(items) { From = [Source(input)] }));

    /// <summary>FROM t needs no subquery around it: the steps then read like the query they stand for.</summary>
    private static TableSource Source(Query input) =>
        input
            is {
                With: null,
                OrderBy.Count: 0,
                Limit: null,
                LimitBy: null,
                Body: QueryBody.Select
                {
                    Items: [
                        { Value: Expression.Star { Qualifier: null, Except.Count: 0, Replace.Count: 0, Rename.Count: 0 }, Alias: null },
                    ],
                    From: [var only],
                    Where: null,
                    GroupBy: null,
                    Having: null,
                    Qualify: null,
                    Distinct: null,
                    Top: null,
                    ValueMode: ValueMode.Columns
                }
            }
            ? only
            : new TableSource.Subquery(Bare(input));

    /// <summary>A query in parentheses needs none of its own as a source.</summary>
    private static Query Bare(Query input) =>
        input
            is {
                With: null,
                OrderBy.Count: 0,
                OrderByAll: null,
                Clustering.Count: 0,
                LimitBy: null,
                Limit: null,
                Locks.Count: 0,
                Options.Count: 0,
                Body: QueryBody.Nested nested
            }
            ? nested.Query
            : input;

    private sealed record OrderedItem(SelectItem Item, OrderItem Order)
    {
        public bool HasOrder => Order is not { Direction: SortDirection.Unsaid, Nulls: NullsOrder.Unsaid };
    }
}
