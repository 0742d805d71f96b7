using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Operands with what hangs on them: subscripts, fields, paths and <c>::</c> casts.</summary>
internal sealed class PrimaryParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly StarParser _stars = new(grammar);
    private readonly ParenthesesParser _parentheses = new(grammar);
    private readonly CollectionParser _collections = new(grammar);

    public Expression Parse()
    {
        var start = _cursor.Start;
        var value = Atom(start);
        var links = 0;
        while (Suffix(value, start) is { } next)
        {
            _cursor.Link(ref links);
            value = next;
        }
        return value;
    }

    private Expression Atom(int start)
    {
        var token = _cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.HexNumber:
            case >= TokenKind.String and <= TokenKind.ByteString:
                return grammar.Literals.Literal();
            case TokenKind.Star
                when _cursor.Has(Feature.ColumnsExpression)
                    && _cursor.Peek().Keyword == Keyword.Columns
                    && _cursor.Peek(2).Kind == TokenKind.LeftParenthesis:
                _cursor.Take();
                return grammar.SpecialCalls.Columns(start) with { Unpacked = true, Span = _cursor.Since(start) };
            case TokenKind.Star or TokenKind.DoubleStar when token.Kind == TokenKind.Star:
                return _stars.Star(null, start);
            case TokenKind.LeftParenthesis when grammar.Lambdas.AtTypedList && grammar.Lambdas.TypedList(start) is { } lambda:
                return lambda;
            case TokenKind.LeftParenthesis:
                return _parentheses.Parse(start);
            case TokenKind.LeftBracket when _cursor.Has(Feature.BracketArrays):
                return _collections.Bracketed(start);
            case TokenKind.LeftBrace:
                return _collections.Braced(start);
            case TokenKind.Question
            or TokenKind.DollarName
            or TokenKind.AtName
            or TokenKind.Variable
            or TokenKind.Colon
            or TokenKind.Percent:
                return grammar.Literals.Parameter(start);
            case TokenKind.QuotedName or TokenKind.UnicodeName:
                return grammar.Calls.NameOrCall(start);
            case TokenKind.Word:
                return Word(token, start);
            default:
                throw SyntaxErrors.Expected(_cursor, "an expression");
        }
    }

    private Expression Word(Token token, int start)
    {
        if (token.Keyword == Keyword.None && grammar.Lambdas.AtTyped(token) && grammar.Lambdas.Typed(start) is { } lambda)
            return lambda;
        if (_cursor.Has(Feature.AnyTypedLiteral) && grammar.Literals.NamesType(token))
            return grammar.Literals.Typed(start);
        if (token.Keyword == Keyword.None)
            return grammar.Literals.IsIntroducer(token, _cursor.Peek()) ? grammar.Literals.Introduced() : grammar.Calls.NameOrCall(start);
        if (grammar.Lambdas.AtTyped(token) && grammar.Lambdas.Typed(start) is { } bare)
            return bare;
        if (grammar.Literals.Worded(token, start) is { } literal)
            return literal;
        if (grammar.SpecialCalls.Parse(token, start) is { } special)
            return special;
        if (_collections.Worded(token, start) is { } collection)
            return collection;
        if (_cursor.Words.IsBareFunction(token.Keyword) && _cursor.Peek().Kind is not (TokenKind.LeftParenthesis or TokenKind.Dot))
        {
            var name = grammar.Names.TakeName();
            return new FunctionCall(new ObjectName([name]) { Span = name.Span }, []) { Bare = true, Span = _cursor.Since(start) };
        }
        if (_cursor.Words.IsReserved(token.Keyword) && !IsCallOfReserved(token))
            throw SyntaxErrors.Expected(_cursor, "an expression");
        return grammar.Calls.NameOrCall(start);
    }

    /// <summary>LEFT(x, 1), REPLACE(…), IF(…): words that are reserved as names and still call functions.</summary>
    private bool IsCallOfReserved(Token token) =>
        _cursor.Peek().Kind == TokenKind.LeftParenthesis
        && (
            !_cursor.Words.OpensClause(token.Keyword)
            || (
                token.Keyword == Keyword.Like
                && _cursor.Dialect.Family
                    is DialectFamily.Sqlite
                        or DialectFamily.Snowflake
                        or DialectFamily.ClickHouse
                        or DialectFamily.Databricks
            )
            || (token.Keyword is Keyword.And or Keyword.Or && _cursor.Dialect.Family == DialectFamily.ClickHouse)
        );

    private Expression? Suffix(Expression value, int start)
    {
        switch (_cursor.Current.Kind)
        {
            case TokenKind.DoubleColon when _cursor.Dialect.Family == DialectFamily.SqlServer:
                if (value is not Column { Parts: [var type] } || _cursor.Peek(2).Kind != TokenKind.LeftParenthesis)
                    throw SyntaxErrors.Because(_cursor, SyntaxErrorCode.Syntax, "This dialect has no :: cast.", "Write CAST(x AS type).");
                _cursor.Take();
                return new StaticCall(type, OwnCall()) { Span = _cursor.Since(start) };
            case TokenKind.Question when _cursor.Dialect.Family == DialectFamily.Databricks && _cursor.Peek().Kind == TokenKind.DoubleColon:
                _cursor.Take();
                _cursor.Take();
                return new Cast(value, grammar.Types.Parse(), Try: true) { Span = _cursor.Since(start) };
            case TokenKind.DoubleColon:
                _cursor.Take();
                return new Cast(value, grammar.Types.Parse()) { Span = _cursor.Since(start) };
            case TokenKind.LeftBracket
                when _cursor.Peek().Kind == TokenKind.RightBracket && _cursor.Dialect.Family == DialectFamily.ClickHouse:
                _cursor.Take();
                _cursor.Take();
                return new SubColumn(value, SubColumnKind.Elements) { Span = _cursor.Since(start) };
            case TokenKind.LeftBracket:
                return _collections.Subscript(value, start);
            case TokenKind.Dot:
                return Field(value, start);
            case TokenKind.Colon when _cursor.Has(Feature.ColonPath) && IsPathAhead():
                return _collections.Path(value, start);
            default:
                return null;
        }
    }

    /// <summary>SQL Server's types have methods: <c>h.GetAncestor(1).ToString()</c>, <c>(SELECT … FOR XML PATH, TYPE).value('.', 'int')</c>.</summary>
    private bool HasMethods(Expression value) =>
        _cursor.Dialect.Family == DialectFamily.SqlServer && value is FunctionCall or Expression.Subquery or Cast or Subscript or Parameter;

    /// <summary>Where a struct's fields may be left out and replaced as a table's columns may.</summary>
    private bool TakesStarsApart => _cursor.Dialect.Family is DialectFamily.BigQuery or DialectFamily.Databricks;

    private FunctionCall OwnCall()
    {
        var start = _cursor.Start;
        var name = grammar.Names.AnyName("a method");
        return grammar.Calls.Call(new ObjectName([name]) { Span = name.Span }, start);
    }

    private bool IsPathAhead() => _cursor.Peek().Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.LeftBracket;

    private Expression? Field(Expression value, int start)
    {
        var next = _cursor.Peek();
        if (value is Star)
            return null;
        switch (next.Kind)
        {
            case TokenKind.Star:
                _cursor.Take();
                _cursor.Take();
                return _cursor.Current.Keyword is Keyword.Except or Keyword.Replace && TakesStarsApart
                    ? _stars.OfFields(value, start)
                    : new FieldStar(value) { Span = _cursor.Since(start) };
            case TokenKind.Caret or TokenKind.Colon when _cursor.Dialect.Family == DialectFamily.ClickHouse:
                _cursor.Take();
                var kind = _cursor.Take().Kind == TokenKind.Caret ? SubColumnKind.Object : SubColumnKind.OfType;
                return new SubColumn(value, kind, grammar.Names.AnyName("a field")) { Span = _cursor.Since(start) };
            case TokenKind.Number when _cursor.Has(Feature.TupleAccess):
                _cursor.Take();
                var place = _cursor.TextOf(_cursor.Take()).ToString();
                return new FieldAccess(value, new Identifier(place)) { Span = _cursor.Since(start) };
            case TokenKind.Word or TokenKind.QuotedName:
                _cursor.Take();
                if ((value is StaticCall or MethodCall || HasMethods(value)) && _cursor.Peek().Kind == TokenKind.LeftParenthesis)
                    return new MethodCall(value, OwnCall()) { Span = _cursor.Since(start) };
                // BigQuery chains calls on what stands in parentheses alone: t.f(x) is a function of its own.
                if (
                    (_cursor.Has(Feature.MethodCalls) || _cursor.Dialect.Family == DialectFamily.BigQuery)
                    && _cursor.Peek().Kind == TokenKind.LeftParenthesis
                )
                    return grammar.Calls.Method(value, start);
                return new FieldAccess(value, grammar.Names.AnyName("a field")) { Span = _cursor.Since(start) };
            default:
                return null;
        }
    }
}
