using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>PIVOT and UNPIVOT, behind a source and as DuckDB's own statements.</summary>
internal sealed class PivotParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public TableSource.Pivot Pivot(TableSource source, int start)
    {
        _cursor.Take();
        _cursor.Open();
        var aggregates = grammar.List(grammar.Selects.Item);
        _cursor.Expect(Keyword.For);
        var on = new ListBuilder<PivotColumn>();
        do on.Add(Column());
        while (grammar.Names.AtName && !_cursor.At(Keyword.Default) && !_cursor.At(Keyword.Group));
        Expression? fallback = null;
        if (_cursor.Accept(Keyword.Default, Keyword.On, Keyword.Null))
        {
            _cursor.Open();
            fallback = grammar.Expressions.Parse();
            _cursor.Close();
        }
        SqlList<Expression> groups = _cursor.Accept(Keyword.Group, Keyword.By) ? grammar.Expressions.List() : [];
        _cursor.Close();
        return new TableSource.Pivot(source, aggregates, on.ToList(), grammar.Sources.Alias())
        {
            Sample = Sample(),
            GroupBy = groups,
            DefaultOnNull = fallback,
            Span = _cursor.Since(start),
        };
    }

    public TableSource.Unpivot Unpivot(TableSource source, int start)
    {
        _cursor.Take();
        var nulls = Nulls();
        _cursor.Open();
        SqlList<Identifier> values = _cursor.At(TokenKind.LeftParenthesis)
            ? grammar.Parenthesised(() => grammar.Names.Name("a column"))
            : [grammar.Names.Name("a column")];
        _cursor.Expect(Keyword.For);
        var name = grammar.Names.Name("a column");
        _cursor.Expect(Keyword.In);
        _cursor.Open();
        var columns = UnpivotColumns();
        _cursor.Close();
        _cursor.Close();
        return new TableSource.Unpivot(source, values, name, columns, grammar.Sources.Alias())
        {
            Sample = Sample(),
            IncludeNulls = nulls,
            Span = _cursor.Since(start),
        };
    }

    private TableSample? Sample() =>
        _cursor.Dialect.Family is DialectFamily.BigQuery or DialectFamily.Snowflake ? grammar.Sources.Sample() : null;

    /// <summary>DuckDB: PIVOT t ON c [IN (…)] USING sum(x) GROUP BY g, and UNPIVOT t ON a, b INTO NAME n VALUE v.</summary>
    public QueryBody Statement()
    {
        var start = _cursor.Start;
        var pivots = _cursor.Take().Keyword is Keyword.Pivot or Keyword.PivotWider;
        var source = grammar.Sources.Joined();
        TableSource shaped = pivots ? PivotStatement(source, start) : UnpivotStatement(source, start);
        return new QueryBody.Select([new SelectItem(new Expression.Star())]) { From = [shaped], Span = _cursor.Since(start) };
    }

    private TableSource.Pivot PivotStatement(TableSource source, int start)
    {
        SqlList<PivotColumn> on = _cursor.Accept(Keyword.On) ? grammar.List(StatementColumn) : [];
        SqlList<SelectItem> aggregates = _cursor.Accept(Keyword.Using) ? grammar.List(grammar.Selects.Item) : [];
        if (on.Count == 0 && aggregates.Count == 0 && !_cursor.At(Keyword.Group, Keyword.By))
            throw SyntaxErrors.Expected(_cursor, "ON and the columns whose values become columns");
        SqlList<Expression> groups = _cursor.Accept(Keyword.Group, Keyword.By) ? grammar.Expressions.List() : [];
        return new TableSource.Pivot(source, aggregates, on) { GroupBy = groups, Span = _cursor.Since(start) };
    }

    private TableSource.Unpivot UnpivotStatement(TableSource source, int start)
    {
        _cursor.Expect(Keyword.On);
        var columns = UnpivotColumns();
        var name = new Identifier("name");
        SqlList<Identifier> values = [new Identifier("value")];
        if (_cursor.Accept(Keyword.Into))
        {
            _cursor.Expect(Keyword.Name);
            name = grammar.Names.AnyName();
            _cursor.Expect(Keyword.Value);
            values = ValueNames();
        }
        return new TableSource.Unpivot(source, values, name, columns) { Span = _cursor.Since(start) };
    }

    private PivotColumn Column()
    {
        var start = _cursor.Start;
        var columns = Columns();
        _cursor.Expect(Keyword.In);
        return Values(columns, start);
    }

    private PivotColumn StatementColumn()
    {
        var start = _cursor.Start;
        var column = grammar.Expressions.Parse(Power.Other);
        if (_cursor.Accept(Keyword.In))
            return Values([column], start);
        return new PivotColumn([column], []) { Any = true, Span = _cursor.Since(start) };
    }

    private PivotColumn Values(SqlList<Expression> columns, int start)
    {
        if (grammar.Queries.AtParenthesised)
            return new PivotColumn(columns, []) { Query = grammar.Queries.ParseParenthesised(), Span = _cursor.Since(start) };
        _cursor.Open();
        if (_cursor.Accept(Keyword.Any))
        {
            SqlList<OrderItem> order = _cursor.Accept(Keyword.Order, Keyword.By) ? grammar.Endings.OrderItems() : [];
            _cursor.Close();
            return new PivotColumn(columns, [])
            {
                Any = true,
                AnyOrder = order,
                Span = _cursor.Since(start),
            };
        }
        var values = grammar.List(grammar.Selects.Item);
        _cursor.Close();
        return new PivotColumn(columns, values) { Span = _cursor.Since(start) };
    }

    private SqlList<Expression> Columns()
    {
        if (!_cursor.At(TokenKind.LeftParenthesis))
            return [grammar.Expressions.Parse(Power.Other)];
        return grammar.Parenthesised(grammar.Expressions.Parse);
    }

    private SqlList<Identifier> ValueNames()
    {
        var names = new ListBuilder<Identifier>();
        do names.Add(grammar.Names.AnyName());
        while (_cursor.Accept(TokenKind.Comma) && !EndsColumns);
        return names.ToList();
    }

    /// <summary>DuckDB lets a comma stand behind the last.</summary>
    private SqlList<UnpivotColumn> UnpivotColumns()
    {
        var columns = new ListBuilder<UnpivotColumn>();
        do columns.Add(UnpivotColumn());
        while (_cursor.Accept(TokenKind.Comma) && !(_cursor.Has(Feature.TrailingComma) && EndsColumns));
        return columns.ToList();
    }

    private bool EndsColumns =>
        _cursor.AtEnd || _cursor.Current.Kind is TokenKind.RightParenthesis or TokenKind.Semicolon || _cursor.At(Keyword.Into);

    /// <summary>DuckDB takes expressions in place of columns: <c>(a * 2)::VARCHAR</c>.</summary>
    private SqlList<Expression> UnpivotedColumns()
    {
        if (_cursor.Dialect.Family != DialectFamily.DuckDb)
            return Columns();
        var value = grammar.Expressions.Parse(Power.Other);
        return value is Expression.Tuple group ? group.Items : [value];
    }

    private UnpivotColumn UnpivotColumn()
    {
        var start = _cursor.Start;
        var columns = UnpivotedColumns();
        Expression? label = null;
        if (_cursor.Accept(Keyword.As))
            label = grammar.Expressions.ParseOperand();
        else if (_cursor.Dialect.Family == DialectFamily.Databricks && grammar.Names.AtName)
            label = grammar.Expressions.ParseOperand();
        else if (grammar.Literals.AtString)
            label = grammar.Literals.Literal();
        else if (_cursor.Dialect.Family == DialectFamily.DuckDb && grammar.Names.AtName && !_cursor.At(Keyword.Into))
            label = grammar.Expressions.ParseOperand();
        return new UnpivotColumn(columns, label) { Span = _cursor.Since(start) };
    }

    private bool? Nulls()
    {
        if (_cursor.Accept(Keyword.Include, Keyword.Nulls))
            return true;
        return _cursor.Accept(Keyword.Exclude, Keyword.Nulls) ? false : null;
    }
}
