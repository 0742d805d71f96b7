using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Whole queries: WITH, bodies joined by set operators, and their endings.</summary>
internal sealed class QueryParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>True when the token that many places ahead begins a query.</summary>
    public bool StartsAt(int offset)
    {
        var token = _cursor.Peek(offset);
        return token.Keyword switch
        {
            Keyword.Select or Keyword.With => true,
            Keyword.Values when _cursor.Dialect.Family == DialectFamily.Trino => true,
            Keyword.Values => _cursor.Peek(offset + 1).Kind is TokenKind.LeftParenthesis or TokenKind.Number or TokenKind.String
                || _cursor.Peek(offset + 1).Keyword == Keyword.Row,
            Keyword.From => _cursor.Has(Feature.FromFirst) || _cursor.Has(Feature.PipeSyntax),
            Keyword.Table => IsTableCommand(offset),
            Keyword.Pivot or Keyword.Unpivot or Keyword.PivotWider or Keyword.PivotLonger => _cursor.Has(Feature.PivotStatement),
            _ => false,
        };
    }

    /// <summary>A query in parentheses begins here, and the parenthesis is not one of several.</summary>
    public bool AtParenthesised => _cursor.At(TokenKind.LeftParenthesis) && StartsAt(1);

    /// <summary>A query begins behind the parentheses that open at that place.</summary>
    public bool StartsBehindParentheses(int offset)
    {
        while (_cursor.Peek(offset).Kind == TokenKind.LeftParenthesis)
            offset++;
        return StartsAt(offset);
    }

    /// <summary>What can follow a body and makes it part of a larger query.</summary>
    public bool AtContinuation =>
        grammar.SetOperators.Ahead is not null
        || _cursor.Current.Keyword is Keyword.Order or Keyword.Limit or Keyword.Offset or Keyword.Fetch
        || _cursor.At(TokenKind.PipeArrow);

    /// <summary>Goes on with a query whose first part, in parentheses, was read before it was known to be one.</summary>
    public Query ContinueFrom(Query first)
    {
        var start = first.Span.Start;
        var body = SetOperation(0, new QueryBody.Nested(first) { Span = first.Span });
        var query = grammar.Endings.Parse(new Query(body));
        return grammar.Pipes.All(query) with { Span = _cursor.Since(start) };
    }

    public Query Parse()
    {
        var start = _cursor.Start;
        _cursor.Enter();
        if (_cursor.Has(Feature.OneTable))
            OneTable.Refuse(_cursor);
        var with = _cursor.At(Keyword.With) ? ParseWith() : null;
        if (with is not null)
            StatementParser.RefuseOtherStatements(_cursor);
        var body = Named(Body());
        var order = grammar.Endings.PlainOrder();
        var isWhole = _cursor.Current.Kind is TokenKind.End or TokenKind.RightParenthesis;
        var query = new Query(body)
        {
            With = with,
            OrderBy = order,
            Span = isWhole ? _cursor.Since(start) : default,
        };
        if (isWhole)
        {
            _cursor.Leave();
            return query;
        }
        query = grammar.Endings.Parse(query);
        // ClickHouse orders and limits each part of a set operation by itself.
        if (_cursor.Dialect.Family == DialectFamily.ClickHouse && grammar.SetOperators.Ahead is not null)
            query = ContinueFrom(query with { With = null, Span = _cursor.Since(body.Span.Start) }) with { With = with };
        query = grammar.Pipes.All(query);
        // Behind the last step Spark takes one more order, which is the whole query's.
        if (_cursor.At(Keyword.Order, Keyword.By) && query.OrderBy.Count > 0 && _cursor.Has(Feature.PipeSyntax))
            query = grammar.Endings.Parse(new Query(OfAll(new TableSource.Subquery(query) { Span = query.Span })));
        _cursor.Leave();
        return query with { Span = _cursor.Since(start) };
    }

    /// <summary>Spark: VALUES (1), (2) AS t (a) names its rows, which then are those of a source.</summary>
    private QueryBody Named(QueryBody body)
    {
        if (body is not QueryBody.Values || _cursor.Dialect.Family != DialectFamily.Databricks)
            return body;
        return grammar.Sources.Alias() is { } alias
            ? OfAll(new TableSource.Subquery(new Query(body) { Span = body.Span }, alias) { Span = _cursor.Since(body.Span.Start) })
            : body;
    }

    private static QueryBody.Select OfAll(TableSource source) =>
        new([new SelectItem(new Expression.Star() { Span = source.Span }) { Span = source.Span }]) { From = [source], Span = source.Span };

    public Query ParseParenthesised()
    {
        _cursor.Open();
        StatementParser.RefuseOtherStatements(_cursor);
        var query = Parse();
        _cursor.Close();
        return query;
    }

    public QueryBody Body() => SetOperation(0, Simple());

    private QueryBody SetOperation(int tighterThan, QueryBody left)
    {
        var start = left.Span.Start;
        var links = 0;
        while (grammar.SetOperators.Ahead is { } operation)
        {
            if (_cursor.Has(Feature.OneTable))
                throw OneTable.Because(_cursor);
            var tight = operation == SetOperator.Intersect && _cursor.Dialect.Grammar.IntersectFirst ? 1 : 0;
            if (tight < tighterThan)
                break;
            _cursor.Link(ref links);
            var read = grammar.SetOperators.Read(left);
            RefuseMissingSide();
            left = read with { Right = SetOperation(tight + 1, Simple()), Span = _cursor.Since(start) };
        }
        return left;
    }

    private void RefuseMissingSide()
    {
        if (!_cursor.At(TokenKind.LeftParenthesis) && !StartsAt(0))
            throw SyntaxErrors.Expected(_cursor, "SELECT", "VALUES", "(");
    }

    /// <summary>A body without set operators.</summary>
    public QueryBody Simple()
    {
        var start = _cursor.Start;
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Select:
                return grammar.Selects.Parse();
            case Keyword.From when _cursor.Has(Feature.FromFirst) || _cursor.Has(Feature.PipeSyntax):
                return grammar.Selects.ParseFromFirst();
            case Keyword.Values:
                _cursor.Take();
                return new QueryBody.Values(Rows()) { Span = _cursor.Since(start) };
            case Keyword.Table when IsTableCommand(0):
                _cursor.Take();
                var only = IsOnly(0) && _cursor.Accept(Keyword.Only);
                return new QueryBody.Table(grammar.Names.TableName()) { Only = only, Span = _cursor.Since(start) };
            case Keyword.Pivot or Keyword.Unpivot or Keyword.PivotWider or Keyword.PivotLonger when _cursor.Has(Feature.PivotStatement):
                return grammar.Reshapes.Statement();
        }
        if (_cursor.At(TokenKind.LeftParenthesis))
        {
            var query = ParseParenthesised();
            return new QueryBody.Nested(query) { Span = _cursor.Since(start) };
        }
        StatementParser.RefuseOtherStatements(_cursor);
        throw SyntaxErrors.Expected(_cursor, "SELECT", "WITH", "VALUES", "(");
    }

    private bool IsTableCommand(int offset) =>
        _cursor.Peek(offset).Keyword == Keyword.Table && (grammar.Names.IsName(_cursor.Peek(offset + 1)) || IsOnly(offset + 1));

    private bool IsOnly(int offset) =>
        _cursor.Peek(offset).Keyword == Keyword.Only
        && _cursor.Dialect.Family == DialectFamily.Postgres
        && grammar.Names.IsName(_cursor.Peek(offset + 1));

    private SqlList<ValuesRow> Rows()
    {
        var rows = new ListBuilder<ValuesRow>();
        do rows.Add(Row());
        while (_cursor.Accept(TokenKind.Comma) && !EndsList);
        return rows.ToList();
    }

    /// <summary>DuckDB lets a comma stand behind the last row.</summary>
    private bool EndsList =>
        _cursor.Dialect.Family == DialectFamily.DuckDb
        && (_cursor.Current.Kind is TokenKind.End or TokenKind.RightParenthesis or TokenKind.Semicolon || _cursor.At(Keyword.Order));

    private ValuesRow Row()
    {
        var start = _cursor.Start;
        _cursor.Accept(Keyword.Row);
        if (!_cursor.At(TokenKind.LeftParenthesis))
        {
            // Trino and ClickHouse take rows of one value without parentheses.
            return new ValuesRow([grammar.Expressions.Parse()]) { Span = _cursor.Since(start) };
        }
        var values = grammar.Parenthesised(Cell);
        return new ValuesRow(values) { Span = _cursor.Since(start) };
    }

    /// <summary>Spark lets a value of a row carry a name, which names nothing.</summary>
    private Expression Cell()
    {
        var value = grammar.Expressions.Parse();
        if (_cursor.Dialect.Family == DialectFamily.Databricks && _cursor.Accept(Keyword.As))
            grammar.Names.AnyName("an alias");
        return value;
    }

    public With ParseWith()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.With);
        var recursive =
            _cursor.At(Keyword.Recursive)
            && _cursor.Dialect.Family != DialectFamily.SqlServer
            && _cursor.Peek().Keyword != Keyword.As
            && _cursor.Accept(Keyword.Recursive);
        var namespaces = AtNamespaces ? Namespaces() : [];
        var tables = namespaces.Count > 0 && !_cursor.Accept(TokenKind.Comma) ? [] : grammar.List(CommonTable);
        return new With(recursive, tables) { Namespaces = namespaces, Span = _cursor.Since(start) };
    }

    private bool AtNamespaces =>
        _cursor.Dialect.Family == DialectFamily.SqlServer
        && _cursor.Is(_cursor.Current, "XMLNAMESPACES")
        && _cursor.Peek().Kind == TokenKind.LeftParenthesis
        && _cursor.Peek(2) is { Kind: TokenKind.String } or { Keyword: Keyword.Default };

    private SqlList<XmlNamespace> Namespaces()
    {
        _cursor.Take();
        return grammar.Parenthesised(() =>
        {
            var start = _cursor.Start;
            var isDefault = _cursor.Accept(Keyword.Default);
            var uri = grammar.Literals.StringText();
            if (!isDefault)
                _cursor.Expect(Keyword.As);
            return new XmlNamespace(uri, isDefault ? null : grammar.Names.AnyName("a prefix")) { Span = _cursor.Since(start) };
        });
    }

    private CommonTable CommonTable()
    {
        var start = _cursor.Start;
        if (_cursor.Has(Feature.ArrayJoin) && IsScalar())
            return ScalarTable(start);
        var name = grammar.Names.NameOrText("the name of a common table");
        // Spark and Snowflake let AS be left out: WITH t (SELECT 1).
        var columns =
            _cursor.At(TokenKind.LeftParenthesis) && !(MayLeaveOutAs && StartsAt(1))
                ? grammar.Parenthesised(() => grammar.Names.NameOrText("a column"))
                : [];
        var maxRecursion = _cursor.Accept(Keyword.Max, Keyword.Recursion, Keyword.Level) ? grammar.Expressions.Parse() : null;
        var usingKey = _cursor.Accept(Keyword.Using, Keyword.Key) ? grammar.Parenthesised(grammar.Expressions.Parse) : [];
        if (!_cursor.Accept(Keyword.As) && !_cursor.At(TokenKind.LeftParenthesis))
            throw SyntaxErrors.Expected(_cursor, "AS");
        var materialization =
            _cursor.Accept(Keyword.Materialized) ? Materialization.Materialized
            : _cursor.Accept(Keyword.Not, Keyword.Materialized) ? Materialization.NotMaterialized
            : Materialization.Unsaid;
        var table = new CommonTable(name, columns, ParseParenthesised())
        {
            Materialization = materialization,
            MaxRecursion = maxRecursion,
            UsingKey = usingKey,
            Search = _cursor.At(Keyword.Search) ? Search() : null,
            Cycle = _cursor.At(Keyword.Cycle) ? Cycle() : null,
            Depth = _cursor.Dialect.Family == DialectFamily.BigQuery && _cursor.At(Keyword.With, Keyword.Depth) ? Depth() : null,
        };
        return table with { Span = _cursor.Since(start) };
    }

    private bool MayLeaveOutAs => _cursor.Dialect.Family is DialectFamily.Databricks or DialectFamily.Snowflake;

    /// <summary>ClickHouse: WITH expression AS name; a common table has its query behind AS.</summary>
    private bool IsScalar()
    {
        if (!grammar.Names.AtName)
            return true;
        return _cursor.Peek() switch
        {
            { Keyword: Keyword.As } => _cursor.Peek(2).Kind != TokenKind.LeftParenthesis,
            { Kind: TokenKind.LeftParenthesis } => !IsColumnList(),
            _ => true,
        };
    }

    private bool IsColumnList()
    {
        var offset = 2;
        while (_cursor.Peek(offset).Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Comma)
            offset++;
        return _cursor.Peek(offset).Kind == TokenKind.RightParenthesis
            && _cursor.Peek(offset + 1).Keyword == Keyword.As
            && _cursor.Peek(offset + 2).Kind == TokenKind.LeftParenthesis;
    }

    private CommonTable ScalarTable(int start)
    {
        var scalar = grammar.Expressions.Parse();
        _cursor.Expect(Keyword.As);
        var name = grammar.Names.AnyName();
        return new CommonTable(name, [], null) { Scalar = scalar, Span = _cursor.Since(start) };
    }

    private DepthClause Depth()
    {
        var start = _cursor.Start;
        _cursor.Take();
        _cursor.Take();
        var column = _cursor.Accept(Keyword.As) ? grammar.Names.Name("a column") : null;
        Expression? low = null;
        Expression? high = null;
        if (_cursor.Accept(Keyword.Between))
        {
            low = grammar.Expressions.ParseOperand();
            _cursor.Expect(Keyword.And);
            high = _cursor.Accept(Keyword.Unbounded) ? null : grammar.Expressions.ParseOperand();
        }
        else if (_cursor.Accept(Keyword.Max))
        {
            high = grammar.Expressions.ParseOperand();
        }
        return new DepthClause(column, low, high) { Span = _cursor.Since(start) };
    }

    private SearchClause Search()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Search);
        var depth = _cursor.Accept(Keyword.Depth);
        if (!depth)
            _cursor.Expect(Keyword.Breadth);
        _cursor.Expect(Keyword.First);
        _cursor.Expect(Keyword.By);
        var by = grammar.List(() => grammar.Names.Name());
        _cursor.Expect(Keyword.Set);
        return new SearchClause(depth, by, grammar.Names.Name()) { Span = _cursor.Since(start) };
    }

    private CycleClause Cycle()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Cycle);
        var columns = grammar.List(() => grammar.Names.Name());
        if (_cursor.Dialect.Family == DialectFamily.MySql && _cursor.Accept(Keyword.Restrict))
            return new CycleClause(columns, null, null, null, null) { Span = _cursor.Since(start) };
        _cursor.Expect(Keyword.Set);
        var set = grammar.Names.Name();
        Expression? value = null;
        Expression? fallback = null;
        if (_cursor.Accept(Keyword.To))
        {
            value = grammar.Expressions.Parse();
            _cursor.Expect(Keyword.Default);
            fallback = grammar.Expressions.Parse();
        }
        var path = _cursor.Accept(Keyword.Using) ? grammar.Names.Name() : null;
        return new CycleClause(columns, set, value, fallback, path) { Span = _cursor.Since(start) };
    }
}
