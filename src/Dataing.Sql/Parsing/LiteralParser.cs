using System.Globalization;
using System.Text;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Numbers, strings, typed literals, intervals and parameters.</summary>
internal sealed class LiteralParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public static int Integer(TokenCursor cursor)
    {
        var token = cursor.Take();
        if (
            token.Kind == TokenKind.Number
            && int.TryParse(cursor.TextOf(token), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        )
            return value;
        cursor.GoBack(cursor.Index - 1);
        throw SyntaxErrors.Expected(cursor, "a whole number");
    }

    public Expression Literal()
    {
        var token = _cursor.Current;
        var span = new SourceSpan(token.Start, token.Length);
        switch (token.Kind)
        {
            case TokenKind.Number:
                _cursor.Take();
                return _cursor.Text[token.Start] == '$' ? Money(token, span) : new Number(Canonical(_cursor.TextOf(token))) { Span = span };
            case TokenKind.HexNumber when !_cursor.Dialect.Lexical.HexIsBytes:
                _cursor.Take();
                return new Number(_cursor.TextOf(token).ToString().Replace("_", "", StringComparison.Ordinal)) { Span = span };
            case TokenKind.HexNumber or TokenKind.HexString or TokenKind.ByteString:
                _cursor.Take();
                return new Bytes(TokenText.OfBytes(_cursor.Text, token)) { Span = span };
            case TokenKind.BitString:
                _cursor.Take();
                return Bits(token, span);
            default:
                var value = StringText();
                return new Expression.String(value) { Span = _cursor.Since(token.Start) };
        }
    }

    /// <summary>A string, together with those that follow it where the dialect joins them.</summary>
    public string StringText()
    {
        if (!AtString)
            throw SyntaxErrors.Expected(_cursor, "a text in single quotes");
        var token = _cursor.Take();
        var text =
            token.Kind == TokenKind.UnicodeString && EscapeBehind() is { } escape
                ? TokenText.OfUnicode(_cursor.Text, token, escape)
                : TokenText.OfString(_cursor.Text, token, _cursor.Dialect.Lexical);
        if (!AtString || !Joins(token, _cursor.Current))
            return text;
        var joined = new StringBuilder(text);
        while (AtString && Joins(token, _cursor.Current))
        {
            token = _cursor.Take();
            joined.Append(TokenText.OfString(_cursor.Text, token, _cursor.Dialect.Lexical));
        }
        return joined.ToString();
    }

    /// <summary>UESCAPE '!' behind U&amp;'…': no hexadecimal digit, sign, quote or space.</summary>
    private char? EscapeBehind()
    {
        if (!_cursor.Is(_cursor.Current, "uescape") || _cursor.Peek() is not { Kind: TokenKind.String, Length: 3 } mark)
            return null;
        var escape = _cursor.Text[mark.Start + 1];
        if (char.IsAsciiHexDigit(escape) || char.IsWhiteSpace(escape) || escape is '+' or '\'' or '"')
            throw SyntaxErrors.Expected(_cursor, "a character that can open an escape");
        _cursor.Take();
        _cursor.Take();
        return escape;
    }

    public bool AtString =>
        _cursor.Current.Kind
            is TokenKind.String
                or TokenKind.EscapeString
                or TokenKind.UnicodeString
                or TokenKind.RawString
                or TokenKind.TripleString
                or TokenKind.RawTripleString
                or TokenKind.DollarString;

    /// <summary>Literals that begin with a word; null when this word begins none.</summary>
    public Expression? Worded(Token token, int start)
    {
        var next = _cursor.Peek();
        switch (token.Keyword)
        {
            case Keyword.Null:
                _cursor.Take();
                return new Null { Span = _cursor.Since(start) };
            case Keyword.True
            or Keyword.False when next.Kind is not (TokenKind.Dot or TokenKind.LeftParenthesis) && _cursor.Dialect.Rendering.Booleans:
                _cursor.Take();
                return new Expression.Boolean(token.Keyword == Keyword.True) { Span = _cursor.Since(start) };
            case Keyword.Interval
            or Keyword.Double
            or Keyword.Bit
            or Keyword.Char
            or Keyword.Varchar
            or Keyword.Numeric
            or Keyword.Decimal when _cursor.Has(Feature.AnyTypedLiteral) && IsOfTwoWords(token, next):
                var sized = grammar.Types.Parse();
                return new Typed(sized, StringText()) { Span = _cursor.Since(start) };
            case Keyword.Interval:
                return grammar.Intervals.Parse(start);
            case Keyword.Nan or Keyword.Infinity when _cursor.Has(Feature.OneTable):
                _cursor.Take();
                return new Number(KeywordTable.TextOf(token.Keyword)) { Span = _cursor.Since(start) };
            case Keyword.Date
            or Keyword.Time
            or Keyword.Timestamp
            or Keyword.Datetime
            or Keyword.Timestamptz
            or Keyword.Timetz
            or Keyword.TimestampNtz
            or Keyword.TimestampLtz
            or Keyword.TimestampTz when IsStringKind(next.Kind):
            case Keyword.Numeric
            or Keyword.Decimal
            or Keyword.Bignumeric
            or Keyword.Bigdecimal
            or Keyword.Json
            or Keyword.Jsonb
            or Keyword.Uuid
            or Keyword.Char
            or Keyword.Double
            or Keyword.Real
            or Keyword.Bigint
            or Keyword.Integer
            or Keyword.Smallint
            or Keyword.Int
            or Keyword.Varchar
            or Keyword.Text
            or Keyword.Point
            or Keyword.Inet when IsStringKind(next.Kind):
                _cursor.Take();
                var type = new DataType.Named(KeywordTable.TextOf(token.Keyword)) { Span = new(token.Start, token.Length) };
                return new Typed(type, StringText()) { Span = _cursor.Since(start) };
            case Keyword.Range when next.Kind == TokenKind.Less && _cursor.Dialect.Family == DialectFamily.BigQuery:
            case Keyword.Time or Keyword.Timestamp when IsZoned():
                var zoned = grammar.Types.Parse();
                return new Typed(zoned, StringText()) { Span = _cursor.Since(start) };
            default:
                return null;
        }
    }

    /// <summary>PostgreSQL and DuckDB read any name before a text as its type: <c>box '(0,0,1,1)'</c>.</summary>
    public bool NamesType(Token token) =>
        IsStringKind(_cursor.Peek().Kind) && token.Keyword != Keyword.Interval && !_cursor.Words.IsReserved(token.Keyword);

    public Typed Typed(int start)
    {
        var token = _cursor.Take();
        var type = new DataType.Named(_cursor.TextOf(token).ToString().ToUpperInvariant()) { Span = new(token.Start, token.Length) };
        return new Typed(type, StringText()) { Span = _cursor.Since(start) };
    }

    public Expression Parameter(int start)
    {
        var token = _cursor.Take();
        switch (token.Kind)
        {
            case TokenKind.Question:
                var number = _cursor.At(TokenKind.Number) && _cursor.IsAdjacent ? _cursor.TextOf(_cursor.Take()).ToString() : "";
                return new Parameter(ParameterStyle.Question, number) { Span = _cursor.Since(start) };
            case TokenKind.Variable:
                return new Variable(_cursor.TextOf(token).ToString()) { Span = _cursor.Since(start) };
            case TokenKind.AtName when _cursor.Dialect.Family == DialectFamily.MySql:
                return new Variable(_cursor.TextOf(token).ToString()) { Span = _cursor.Since(start) };
            case TokenKind.AtName:
                return new Parameter(ParameterStyle.At, _cursor.TextOf(token)[1..].ToString()) { Span = _cursor.Since(start) };
            case TokenKind.DollarName when token.Length > 1:
                return Dollar(_cursor.TextOf(token)[1..].ToString(), start);
            case TokenKind.Colon when _cursor.IsAdjacent && _cursor.Current.Kind is TokenKind.Word or TokenKind.Number:
                return new Parameter(ParameterStyle.Colon, _cursor.TextOf(_cursor.Take()).ToString()) { Span = _cursor.Since(start) };
            case TokenKind.Percent when _cursor.IsAdjacent && _cursor.Is(_cursor.Current, "s"):
                _cursor.Take();
                return new Parameter(ParameterStyle.Percent, "") { Span = _cursor.Since(start) };
            case TokenKind.Percent when _cursor.IsAdjacent && _cursor.Accept(TokenKind.LeftParenthesis):
                var name = grammar.Names.AnyName("a parameter").Text;
                _cursor.Close();
                if (!_cursor.Is(_cursor.Take(), "s"))
                    throw SyntaxErrors.Expected(_cursor, "s");
                return new Parameter(ParameterStyle.Percent, name) { Span = _cursor.Since(start) };
            default:
                _cursor.GoBack(_cursor.Index - 1);
                throw SyntaxErrors.Expected(_cursor, "an expression");
        }
    }

    public static bool IsStringKind(TokenKind kind) => kind is >= TokenKind.String and <= TokenKind.DollarString;

    private Expression Dollar(string name, int start)
    {
        if (_cursor.Dialect.Family != DialectFamily.Snowflake)
            return new Parameter(ParameterStyle.Dollar, name) { Span = _cursor.Since(start) };
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new PositionalColumn(place) { Span = _cursor.Since(start) }
            : new Variable("$" + name) { Span = _cursor.Since(start) };
    }

    private Bits Bits(Token token, SourceSpan span)
    {
        var text = _cursor.TextOf(token);
        var digits = text[0] == '0' ? text[2..] : text[2..^1];
        if (digits.ContainsAnyExcept('0', '1'))
            throw new TokenException(SyntaxErrorCode.Token, "B'…' holds the digits 0 and 1 only.", span);
        return new Bits(digits.ToString()) { Span = span };
    }

    /// <summary>$19.99 has a type of its own, which a cast says in every dialect.</summary>
    private Cast Money(Token token, SourceSpan span) =>
        new(new Number(_cursor.TextOf(token)[1..].ToString()) { Span = span }, new DataType.Named("MONEY") { Span = span }) { Span = span };

    public string Canonical(ReadOnlySpan<char> number) =>
        number.Contains('_') ? number.ToString().Replace("_", "", StringComparison.Ordinal) : grammar.Names.Share(number);

    private bool Joins(Token first, Token second) =>
        _cursor.Dialect.Lexical.AdjacentStrings switch
        {
            AdjacentStrings.Always => true,
            AdjacentStrings.AcrossLines => _cursor.Text.AsSpan(first.End, second.Start - first.End).Contains('\n'),
            _ => false,
        };

    /// <summary>DOUBLE PRECISION '…', INTERVAL(3) '…', VARCHAR(10) '…'.</summary>
    private bool IsOfTwoWords(Token token, Token next) =>
        next.Kind == TokenKind.LeftParenthesis
            ? IsZoned()
            : token.Keyword == Keyword.Double && next.Keyword == Keyword.Precision && IsStringKind(_cursor.Peek(2).Kind);

    /// <summary>TIMESTAMP WITH TIME ZONE '…', TIMESTAMP(3) '…'.</summary>
    private bool IsZoned()
    {
        var offset = 1;
        if (_cursor.Peek(offset).Kind == TokenKind.LeftParenthesis && _cursor.Peek(offset + 2).Kind == TokenKind.RightParenthesis)
            offset += 3;
        else if (IsScaled(offset))
            offset += 5;
        if (_cursor.Peek(offset).Keyword is Keyword.With or Keyword.Without && _cursor.Peek(offset + 1).Keyword == Keyword.Time)
            offset += 3;
        return offset > 1 && IsStringKind(_cursor.Peek(offset).Kind);
    }

    /// <summary>(5, 2) behind NUMERIC.</summary>
    private bool IsScaled(int offset) =>
        _cursor.Peek(offset).Kind == TokenKind.LeftParenthesis
        && _cursor.Peek(offset + 1).Kind == TokenKind.Number
        && _cursor.Peek(offset + 2).Kind == TokenKind.Comma
        && _cursor.Peek(offset + 3).Kind == TokenKind.Number
        && _cursor.Peek(offset + 4).Kind == TokenKind.RightParenthesis;

    /// <summary>MySQL names a text's character set before it: <c>_utf8mb4'…'</c>.</summary>
    public bool IsIntroducer(Token token, Token next) =>
        _cursor.Has(Feature.IndexHints)
        && next.Kind is TokenKind.String or TokenKind.HexNumber or TokenKind.HexString or TokenKind.BitString
        && _cursor.Text[token.Start] == '_';

    public Introduced Introduced()
    {
        var start = _cursor.Start;
        var charset = _cursor.TextOf(_cursor.Current).ToString();
        if (charset.ToLowerInvariant() is "_gbk" or "_gb18030" or "_big5" or "_sjis" or "_cp932")
            throw SyntaxErrors.Because(
                _cursor,
                SyntaxErrorCode.Syntax,
                $"A text in {charset} may hold a backslash within a character.",
                "Write the text without the character set, or as _utf8mb4."
            );
        _cursor.Take();
        return new Introduced(charset, Literal()) { Span = _cursor.Since(start) };
    }
}
