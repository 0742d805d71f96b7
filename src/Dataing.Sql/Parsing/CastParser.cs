using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>CAST, TRY_CAST and CONVERT.</summary>
internal sealed class CastParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public Expression Cast(int start, bool attempt)
    {
        _cursor.Take();
        _cursor.Open();
        var value = grammar.Expressions.Parse();
        // ClickHouse also takes the type as a text behind a comma: an ordinary call.
        if (_cursor.At(TokenKind.Comma))
        {
            _cursor.Take();
            var type = grammar.Expressions.Parse();
            _cursor.Close();
            var name = new ObjectName([new Identifier("CAST")]);
            return new FunctionCall(name, [new Argument(value), new Argument(type)]) { Span = _cursor.Since(start) };
        }
        _cursor.Expect(Keyword.As);
        var target = grammar.Types.Parse();
        _cursor.Accept(Keyword.Array);
        var format = _cursor.Accept(Keyword.Format) ? grammar.Expressions.Parse() : null;
        var fields = _cursor.Dialect.Family == DialectFamily.Snowflake ? FieldChange() : null;
        _cursor.Close();
        return new Cast(value, target, attempt)
        {
            Format = format,
            FieldChange = fields,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>Snowflake: what becomes of the fields that the structured types do not share.</summary>
    private string? FieldChange()
    {
        string? change =
            _cursor.At(Keyword.Rename) ? "RENAME FIELDS"
            : _cursor.At(Keyword.Add) ? "ADD FIELDS"
            : null;
        if (change is null)
            return null;
        _cursor.Take();
        return _cursor.Is(_cursor.Take(), "FIELDS") ? change : throw SyntaxErrors.Expected(_cursor, "FIELDS");
    }

    public Expression? Convert(int start)
    {
        var family = _cursor.Dialect.Family;
        if (family is DialectFamily.SqlServer or DialectFamily.Redshift)
        {
            var attempt = _cursor.Take().Keyword == Keyword.TryConvert;
            _cursor.Open();
            var type = grammar.Types.Parse();
            _cursor.Expect(TokenKind.Comma, ",");
            var value = grammar.Expressions.Parse();
            var style = _cursor.Accept(TokenKind.Comma) ? grammar.Expressions.Parse() : null;
            _cursor.Close();
            return new Cast(value, type, attempt) { Format = style, Span = _cursor.Since(start) };
        }
        if (family != DialectFamily.MySql)
            return null;
        _cursor.Take();
        _cursor.Open();
        var converted = grammar.Expressions.Parse();
        if (_cursor.Accept(Keyword.Using))
        {
            var charset = grammar.Names.AnyName("a character set").Text;
            _cursor.Close();
            return new ConvertCharset(converted, charset) { Span = _cursor.Since(start) };
        }
        _cursor.Expect(TokenKind.Comma, ",");
        var target = grammar.Types.Parse();
        _cursor.Close();
        return new Cast(converted, target) { Span = _cursor.Since(start) };
    }
}
