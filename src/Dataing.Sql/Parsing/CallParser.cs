using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Columns and calls of functions: both begin with a name.</summary>
internal sealed class CallParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly ArgumentParser _arguments = new(grammar);

    public Expression NameOrCall(int start)
    {
        var parts = new ListBuilder<Identifier>();
        parts.Add(grammar.Names.TakeName());
        while (_cursor.At(TokenKind.Dot))
        {
            var next = _cursor.Peek();
            if (next.Kind == TokenKind.Star)
                return QualifiedStar(parts.ToList(), start);
            if (next.Kind == TokenKind.DollarName && _cursor.Dialect.Family == DialectFamily.Snowflake)
                return QualifiedPosition(parts.ToList(), start);
            if (next.Kind is not (TokenKind.Word or TokenKind.QuotedName or TokenKind.UnicodeName))
                break;
            _cursor.Take();
            if (_cursor.At(Keyword.Columns, TokenKind.LeftParenthesis) && _cursor.Has(Feature.ColumnsExpression))
                return QualifiedColumns(parts.ToList(), start);
            parts.Add(grammar.Names.TakeName());
        }
        if (IsOuterMark)
            return Outer(parts.ToList(), start);
        if (_cursor.At(TokenKind.LeftParenthesis) && IsMethod(in parts))
            return Method(parts.ToList(), start);
        if (_cursor.At(TokenKind.LeftParenthesis))
            return Call(new ObjectName(parts.ToList()) { Span = _cursor.Since(start) }, start);
        if (IsMeasure)
            return Measure(parts.ToList(), start);
        return new Column(parts.ToList()) { Span = _cursor.Since(start) };
    }

    /// <summary>Trino: a measure of a window's row pattern is read as <c>name OVER w</c>, like a call without arguments.</summary>
    private bool IsMeasure =>
        _cursor.At(Keyword.Over)
        && _cursor.Dialect.Family == DialectFamily.Trino
        && (_cursor.Peek().Kind == TokenKind.LeftParenthesis || grammar.Names.IsName(_cursor.Peek()));

    private FunctionCall Measure(SqlList<Identifier> parts, int start)
    {
        var name = new ObjectName(parts) { Span = _cursor.Since(start) };
        var over = grammar.Windows.Over();
        return new FunctionCall(name, [])
        {
            Bare = true,
            Over = over,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>DuckDB: name.lower() is lower(name), but for its own schemas, where it is a function's full name.</summary>
    private bool IsMethod(in ListBuilder<Identifier> parts) =>
        parts.Count > 1
        && _cursor.Has(Feature.MethodCalls)
        && parts[0].Text.ToLowerInvariant() is not ("main" or "temp" or "memory" or "system" or "pg_catalog" or "information_schema");

    private FunctionCall Method(SqlList<Identifier> parts, int start)
    {
        var column = parts.Take(parts.Count - 1).ToSqlList();
        var value = new Column(column) { Span = SourceSpan.Between(start, column[^1].Span.End) };
        var call = Call(new ObjectName([parts[^1]]) { Span = parts[^1].Span }, parts[^1].Span.Start);
        return call with { Arguments = [new Argument(value) { Span = value.Span }, .. call.Arguments], Span = _cursor.Since(start) };
    }

    private bool IsOuterMark =>
        _cursor.At(TokenKind.LeftParenthesis)
        && _cursor.Dialect.Family is DialectFamily.Snowflake or DialectFamily.Redshift
        && _cursor.Peek().Kind == TokenKind.Plus
        && _cursor.Peek(2).Kind == TokenKind.RightParenthesis;

    private OuterColumn Outer(SqlList<Identifier> parts, int start)
    {
        var column = new Column(parts) { Span = _cursor.Since(start) };
        _cursor.Open();
        _cursor.Take();
        _cursor.Close();
        return new OuterColumn(column) { Span = _cursor.Since(start) };
    }

    public FunctionCall Call(ObjectName name, int start)
    {
        _cursor.Enter();
        var call = _arguments.Parse(name, start, []);
        if (_cursor.At(TokenKind.LeftParenthesis) && (_cursor.Has(Feature.ArrayJoin) || NamesByValue(name)) && call is { Distinct: false })
            call = _arguments.Parse(name, start, call.Arguments.Select(a => a.Value).ToSqlList());
        var plain = call;
        call = Tail(call, start);
        _cursor.Leave();
        return ReferenceEquals(call, plain) || call.Span == _cursor.Since(start) ? call : call with { Span = _cursor.Since(start) };
    }

    /// <summary>Spark and Snowflake: IDENTIFIER('abs')(x) calls what a value names. It reads like a call with parameters, and no catalogue knows it.</summary>
    private bool NamesByValue(ObjectName name) =>
        _cursor.Dialect.Family is DialectFamily.Databricks or DialectFamily.Snowflake
        && name.Parts is [{ Quoted: false } only]
        && only.Text.Equals("IDENTIFIER", StringComparison.OrdinalIgnoreCase);

    /// <summary>DuckDB: value.function(arguments) is function(value, arguments).</summary>
    public Expression Method(Expression value, int start)
    {
        var nameStart = _cursor.Start;
        if (_cursor.At(TokenKind.Word) && _cursor.Words.OpensClause(_cursor.Current.Keyword))
            throw SyntaxErrors.Expected(_cursor, "a function");
        var name = grammar.Names.AnyName("a function");
        var call = Call(new ObjectName([name]) { Span = name.Span }, nameStart);
        return call with { Arguments = [new Argument(value) { Span = value.Span }, .. call.Arguments], Span = _cursor.Since(start) };
    }

    /// <summary>What may follow the arguments, in any order.</summary>
    private FunctionCall Tail(FunctionCall call, int start)
    {
        while (true)
        {
            switch (_cursor.Current.Keyword)
            {
                case Keyword.Within when _cursor.Peek().Keyword == Keyword.Group && call.WithinGroup.Count == 0:
                    _cursor.Take();
                    _cursor.Take();
                    _cursor.Open();
                    _cursor.Expect(Keyword.Order);
                    _cursor.Expect(Keyword.By);
                    var order = grammar.Endings.OrderItems();
                    _cursor.Close();
                    call = call with { WithinGroup = order, Span = _cursor.Since(start) };
                    break;
                case Keyword.Filter when _cursor.Peek().Kind == TokenKind.LeftParenthesis && call.Filter is null:
                    _cursor.Take();
                    _cursor.Open();
                    _cursor.Accept(Keyword.Where);
                    var filter = grammar.Expressions.Parse();
                    _cursor.Close();
                    call = call with { Filter = filter, Span = _cursor.Since(start) };
                    break;
                case Keyword.Ignore or Keyword.Respect when _cursor.Peek().Keyword == Keyword.Nulls:
                    call = call with { Nulls = _cursor.Take().Keyword == Keyword.Ignore ? NullTreatment.Ignore : NullTreatment.Respect };
                    _cursor.Take();
                    break;
                case Keyword.From
                    when _cursor.Peek().Keyword is Keyword.First or Keyword.Last
                        && _cursor.Peek(2).Keyword is Keyword.Over or Keyword.Ignore or Keyword.Respect:
                    _cursor.Take();
                    if (_cursor.Take().Keyword == Keyword.Last)
                        throw SyntaxErrors.Because(
                            _cursor,
                            SyntaxErrorCode.Syntax,
                            "FROM LAST is not understood.",
                            "Order the window the other way round."
                        );
                    break;
                case Keyword.Over
                    when call.Over is null && (_cursor.Peek().Kind == TokenKind.LeftParenthesis || grammar.Names.IsName(_cursor.Peek())):
                    return call with { Over = grammar.Windows.Over(), Span = _cursor.Since(start) };
                default:
                    return call;
            }
        }
    }

    private Star QualifiedStar(SqlList<Identifier> qualifier, int start)
    {
        _cursor.Take();
        var name = new ObjectName(qualifier) { Span = _cursor.Since(start) };
        return new StarParser(grammar).Star(name, start);
    }

    private Columns QualifiedColumns(SqlList<Identifier> qualifier, int start)
    {
        var name = new ObjectName(qualifier) { Span = SourceSpan.Between(start, qualifier[^1].Span.End) };
        return grammar.SpecialCalls.Columns(start) with { Qualifier = name, Span = _cursor.Since(start) };
    }

    private PositionalColumn QualifiedPosition(SqlList<Identifier> qualifier, int start)
    {
        _cursor.Take();
        var token = _cursor.Take();
        if (!int.TryParse(_cursor.TextOf(token)[1..], out var place))
            throw SyntaxErrors.Expected(_cursor, "$ and a number");
        return new PositionalColumn(place, new ObjectName(qualifier)) { Span = _cursor.Since(start) };
    }
}
