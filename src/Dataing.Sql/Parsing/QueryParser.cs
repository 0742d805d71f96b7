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
        var with = _cursor.At(Keyword.With) ? grammar.CommonTables.Parse() : null;
        if (with is not null)
            StatementParser.RefuseOtherStatements(_cursor);
        var body = Aliased(Body());
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
        while (_cursor.Dialect.Family == DialectFamily.ClickHouse && grammar.SetOperators.Ahead is not null)
            query = ContinueFrom(query with { With = null, Span = _cursor.Since(body.Span.Start) }) with { With = with };
        query = grammar.Pipes.All(query);
        // Behind the last step Spark takes one more order, which is the whole query's.
        if (_cursor.At(Keyword.Order, Keyword.By) && query.OrderBy.Count > 0 && _cursor.Has(Feature.PipeSyntax))
            query = grammar.Endings.Parse(new Query(OfAll(new TableSource.Subquery(query) { Span = query.Span })));
        _cursor.Leave();
        return query with { Span = _cursor.Since(start) };
    }

    /// <summary>BigQuery's pipes may begin with a query in parentheses that has a name: (SELECT …) AS t |> …</summary>
    private QueryBody Aliased(QueryBody body)
    {
        if (
            body is not QueryBody.Nested nested
            || _cursor.Dialect.Family != DialectFamily.BigQuery
            || _cursor.Current.Kind != TokenKind.Word
        )
            return body;
        if (_cursor.Peek(_cursor.At(Keyword.As) ? 2 : 1).Kind != TokenKind.PipeArrow)
            return body;
        var alias = grammar.Sources.Alias();
        return OfAll(new TableSource.Subquery(nested.Query, alias) { Span = _cursor.Since(body.Span.Start) });
    }

    /// <summary>VALUES and its rows, without what may follow them.</summary>
    public QueryBody.Values PlainValues()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Values);
        return new QueryBody.Values(Rows()) { Span = _cursor.Since(start) };
    }

    /// <summary>Spark: VALUES (1), (2) AS t (a) names its rows, which then are those of a source.</summary>
    private QueryBody Named(QueryBody.Values body)
    {
        if (_cursor.Dialect.Family != DialectFamily.Databricks)
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
                return Named(PlainValues());
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
        if (grammar.Scripts.AtHead)
            return grammar.Selects.ParseScript();
        StatementParser.RefuseOtherStatements(_cursor);
        throw SyntaxErrors.Expected(_cursor, "SELECT", "WITH", "VALUES", "(");
    }

    private bool IsTableCommand(int offset) =>
        _cursor.Peek(offset).Keyword == Keyword.Table
        // There it is a column's name like others: (table LIKE x).
        && _cursor.Dialect.Family != DialectFamily.ClickHouse
        && (grammar.Names.IsName(_cursor.Peek(offset + 1)) || IsOnly(offset + 1));

    private bool IsOnly(int offset) =>
        _cursor.Peek(offset).Keyword == Keyword.Only
        && _cursor.Dialect.Family == DialectFamily.Postgres
        && grammar.Names.IsName(_cursor.Peek(offset + 1));

    private SqlList<ValuesRow> Rows()
    {
        var rows = new ListBuilder<ValuesRow>();
        do rows.Add(Row());
        while (!AtNextValues && _cursor.Accept(TokenKind.Comma) && !EndsList);
        return rows.ToList();
    }

    /// <summary>Spark: FROM VALUES 1, 2, VALUES 3 are two sources.</summary>
    private bool AtNextValues =>
        _cursor.At(TokenKind.Comma)
        && _cursor.Peek().Keyword == Keyword.Values
        && _cursor.Dialect.Family == DialectFamily.Databricks
        && _cursor.Peek(2).Kind is TokenKind.LeftParenthesis or TokenKind.Number or TokenKind.String;

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
}
