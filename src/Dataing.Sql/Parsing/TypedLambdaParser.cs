using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Snowflake's lambdas whose parameters carry types: <c>a INT -&gt; a + 1</c>, <c>(a INT, b FLOAT) -&gt; a + b</c>.</summary>
internal sealed class TypedLambdaParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>A name, and behind it a type: elsewhere an expression cannot go on so.</summary>
    public bool AtTyped(Token token) =>
        _cursor.Dialect.Family == DialectFamily.Snowflake
        && _cursor.Peek() is { Kind: TokenKind.Word } type
        && !_cursor.Words.IsReserved(token.Keyword)
        && !_cursor.Words.IsReserved(type.Keyword)
        && EndsType(2);

    public bool AtTypedList =>
        _cursor.Dialect.Family == DialectFamily.Snowflake
        && _cursor.Peek() is { Kind: TokenKind.Word } name
        && _cursor.Peek(2) is { Kind: TokenKind.Word } type
        && !_cursor.Words.IsReserved(name.Keyword)
        && !_cursor.Words.IsReserved(type.Keyword);

    public Lambda? Typed(int start)
    {
        var index = _cursor.Index;
        var parameter = Parameter();
        if (_cursor.At(TokenKind.Arrow))
            return Body([parameter], start);
        _cursor.GoBack(index);
        return null;
    }

    public Lambda? TypedList(int start)
    {
        var index = _cursor.Index;
        _cursor.Open();
        var parameters = new List<(Identifier, DataType)>();
        do
        {
            if (!grammar.Names.AtName || _cursor.Peek().Kind != TokenKind.Word)
                break;
            parameters.Add(Parameter());
        } while (_cursor.Accept(TokenKind.Comma));
        if (_cursor.Accept(TokenKind.RightParenthesis) && _cursor.At(TokenKind.Arrow))
            return Body(parameters, start);
        _cursor.GoBack(index);
        return null;
    }

    private Lambda Body(List<(Identifier Name, DataType Type)> parameters, int start)
    {
        _cursor.Take();
        return new Lambda(parameters.Select(p => p.Name).ToSqlList(), grammar.Expressions.Parse(Power.Lambda))
        {
            Types = parameters.Select(p => p.Type).ToSqlList(),
            Span = _cursor.Since(start),
        };
    }

    private (Identifier, DataType) Parameter() => (grammar.Names.Name("a parameter"), grammar.Types.Parse());

    private bool EndsType(int offset) =>
        _cursor.Peek(offset).Kind == TokenKind.Arrow
        || (
            _cursor.Peek(offset).Kind == TokenKind.LeftParenthesis
            && Enumerable
                .Range(offset + 1, 4)
                .Any(o => _cursor.Peek(o).Kind == TokenKind.RightParenthesis && _cursor.Peek(o + 1).Kind == TokenKind.Arrow)
        );
}
