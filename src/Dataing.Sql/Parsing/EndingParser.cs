using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>What follows a body: ordering, limits, locks and options, in any order that a dialect uses.</summary>
internal sealed class EndingParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly OptionParser _options = new(grammar);

    public Query Parse(Query query)
    {
        while (true)
        {
            var next = Next(query);
            if (next is null)
                return query;
            query = next;
        }
    }

    /// <summary>ORDER BY where nothing but its items belongs to it, as in most queries; else nothing is taken.</summary>
    public SqlList<OrderItem> PlainOrder()
    {
        var isPlain = !_cursor.Has(Feature.OrderByAll) && !_cursor.Has(Feature.ArrayJoin);
        return isPlain && _cursor.Accept(Keyword.Order, Keyword.By) ? OrderItems() : [];
    }

    public SqlList<OrderItem> OrderItems()
    {
        var items = new ListBuilder<OrderItem>();
        do items.Add(OrderItem());
        while (_cursor.Accept(TokenKind.Comma));
        return items.ToList();
    }

    public OrderItem OrderItem()
    {
        var start = _cursor.Start;
        var value = grammar.Expressions.Parse();
        if (_cursor.At(Keyword.Ann, Keyword.Of) && _cursor.Has(Feature.AllowFiltering))
            value = Nearest(value, start);
        if (_cursor.Dialect.Family == DialectFamily.ClickHouse && _cursor.Accept(Keyword.As))
            value = new Expression.Aliased(value, grammar.Names.AnyName("an alias")) { Span = _cursor.Since(start) };
        var operation = _cursor.Accept(Keyword.Using) ? Operator() : null;
        var direction = Direction();
        var item = new OrderItem(value, direction, Nulls()) { UsingOperator = operation, Span = _cursor.Since(start) };
        var plain = item;
        // ClickHouse knows collations only as part of an order, and writes them as texts.
        if (value is Expression.Collate collate && _cursor.Dialect.Family == DialectFamily.ClickHouse)
            item = item with { Value = collate.Value, Collation = collate.Collation.Last with { Quoted = true } };
        if (_cursor.At(Keyword.With, Keyword.Fill))
            item = item with { Fill = Fill() };
        if (_cursor.Dialect.Family == DialectFamily.ClickHouse && _cursor.Accept(Keyword.Collate))
            item = item with
            {
                Collation = (_cursor.At(TokenKind.String) ? grammar.Names.StringAsName() : grammar.Names.AnyName("a collation")) with
                {
                    Quoted = true,
                },
            };
        return ReferenceEquals(item, plain) ? item : item with { Span = _cursor.Since(start) };
    }

    /// <summary>PostgreSQL: USING &gt;, USING OPERATOR(pg_catalog.&gt;); the qualified name is what a check must see.</summary>
    private string Operator()
    {
        var start = _cursor.Start;
        var word = _cursor.Take();
        if (word.Keyword != Keyword.Operator || !_cursor.At(TokenKind.LeftParenthesis))
            return _cursor.TextOf(word).ToString();
        while (!_cursor.AtEnd && !_cursor.At(TokenKind.RightParenthesis))
            _cursor.Take();
        _cursor.Close();
        var span = _cursor.Since(start);
        return _cursor.Text.Substring(span.Start, span.Length);
    }

    /// <summary>The direction that stands behind a value, if any.</summary>
    public OrderItem OrderOf(Expression value) => new(value, Direction(), Nulls());

    /// <summary>CQL: ORDER BY embedding ANN OF [0.1, 0.2].</summary>
    private Expression.CustomOperator Nearest(Expression column, int start)
    {
        _cursor.Take();
        _cursor.Take();
        return new Expression.CustomOperator(column, "ANN OF", grammar.Expressions.ParseOperand()) { Span = _cursor.Since(start) };
    }

    private Query? Next(Query query)
    {
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Order when _cursor.Peek().Keyword == Keyword.By && query.OrderBy.Count == 0:
                return Order(query);
            case Keyword.Limit:
                return Limit(query);
            case Keyword.Offset when query.Limit?.Offset is null:
                RequireOrder(query);
                return Offset(query);
            case Keyword.Fetch:
                RequireOffset(query);
                return Fetch(query);
            case Keyword.Per when _cursor.Has(Feature.AllowFiltering):
                return PerPartition(query);
            case Keyword.Sort or Keyword.Distribute or Keyword.Cluster when _cursor.Has(Feature.SortBy):
                return Cluster(query);
            default:
                return _options.Next(query);
        }
    }

    private Query Order(Query query)
    {
        var start = _cursor.Start;
        _cursor.Take();
        _cursor.Take();
        if (_cursor.At(Keyword.All) && _cursor.Has(Feature.OrderByAll))
        {
            _cursor.Take();
            var all = new OrderItem(new Expression.Star(), Direction(), Nulls()) { Span = _cursor.Since(start) };
            return query with { OrderByAll = all };
        }
        query = query with { OrderBy = OrderItems() };
        return _cursor.At(Keyword.Interpolate) && _cursor.Has(Feature.ArrayJoin) ? query with { Interpolate = Interpolate() } : query;
    }

    private InterpolateClause Interpolate()
    {
        var start = _cursor.Start;
        _cursor.Take();
        SqlList<SelectItem> columns = _cursor.At(TokenKind.LeftParenthesis) ? grammar.Parenthesised(Interpolated) : [];
        return new InterpolateClause(columns) { Span = _cursor.Since(start) };
    }

    /// <summary>The name stands first here: <c>total AS total + 1</c>.</summary>
    private SelectItem Interpolated()
    {
        var start = _cursor.Start;
        var name = grammar.Names.Name("a column");
        Expression value = _cursor.Accept(Keyword.As) ? grammar.Expressions.Parse() : new Expression.Column([name]) { Span = name.Span };
        return new SelectItem(value, name) { Span = _cursor.Since(start) };
    }

    /// <summary>SQL Server skips and fetches ordered rows alone.</summary>
    private void RequireOrder(Query query)
    {
        if (_cursor.Dialect.Rendering.Limit == LimitStyle.Fetch && query.OrderBy.Count == 0)
            throw SyntaxErrors.Because(
                _cursor,
                SyntaxErrorCode.Syntax,
                "OFFSET and FETCH stand behind ORDER BY here.",
                "Add ORDER BY, or write TOP (n) behind SELECT."
            );
    }

    private void RequireOffset(Query query)
    {
        RequireOrder(query);
        if (_cursor.Dialect.Rendering.Limit == LimitStyle.Fetch && query.Limit?.Offset is null)
            throw SyntaxErrors.Expected(_cursor, "OFFSET before FETCH");
    }

    private SortDirection Direction()
    {
        if (_cursor.Accept(Keyword.Asc) || _cursor.Accept(Keyword.Ascending))
            return SortDirection.Ascending;
        return _cursor.Accept(Keyword.Desc) || _cursor.Accept(Keyword.Descending) ? SortDirection.Descending : SortDirection.Unsaid;
    }

    private NullsOrder Nulls()
    {
        if (_cursor.Accept(Keyword.Nulls, Keyword.First))
            return NullsOrder.First;
        return _cursor.Accept(Keyword.Nulls, Keyword.Last) ? NullsOrder.Last : NullsOrder.Unsaid;
    }

    private FillClause Fill()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.With);
        _cursor.Expect(Keyword.Fill);
        var from = _cursor.Accept(Keyword.From) ? grammar.Expressions.Parse() : null;
        var to = _cursor.Accept(Keyword.To) ? grammar.Expressions.Parse() : null;
        var step = _cursor.Accept(Keyword.Step) ? grammar.Expressions.Parse() : null;
        Expression? staleness = null;
        if (_cursor.Is(_cursor.Current, "staleness"))
        {
            _cursor.Take();
            staleness = grammar.Expressions.Parse();
        }
        return new FillClause(from, to, step) { Staleness = staleness, Span = _cursor.Since(start) };
    }

    private Query Limit(Query query)
    {
        var start = _cursor.Start;
        if (_cursor.Dialect.Rendering.Limit == LimitStyle.Fetch)
            throw SyntaxErrors.Because(
                _cursor,
                SyntaxErrorCode.Syntax,
                "This dialect has no LIMIT.",
                "Write TOP (n) behind SELECT, or OFFSET n ROWS FETCH NEXT n ROWS ONLY behind ORDER BY."
            );
        _cursor.Expect(Keyword.Limit);
        if (query.Limit?.Count is not null)
            throw SyntaxErrors.Because(_cursor, SyntaxErrorCode.Syntax, "There are two limits.", "Keep one.");
        Expression? count = null;
        if (AtExamined)
            return query with
            {
                Limit = new RowLimit(null, query.Limit?.Offset) { Examined = Examined(), Span = _cursor.Since(start) },
            };
        if (!_cursor.Accept(Keyword.All))
            count = grammar.Expressions.ParseCount();
        var offset = query.Limit?.Offset;
        if (_cursor.Accept(TokenKind.Comma))
            (offset, count) = (count, grammar.Expressions.ParseOperand());
        else if (_cursor.Accept(Keyword.Offset))
            offset = OffsetValue();
        if (_cursor.At(Keyword.By) && _cursor.Has(Feature.LimitBy) && count is not null)
        {
            _cursor.Take();
            var by = new LimitBy(count, offset, grammar.Expressions.List()) { Span = _cursor.Since(start) };
            return query with { LimitBy = by };
        }
        // MySQL has no other way to say all: its manual gives the largest number for it.
        if (_cursor.Dialect.Family == DialectFamily.MySql && count is Expression.Number { Text: "18446744073709551615" })
            count = null;
        // LIMIT ALL says what saying nothing says.
        if (count is null && offset is null)
            return query;
        var percent = _cursor.At(TokenKind.Percent) ? _cursor.Accept(TokenKind.Percent) : _cursor.Accept(Keyword.Percent);
        var ties = _cursor.Accept(Keyword.With, Keyword.Ties);
        return query with
        {
            Limit = new RowLimit(count, offset)
            {
                Percent = percent,
                WithTies = ties,
                Examined = AtExamined ? Examined() : null,
                Span = _cursor.Since(start),
            },
        };
    }

    private bool AtExamined => _cursor.At(Keyword.Rows, Keyword.Examined) && _cursor.Dialect.Name == SqlDialect.MariaDb.Name;

    private Expression Examined()
    {
        _cursor.Accept(Keyword.Rows, Keyword.Examined);
        return grammar.Expressions.ParseOperand();
    }

    private Query Offset(Query query)
    {
        var start = _cursor.Start;
        if (query.Limit is null && IsLimitNeeded)
            throw SyntaxErrors.Expected(_cursor, "LIMIT before OFFSET");
        _cursor.Expect(Keyword.Offset);
        var limit = query.Limit ?? new RowLimit(null, null);
        return query with { Limit = limit with { Offset = OffsetValue(), Span = _cursor.Since(start) } };
    }

    private Expression OffsetValue()
    {
        var value = grammar.Expressions.ParseOperand();
        if (!_cursor.Accept(Keyword.Row) && !AtExamined)
            _cursor.Accept(Keyword.Rows);
        return value;
    }

    /// <summary>MySQL's and SQLite's OFFSET belongs to LIMIT; MariaDB's stands alone as well.</summary>
    private bool IsLimitNeeded => _cursor.Dialect.Family is DialectFamily.Sqlite || _cursor.Dialect.Name == SqlDialect.MySql.Name;

    private Query Fetch(Query query)
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Fetch);
        if (!_cursor.Accept(Keyword.First) && !_cursor.Accept(Keyword.Next) && _cursor.Dialect.Family != DialectFamily.Snowflake)
            throw SyntaxErrors.Expected(_cursor, "FIRST", "NEXT");
        var count =
            _cursor.At(Keyword.Row) || _cursor.At(Keyword.Rows)
                ? new Expression.Number("1") { Span = _cursor.Since(start) }
                : grammar.Expressions.ParseOperand();
        var percent = _cursor.Accept(Keyword.Percent);
        if (!_cursor.Accept(Keyword.Row))
            _cursor.Accept(Keyword.Rows);
        var ties = _cursor.Accept(Keyword.With, Keyword.Ties);
        if (!ties)
            _cursor.Accept(Keyword.Only);
        return query with
        {
            Limit = new RowLimit(count, query.Limit?.Offset)
            {
                Percent = percent,
                WithTies = ties,
                Span = _cursor.Since(start),
            },
        };
    }

    private Query PerPartition(Query query)
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Per);
        _cursor.Expect(Keyword.Partition);
        _cursor.Expect(Keyword.Limit);
        var limit = new LimitBy(grammar.Expressions.ParseOperand(), null, []) { PerPartition = true };
        return query with { LimitBy = limit with { Span = _cursor.Since(start) } };
    }

    private Query Cluster(Query query)
    {
        var start = _cursor.Start;
        var kind = _cursor.Take().Keyword switch
        {
            Keyword.Sort => ClusterKind.SortBy,
            Keyword.Distribute => ClusterKind.DistributeBy,
            _ => ClusterKind.ClusterBy,
        };
        _cursor.Expect(Keyword.By);
        var clause = new ClusterClause(kind, OrderItems()) { Span = _cursor.Since(start) };
        return query with { Clustering = [.. query.Clustering, clause] };
    }
}
