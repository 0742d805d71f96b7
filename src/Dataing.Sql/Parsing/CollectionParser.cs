using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Brackets and braces: arrays, structs, maps, subscripts and paths.</summary>
internal sealed class CollectionParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly BraceParser _braces = new(grammar);

    public Expression Bracketed(int start)
    {
        _cursor.Expect(TokenKind.LeftBracket, "[");
        if (_cursor.Accept(TokenKind.RightBracket))
            return new Expression.Array([]) { Span = _cursor.Since(start) };
        var first = Element();
        if (_cursor.At(Keyword.For) && _cursor.Has(Feature.Comprehension))
            return Comprehension(first, start);
        var items = new ListBuilder<Expression>();
        items.Add(first);
        while (_cursor.Accept(TokenKind.Comma) && !_cursor.At(TokenKind.RightBracket))
            items.Add(Element());
        _cursor.Expect(TokenKind.RightBracket, "]");
        return new Expression.Array(items.ToList()) { Span = _cursor.Since(start) };
    }

    /// <summary>Within ARRAY[…] the inner brackets need no word of their own.</summary>
    private Expression Element()
    {
        if (!_cursor.At(TokenKind.LeftBracket) || _cursor.Has(Feature.BracketArrays))
            return grammar.Expressions.Parse();
        _cursor.Enter();
        var inner = Bracketed(_cursor.Start);
        _cursor.Leave();
        return inner;
    }

    /// <summary>{'a': 1} is a struct in DuckDB and Snowflake and a map in ClickHouse; {name:Type} a parameter; {d '…'} a literal.</summary>
    public Expression Braced(int start)
    {
        _cursor.Expect(TokenKind.LeftBrace, "{");
        if (_braces.Parse(start) is { } escaped)
            return escaped;
        if (_cursor.Has(Feature.BraceStructs))
            return BracedStruct(start);
        if (_cursor.At(TokenKind.Word) && _cursor.Peek().Kind == TokenKind.Colon && _cursor.Dialect.Family == DialectFamily.ClickHouse)
            return BraceParameter(start);
        if (_cursor.Has(Feature.OneTable) && !_cursor.At(TokenKind.RightBrace) && _cursor.Peek().Kind != TokenKind.Colon)
            return Set(start);
        var entries = _cursor.At(TokenKind.RightBrace) ? [] : grammar.List(Entry);
        _cursor.Expect(TokenKind.RightBrace, "}");
        return new Map(entries) { Span = _cursor.Since(start) };
    }

    /// <summary>CQL: {1, 2} is a set.</summary>
    private SetLiteral Set(int start)
    {
        var items = grammar.Expressions.List();
        _cursor.Expect(TokenKind.RightBrace, "}");
        return new SetLiteral(items) { Span = _cursor.Since(start) };
    }

    /// <summary>ARRAY[…], ARRAY(…), MAP {…}, STRUCT(…) and ROW(…); null when the word begins none of them.</summary>
    public Expression? Worded(Token token, int start)
    {
        var next = _cursor.Peek();
        switch (token.Keyword)
        {
            case Keyword.Array when next.Kind == TokenKind.LeftBracket && HasArrays:
                _cursor.Take();
                return Bracketed(start);
            case Keyword.Array when next.Kind == TokenKind.LeftParenthesis && _cursor.Peek(2).Keyword is Keyword.Select or Keyword.With:
                _cursor.Take();
                return new ArrayQuery(grammar.Queries.ParseParenthesised()) { Span = _cursor.Since(start) };
            case Keyword.Array when next.Kind == TokenKind.Less && _cursor.Has(Feature.AngleTypes):
                var list = grammar.Types.Parse();
                return _cursor.At(TokenKind.LeftBracket) ? TypedArray(list, start) : new TypeName(list) { Span = _cursor.Since(start) };
            case Keyword.Struct when next.Kind == TokenKind.Less && _cursor.Has(Feature.AngleTypes):
                var type = grammar.Types.Parse();
                return _cursor.At(TokenKind.LeftParenthesis)
                    ? new Struct(Fields()) { Type = type, Span = _cursor.Since(start) }
                    : new TypeName(type) { Span = _cursor.Since(start) };
            case Keyword.Struct when next.Kind == TokenKind.LeftParenthesis && _cursor.Has(Feature.AngleTypes):
                _cursor.Take();
                return new Struct(Fields()) { Span = _cursor.Since(start) };
            case Keyword.Map when next.Kind == TokenKind.LeftBrace && _cursor.Dialect.Family == DialectFamily.DuckDb:
                _cursor.Take();
                _cursor.Take();
                var entries = _cursor.At(TokenKind.RightBrace) ? [] : grammar.List(Entry);
                _cursor.Expect(TokenKind.RightBrace, "}");
                return new Map(entries) { Span = _cursor.Since(start) };
            case Keyword.Lambda when _cursor.Dialect.Family == DialectFamily.DuckDb:
                _cursor.Take();
                var parameters = grammar.List(() => grammar.Names.Name());
                _cursor.Expect(TokenKind.Colon, ":");
                return new Lambda(parameters, grammar.Expressions.Parse()) { Span = _cursor.Since(start) };
            case Keyword.Row
                when next.Kind == TokenKind.LeftParenthesis
                    && _cursor.Dialect.Family is not (DialectFamily.Databricks or DialectFamily.ClickHouse):
                _cursor.Take();
                return Row(start);
            default:
                return null;
        }
    }

    /// <summary>ROW(a, b), and in Trino ROW(a AS x, b AS y), whose fields have names.</summary>
    private Expression Row(int start)
    {
        if (_cursor.Dialect.Family == DialectFamily.Trino)
        {
            var fields = Fields();
            if (fields.Any(f => f.Alias is not null))
                return new Struct(fields) { Span = _cursor.Since(start) };
            return new Expression.Tuple(fields.Select(f => f.Value).ToSqlList()) { Span = _cursor.Since(start) };
        }
        _cursor.Open();
        SqlList<Expression> items = _cursor.At(TokenKind.RightParenthesis) ? [] : grammar.Expressions.List();
        _cursor.Close();
        return new Expression.Tuple(items) { Span = _cursor.Since(start) };
    }

    /// <summary>Elsewhere <c>ARRAY[1]</c> is the subscript of a column of that name.</summary>
    private bool HasArrays =>
        _cursor.Has(Feature.BracketArrays)
        || _cursor.Dialect.Family is DialectFamily.Postgres or DialectFamily.Trino or DialectFamily.DuckDb or DialectFamily.BigQuery;

    public Expression Subscript(Expression value, int start)
    {
        _cursor.Expect(TokenKind.LeftBracket, "[");
        var low = _cursor.At(TokenKind.Colon) || AtTwoDots ? null : grammar.Expressions.Parse();
        if (AtTwoDots)
            return ElementsBetween(value, low, start);
        if (!_cursor.At(TokenKind.Colon))
        {
            _cursor.Expect(TokenKind.RightBracket, "]");
            return low is null
                ? throw SyntaxErrors.Expected(_cursor, "an index")
                : new Subscript(value, low) { Span = _cursor.Since(start) };
        }
        _cursor.Take();
        var high = SliceBound();
        var step = _cursor.Accept(TokenKind.Colon) ? grammar.Expressions.Parse() : null;
        _cursor.Expect(TokenKind.RightBracket, "]");
        return new Slice(value, low, high, step) { Span = _cursor.Since(start) };
    }

    private bool AtTwoDots => _cursor.Has(Feature.OneTable) && _cursor.At(TokenKind.Dot) && _cursor.Peek().Kind == TokenKind.Dot;

    /// <summary>CQL: m['a'..'b'], where either bound may be missing.</summary>
    private Slice ElementsBetween(Expression value, Expression? low, int start)
    {
        _cursor.Take();
        _cursor.Take();
        var high = _cursor.At(TokenKind.RightBracket) ? null : grammar.Expressions.Parse();
        _cursor.Expect(TokenKind.RightBracket, "]");
        return new Slice(value, low, high) { Span = _cursor.Since(start) };
    }

    public JsonPath Path(Expression value, int start)
    {
        var steps = new ListBuilder<JsonPathStep>();
        _cursor.Expect(TokenKind.Colon, ":");
        steps.Add(Step());
        while (true)
        {
            if (_cursor.At(TokenKind.LeftBracket))
                steps.Add(Step());
            else if (
                _cursor.At(TokenKind.Dot)
                && _cursor.Peek().Kind is TokenKind.Word or TokenKind.QuotedName
                && _cursor.Accept(TokenKind.Dot)
            )
                steps.Add(Step());
            else if (
                _cursor.At(TokenKind.Colon)
                && _cursor.Peek().Kind is TokenKind.Word or TokenKind.QuotedName
                && _cursor.Accept(TokenKind.Colon)
            )
                steps.Add(Step());
            else
                return new JsonPath(value, steps.ToList()) { Span = _cursor.Since(start) };
        }
    }

    private JsonPathStep Step()
    {
        var start = _cursor.Start;
        if (!_cursor.Accept(TokenKind.LeftBracket))
            return new JsonPathStep(grammar.Names.AnyName("a field"), null) { Span = _cursor.Since(start) };
        var index = _cursor.At(TokenKind.Star) ? new Star() : grammar.Expressions.Parse();
        if (index is Star)
            _cursor.Accept(TokenKind.Star);
        _cursor.Expect(TokenKind.RightBracket, "]");
        return new JsonPathStep(null, index) { Span = _cursor.Since(start) };
    }

    private Expression? SliceBound()
    {
        if (_cursor.At(TokenKind.RightBracket) || _cursor.At(TokenKind.Colon))
            return null;
        if (_cursor.At(TokenKind.Minus) && _cursor.Peek().Kind is TokenKind.Colon or TokenKind.RightBracket)
        {
            _cursor.Take();
            return null;
        }
        return grammar.Expressions.Parse();
    }

    private Comprehension Comprehension(Expression result, int start)
    {
        _cursor.Expect(Keyword.For);
        var variables = grammar.List(() => grammar.Names.Name());
        _cursor.Expect(Keyword.In);
        var list = grammar.Expressions.Parse();
        var condition = _cursor.Accept(Keyword.If) ? grammar.Expressions.Parse() : null;
        _cursor.Expect(TokenKind.RightBracket, "]");
        return new Comprehension(result, variables, list, condition) { Span = _cursor.Since(start) };
    }

    private Struct BracedStruct(int start)
    {
        var fields = new ListBuilder<SelectItem>();
        while (!_cursor.At(TokenKind.RightBrace))
        {
            var fieldStart = _cursor.Start;
            var name = _cursor.At(TokenKind.String) ? grammar.Names.StringAsName() : grammar.Names.AnyName("a field");
            _cursor.Expect(TokenKind.Colon, ":");
            fields.Add(new SelectItem(grammar.Expressions.Parse(), name with { Quoted = true }) { Span = _cursor.Since(fieldStart) });
            if (!_cursor.Accept(TokenKind.Comma))
                break;
        }
        _cursor.Expect(TokenKind.RightBrace, "}");
        return new Struct(fields.ToList()) { Span = _cursor.Since(start) };
    }

    private Parameter BraceParameter(int start)
    {
        var name = grammar.Names.AnyName().Text;
        _cursor.Expect(TokenKind.Colon, ":");
        var type = grammar.Types.Parse();
        _cursor.Expect(TokenKind.RightBrace, "}");
        return new Parameter(ParameterStyle.Braces, name, type) { Span = _cursor.Since(start) };
    }

    private Expression.Array TypedArray(DataType type, int start)
    {
        if (type is not DataType.Array array)
            throw SyntaxErrors.Expected(_cursor, "a type with an element");
        var literal = (Expression.Array)Bracketed(start);
        return literal with { ElementType = array.Element, Span = _cursor.Since(start) };
    }

    private SqlList<SelectItem> Fields()
    {
        _cursor.Open();
        SqlList<SelectItem> fields = _cursor.At(TokenKind.RightParenthesis) ? [] : grammar.List(grammar.Selects.Item);
        _cursor.Close();
        return fields;
    }

    private MapEntry Entry()
    {
        var start = _cursor.Start;
        var key = grammar.Expressions.ParseOperand();
        _cursor.Expect(TokenKind.Colon, ":");
        return new MapEntry(key, grammar.Expressions.Parse()) { Span = _cursor.Since(start) };
    }
}
