using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

internal sealed class NameParser(TokenCursor cursor)
{
    private const int LongestShared = 40;

    /// <summary>Server, database and schema may be left out.</summary>
    private const int MostDots = 3;

    /// <summary>Names that were read lately, so that one that occurs often is one string.</summary>
    private readonly string?[] _seen = new string?[256];

    public bool AtName => IsName(cursor.Current);

    public bool IsName(Token token) =>
        token.Kind switch
        {
            TokenKind.Word => !cursor.Words.IsReserved(token.Keyword),
            TokenKind.QuotedName or TokenKind.UnicodeName => true,
            _ => false,
        };

    public Identifier Name(string what = "a name")
    {
        if (!AtName)
            throw SyntaxErrors.Expected(cursor, what);
        return TakeName();
    }

    /// <summary>A name that in some dialects may be written as a text: DuckDB's <c>WITH 'x' AS (…)</c>.</summary>
    public Identifier NameOrText(string what) =>
        cursor.At(TokenKind.String) && cursor.Has(Feature.FileTables) ? StringAsName() : Name(what);

    /// <summary>A name where no reserved word could stand, such as behind a dot or behind AS.</summary>
    public Identifier AnyName(string what = "a name")
    {
        if (cursor.Current.Kind is not (TokenKind.Word or TokenKind.QuotedName or TokenKind.UnicodeName))
            throw SyntaxErrors.Expected(cursor, what);
        return TakeName();
    }

    /// <summary>An alias behind AS, which in some dialects may be a string.</summary>
    public Identifier Alias()
    {
        if (cursor.At(TokenKind.String))
            return StringAsName();
        return cursor.At(TokenKind.Question) ? MarkAsName() : AnyName("an alias");
    }

    /// <summary>Some write a placeholder where a name belongs; here the mark is the name.</summary>
    private Identifier MarkAsName()
    {
        var token = cursor.Take();
        return new Identifier(cursor.TextOf(token).ToString(), Quoted: true) { Span = new(token.Start, token.Length) };
    }

    public Identifier StringAsName()
    {
        var token = cursor.Current;
        var name = TokenText.OfString(cursor.Text, token, cursor.Dialect.Lexical);
        // No dialect could write an empty name back: between quotes it would be an error.
        if (name.Length == 0)
            throw SyntaxErrors.Expected(cursor, "a name that is not empty");
        cursor.Take();
        return new Identifier(name, Quoted: true) { Span = new(token.Start, token.Length) };
    }

    public ObjectName ObjectName(string what = "a name")
    {
        var start = cursor.Start;
        var parts = new ListBuilder<Identifier>();
        parts.Add(Name(what));
        while (
            cursor.At(TokenKind.Dot)
            && cursor.Peek().Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.UnicodeName or TokenKind.Dot
        )
        {
            cursor.Take();
            // SQL Server and Snowflake leave the schema out with two dots: db..table.
            if (cursor.At(TokenKind.Dot) && cursor.Dialect.Family is DialectFamily.SqlServer or DialectFamily.Snowflake)
                parts.Add(new Identifier("") { Span = new(cursor.Start, 0) });
            else
                parts.Add(AnyName());
        }
        return new ObjectName(parts.ToList()) { Span = cursor.Since(start) };
    }

    /// <summary>A table's name: in BigQuery with dashes, and with the dots inside its quotes.</summary>
    public ObjectName TableName()
    {
        if (AtLeftOutSchema)
            return BehindDots();
        if (!cursor.Dialect.Lexical.DashedNames)
            return ObjectName("a table");
        var start = cursor.Start;
        var parts = new ListBuilder<Identifier>();
        if (!AtName)
            throw SyntaxErrors.Expected(cursor, "a table");
        do
        {
            if (cursor.At(TokenKind.QuotedName))
                AddDotted(ref parts);
            else if (cursor.At(TokenKind.Number) && parts.Count > 0)
                parts.Add(NumberAsName());
            else
                parts.Add(Dashed());
        } while (cursor.At(TokenKind.Dot) && cursor.Accept(TokenKind.Dot));
        return new ObjectName(parts.ToList()) { Span = cursor.Since(start) };
    }

    /// <summary>SQL Server takes dots before a table's name, where database and schema are left out: <c>..t</c>.</summary>
    public bool AtLeftOutSchema =>
        cursor.At(TokenKind.Dot)
        && cursor.Dialect.Family == DialectFamily.SqlServer
        && (IsName(cursor.Peek()) || cursor.Peek().Kind == TokenKind.Dot);

    private ObjectName BehindDots()
    {
        var start = cursor.Start;
        var parts = new ListBuilder<Identifier>();
        while (cursor.At(TokenKind.Dot) && parts.Count < MostDots)
        {
            parts.Add(new Identifier("") { Span = new(cursor.Start, 0) });
            cursor.Take();
        }
        foreach (var part in ObjectName("a table").Parts)
            parts.Add(part);
        return new ObjectName(parts.ToList()) { Span = cursor.Since(start) };
    }

    /// <summary>The name without quotes and escapes.</summary>
    public Identifier TakeName()
    {
        var token = cursor.Take();
        var isWord = token.Kind == TokenKind.Word;
        // Behind a dot BigQuery takes a name that begins with a digit; anywhere else it could not stand without quotes.
        var quoted = !isWord || (char.IsAsciiDigit(cursor.Text[token.Start]) && !cursor.Dialect.Lexical.NamesMayStartWithDigit);
        var name = !isWord ? TokenText.OfName(cursor.Text, token, cursor.Dialect.Lexical) : Share(cursor.TextOf(token));
        if (name.Length == 0)
            throw new TokenException(SyntaxErrorCode.Token, "A quoted name is empty.", SourceSpan.Between(token.Start, token.End));
        return new Identifier(name, quoted) { Span = new(token.Start, token.Length) };
    }

    private void AddDotted(ref ListBuilder<Identifier> parts)
    {
        var whole = TakeName();
        foreach (var part in whole.Text.Split('.'))
        {
            if (part.Length == 0)
                throw SyntaxErrors.Expected(cursor, "a name between the dots");
            parts.Add(new Identifier(part, Quoted: true) { Span = whole.Span });
        }
    }

    /// <summary>BigQuery: behind a dot a table's name may be a number.</summary>
    private Identifier NumberAsName()
    {
        var token = cursor.Take();
        return new Identifier(cursor.TextOf(token).ToString(), Quoted: true) { Span = new(token.Start, token.Length) };
    }

    private Identifier Dashed()
    {
        var start = cursor.Start;
        var first = AnyName("a table");
        var dashed = false;
        while (
            cursor.At(TokenKind.Minus)
            && cursor.IsAdjacent
            && cursor.Peek() is { Kind: TokenKind.Word or TokenKind.Number } next
            && next.Start == cursor.Current.End
        )
        {
            cursor.Take();
            cursor.Take();
            dashed = true;
        }
        var span = cursor.Since(start);
        // Written back, neither a dash nor a leading digit could stand without quotes.
        if (!dashed && !char.IsAsciiDigit(first.Text[0]))
            return first;
        return new Identifier(cursor.Text.Substring(span.Start, span.Length), Quoted: true) { Span = span };
    }

    /// <summary>The name or number as a string, which may be one that was made before.</summary>
    public string Share(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestShared)
            return name.ToString();
        ref var slot = ref _seen[(name.Length * 37 + name[0] * 7 + name[^1] * 3 + name[name.Length / 2] * 11) & 255];
        if (slot is not null && name.SequenceEqual(slot))
            return slot;
        return slot = name.ToString();
    }
}
