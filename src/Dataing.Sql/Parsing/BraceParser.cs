using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>What stands in braces and is no collection: the escapes of ODBC, and Snowflake's objects made of columns.</summary>
internal sealed class BraceParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>Reads on behind the opening brace; null when it opens a collection.</summary>
    public Expression? Parse(int start)
    {
        if (_cursor.At(TokenKind.Word) && _cursor.Peek().Kind == TokenKind.String && !_cursor.Has(Feature.BraceStructs))
            return Literal(start);
        if (HasCalls && _cursor.Is(_cursor.Current, "fn") && _cursor.Peek().Kind == TokenKind.Word)
            return Call();
        return _cursor.Dialect.Family == DialectFamily.Snowflake && AtColumns ? Columns(start) : null;
    }

    private bool HasCalls => _cursor.Dialect.Family is DialectFamily.Snowflake or DialectFamily.SqlServer or DialectFamily.MySql;

    private bool AtColumns =>
        _cursor.At(TokenKind.Star)
        || (
            grammar.Names.AtName
            && _cursor.Peek().Kind == TokenKind.Dot
            && (_cursor.Peek(2).Kind == TokenKind.Star || _cursor.Peek(4).Kind == TokenKind.Star || _cursor.Peek(6).Kind == TokenKind.Star)
        );

    /// <summary>ODBC's {fn LOG(5)} is the call itself, which is checked like any other.</summary>
    private Expression Call()
    {
        _cursor.Take();
        var call = grammar.Primaries.Parse();
        _cursor.Expect(TokenKind.RightBrace, "}");
        return call;
    }

    /// <summary>Snowflake's {* EXCLUDE (a)} and {t.*} are OBJECT_CONSTRUCT of the same star.</summary>
    private FunctionCall Columns(int start)
    {
        var star = grammar.Primaries.Parse();
        _cursor.Expect(TokenKind.RightBrace, "}");
        var span = _cursor.Since(start);
        if (star is not Star)
            throw SyntaxErrors.Expected(_cursor, "*");
        var name = new ObjectName([new Identifier("OBJECT_CONSTRUCT") { Span = span }]) { Span = span };
        return new FunctionCall(name, [new Argument(star) { Span = star.Span }]) { Span = span };
    }

    /// <summary>ODBC's {d '2026-01-01'}, {t '…'} and {ts '…'}.</summary>
    private Typed Literal(int start)
    {
        var type = _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant() switch
        {
            "D" => "DATE",
            "T" => "TIME",
            "TS" => "TIMESTAMP",
            _ => throw SyntaxErrors.Expected(_cursor, "d, t or ts before the text"),
        };
        var value = grammar.Literals.StringText();
        _cursor.Expect(TokenKind.RightBrace, "}");
        return new Typed(new DataType.Named(type), value) { Span = _cursor.Since(start) };
    }
}
