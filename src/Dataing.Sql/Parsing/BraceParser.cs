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
            return Call(start);
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

    /// <summary>ODBC's {fn LOG(5)}: a call like any other, and judged as one; Snowflake has the same functions without the braces.</summary>
    private Expression Call(int start)
    {
        _cursor.Take();
        if (_cursor.Dialect.Family == DialectFamily.Snowflake)
        {
            var plain = grammar.Primaries.Parse();
            _cursor.Expect(TokenKind.RightBrace, "}");
            return plain;
        }
        if (_cursor.At(Keyword.Extract, TokenKind.LeftParenthesis))
            return Extract(start);
        var callStart = _cursor.Start;
        var name = grammar.Names.AnyName("a function");
        var qualified = new ObjectName([name]) { Span = name.Span };
        var call = _cursor.At(TokenKind.LeftParenthesis)
            ? grammar.Calls.Call(qualified, callStart)
            : new FunctionCall(qualified, []) { Bare = true };
        _cursor.Expect(TokenKind.RightBrace, "}");
        return call with { Odbc = true, Arguments = WithUnits(call.Arguments), Span = _cursor.Since(start) };
    }

    /// <summary>SQL_TSI_DAY, SQL_VARCHAR: words of ODBC for units and types, and no columns.</summary>
    private static SqlList<Argument> WithUnits(SqlList<Argument> arguments) =>
        [
            .. arguments.Select(a =>
                a is { Name: null, Kind: null, Value: Column { Parts: [{ Quoted: false } word] } column } && IsUnit(word.Text)
                    ? a with
                    {
                        Value = new DatePart(word.Text.ToUpperInvariant()) { Span = column.Span },
                    }
                    : a
            ),
        ];

    private static bool IsUnit(string word) => word.StartsWith("SQL_", StringComparison.OrdinalIgnoreCase);

    /// <summary>{fn EXTRACT(YEAR FROM d)}: where SQL Server has no EXTRACT of its own it is DATEPART(YEAR, d).</summary>
    private Expression Extract(int start)
    {
        var extract = grammar.Primaries.Parse();
        _cursor.Expect(TokenKind.RightBrace, "}");
        var span = _cursor.Since(start);
        if (extract is not Extract { Field: var field, Source: var source } || _cursor.Dialect.Family != DialectFamily.SqlServer)
            return extract;
        if (field is not ("YEAR" or "QUARTER" or "MONTH" or "WEEK" or "DAY" or "HOUR" or "MINUTE" or "SECOND"))
            throw SyntaxErrors.Expected(_cursor, "a unit of time in EXTRACT");
        var name = new ObjectName([new Identifier("DATEPART") { Span = span }]) { Span = span };
        return new FunctionCall(name, [new Argument(new DatePart(field) { Span = span }), new Argument(source) { Span = source.Span }])
        {
            Span = span,
        };
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

    /// <summary>ODBC's {d '2026-01-01'}, {t '…'}, {ts '…'} and {guid '…'}; SQL Server has no literal that names its type.</summary>
    private Expression Literal(int start)
    {
        var server = _cursor.Dialect.Family == DialectFamily.SqlServer;
        var type = _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant() switch
        {
            "D" => server ? "DATETIME" : "DATE",
            "T" => "TIME",
            "TS" => server ? "DATETIME" : "TIMESTAMP",
            "GUID" when server => "UNIQUEIDENTIFIER",
            _ => throw SyntaxErrors.Expected(_cursor, "d, t or ts before the text"),
        };
        var value = grammar.Literals.StringText();
        _cursor.Expect(TokenKind.RightBrace, "}");
        var span = _cursor.Since(start);
        return server
            ? new Cast(new Expression.String(value) { Span = span }, new DataType.Named(type)) { Span = span }
            : new Typed(new DataType.Named(type), value) { Span = span };
    }
}
