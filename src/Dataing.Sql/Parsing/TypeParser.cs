using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Types in every spelling: with lengths, zones, angle brackets, parentheses and square brackets.</summary>
internal sealed class TypeParser(Grammar grammar)
{
    /// <summary>Further parts of a type's name, behind dots or, in SQLite, behind spaces.</summary>
    private const int MostParts = 8;

    private readonly TokenCursor _cursor = grammar.Cursor;

    public DataType Parse()
    {
        var start = _cursor.Start;
        _cursor.Enter();
        var type = Simple(start);
        while (_cursor.At(TokenKind.LeftBracket) && _cursor.Peek().Kind is TokenKind.RightBracket or TokenKind.Number)
        {
            if (_cursor.Peek().Kind == TokenKind.Number && _cursor.Peek(2).Kind != TokenKind.RightBracket)
                break;
            // Only where brackets make array types; elsewhere they index into the value that was cast.
            if (!_cursor.Has(Feature.BracketTypes))
                break;
            var length = Length();
            type = new DataType.Array(type, length) { Span = _cursor.Since(start) };
        }
        if (_cursor.Has(Feature.BracketTypes) && _cursor.Accept(Keyword.Array))
        {
            var length = _cursor.At(TokenKind.LeftBracket) ? Length() : null;
            type = new DataType.Array(type, length) { Span = _cursor.Since(start) };
        }
        _cursor.Leave();
        return type;
    }

    private int? Length()
    {
        _cursor.Take();
        int? length = _cursor.At(TokenKind.Number) ? LiteralParser.Integer(_cursor) : null;
        _cursor.Expect(TokenKind.RightBracket, "]");
        return length;
    }

    private DataType Simple(int start)
    {
        if (_cursor.Current.Kind is TokenKind.QuotedName or TokenKind.UnicodeName)
            return Quoted(start);
        if (!_cursor.At(TokenKind.Word))
            throw SyntaxErrors.Expected(_cursor, "a type");
        var opens = _cursor.Peek().Kind;
        if (opens == TokenKind.Less && _cursor.Dialect.Family == DialectFamily.Cassandra)
            return OfTypes(start);
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Array or Keyword.List when opens is TokenKind.Less or TokenKind.LeftParenthesis:
                _cursor.Take();
                return new DataType.Array(Inner()) { Span = _cursor.Since(start) };
            case Keyword.Range when opens == TokenKind.Less && _cursor.Dialect.Family == DialectFamily.BigQuery:
                _cursor.Take();
                return new DataType.Generic("RANGE", [Inner()]) { Span = _cursor.Since(start) };
            case Keyword.Map when opens is TokenKind.Less or TokenKind.LeftParenthesis:
                return Map(start);
            case Keyword.Struct
            or Keyword.Tuple
            or Keyword.Nested
            or Keyword.Object when opens is TokenKind.Less or TokenKind.LeftParenthesis:
            case Keyword.Row when opens == TokenKind.LeftParenthesis:
                return Struct(start);
            case Keyword.Union when opens == TokenKind.LeftParenthesis && _cursor.Dialect.Family == DialectFamily.DuckDb:
                return Struct(start) with { Union = true };
            default:
                return Named(start);
        }
    }

    /// <summary>SQL Server writes built-in types in brackets too, with their lengths: [decimal](38, 6).</summary>
    private DataType.Named Quoted(int start)
    {
        var name = grammar.Names.TakeName().Text;
        var takesLength = _cursor.Dialect.Family == DialectFamily.SqlServer && _cursor.At(TokenKind.LeftParenthesis);
        return new DataType.Named(name)
        {
            Quoted = true,
            Arguments = takesLength ? Arguments(name, start) as SqlList<Expression> ?? [] : [],
            Span = _cursor.Since(start),
        };
    }

    /// <summary>CQL's frozen&lt;list&lt;int&gt;&gt;, map&lt;text, int&gt; and vector&lt;float, 3&gt;, whose length stands where a type would.</summary>
    private DataType.Generic OfTypes(int start)
    {
        var name = grammar.Names.TakeName().Text.ToLowerInvariant();
        _cursor.Expect(TokenKind.Less, "<");
        var arguments = grammar.List(() =>
        {
            var at = _cursor.Start;
            return _cursor.At(TokenKind.Number)
                ? new DataType.Named(_cursor.TextOf(_cursor.Take()).ToString()) { Span = _cursor.Since(at) }
                : Parse();
        });
        Closing(angled: true);
        return new DataType.Generic(name, arguments) { Span = _cursor.Since(start) };
    }

    private DataType Inner()
    {
        var angled = Opening();
        var element = Parse();
        if (_cursor.Accept(Keyword.Not))
            _cursor.Expect(Keyword.Null);
        Closing(angled);
        return element;
    }

    private bool Opening()
    {
        if (_cursor.Accept(TokenKind.Less))
            return true;
        _cursor.Open();
        return false;
    }

    /// <summary>The end of a type in angle brackets; <c>&gt;&gt;</c> ends two.</summary>
    private void Closing(bool angled)
    {
        if (!angled)
            _cursor.Close();
        else if (!_cursor.AcceptHalfOfShift())
            _cursor.Expect(TokenKind.Greater, ">");
    }

    private DataType.Map Map(int start)
    {
        _cursor.Take();
        var angled = Opening();
        var key = Parse();
        _cursor.Expect(TokenKind.Comma, ",");
        var value = Parse();
        if (_cursor.Accept(Keyword.Not))
            _cursor.Expect(Keyword.Null);
        Closing(angled);
        return new DataType.Map(key, value) { Span = _cursor.Since(start) };
    }

    private DataType.Struct Struct(int start)
    {
        _cursor.Take();
        var angled = Opening();
        var fields = new ListBuilder<DataType.Field>();
        if (!_cursor.At(TokenKind.RightParenthesis) && !_cursor.At(TokenKind.Greater))
            do fields.Add(Field());
            while (_cursor.Accept(TokenKind.Comma));
        Closing(angled);
        return new DataType.Struct(fields.ToList()) { Span = _cursor.Since(start) };
    }

    private DataType.Field Field()
    {
        var start = _cursor.Start;
        var next = _cursor.Peek();
        var named = next.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Colon && !IsTypeOfTwoWords(next);
        Identifier? name = null;
        if (named)
        {
            name = grammar.Names.AnyName("a field");
            _cursor.Accept(TokenKind.Colon);
        }
        var type = Parse();
        if (_cursor.Accept(Keyword.Not))
            _cursor.Expect(Keyword.Null);
        if (_cursor.Accept(Keyword.Comment))
            grammar.Literals.StringText();
        return new DataType.Field(name, type) { Span = _cursor.Since(start) };
    }

    private bool IsTypeOfTwoWords(Token next) =>
        next.Keyword is Keyword.Precision or Keyword.Varying or Keyword.With or Keyword.Without or Keyword.Unsigned or Keyword.Signed
        && _cursor.Current.Keyword
            is Keyword.Double
                or Keyword.Character
                or Keyword.Char
                or Keyword.Timestamp
                or Keyword.Time
                or Keyword.Bigint
                or Keyword.Int;

    private DataType Named(int start)
    {
        var name = Words();
        var arguments = _cursor.At(TokenKind.LeftParenthesis) ? Arguments(name, start) : null;
        if (arguments is DataType generic)
            return generic;
        var zone = Zone();
        return new DataType.Named(name)
        {
            Arguments = arguments as SqlList<Expression> ?? [],
            TimeZone = zone,
            Suffix = Suffix(),
            Span = _cursor.Since(start),
        };
    }

    private string Words()
    {
        var first = _cursor.Take();
        var name = _cursor.TextOf(first).ToString();
        // ClickHouse tells types apart by letter case; the others do not, so theirs is levelled.
        if (_cursor.Dialect.Grammar.NameCase != NameCase.Sensitive)
            name = name.ToUpperInvariant();
        if (first.Keyword is Keyword.Signed or Keyword.Unsigned && !_cursor.Accept(Keyword.Integer))
            _cursor.Accept(Keyword.Int);
        for (
            var more = MostParts;
            more > 0 && _cursor.At(TokenKind.Dot) && _cursor.Peek().Kind is TokenKind.Word or TokenKind.QuotedName;
            more--
        )
        {
            _cursor.Take();
            name += "." + _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant();
        }
        // SQLite takes any run of words for a type: UNSIGNED BIG INT.
        for (
            var more = MostParts;
            more > 0
                && _cursor.Dialect.Family == DialectFamily.Sqlite
                && _cursor.At(TokenKind.Word)
                && !_cursor.Words.IsReserved(_cursor.Current.Keyword);
            more--
        )
            name += " " + _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant();
        if (first.Keyword == Keyword.Double && _cursor.Accept(Keyword.Precision))
            return "DOUBLE PRECISION";
        if (
            first.Keyword is Keyword.Character or Keyword.Char or Keyword.Binary or Keyword.Bit or Keyword.Nchar
            && _cursor.Accept(Keyword.Varying)
        )
            return name + " VARYING";
        if (first.Keyword == Keyword.Long && _cursor.Current.Keyword is Keyword.Varchar or Keyword.Binary)
            return name + " " + KeywordTable.TextOf(_cursor.Take().Keyword);
        if (first.Keyword is Keyword.National && _cursor.At(TokenKind.Word))
            return name + " " + Words();
        if (first.Keyword is Keyword.Character or Keyword.Binary && _cursor.Accept(Keyword.Large, Keyword.Object))
            return name + " LARGE OBJECT";
        return name;
    }

    /// <summary>Lengths and precisions, or the types inside a generic one.</summary>
    private object Arguments(string name, int start)
    {
        if (
            _cursor.Has(Feature.ParenthesisedTypes)
            && !name.StartsWith("Enum", StringComparison.Ordinal)
            && _cursor.Peek().Kind == TokenKind.Word
            && _cursor.Peek().Keyword != Keyword.Max
        )
            return new DataType.Generic(name, grammar.Parenthesised(Parse)) { Span = _cursor.Since(start) };
        return grammar.Parenthesised(grammar.Expressions.Parse);
    }

    private TimeZoneMode Zone()
    {
        if (_cursor.Accept(Keyword.With, Keyword.Time, Keyword.Zone))
            return TimeZoneMode.With;
        if (_cursor.Accept(Keyword.Without, Keyword.Time, Keyword.Zone))
            return TimeZoneMode.Without;
        if (!_cursor.At(Keyword.With, Keyword.Local, Keyword.Time))
            return TimeZoneMode.Unsaid;
        _cursor.Accept(Keyword.With, Keyword.Local, Keyword.Time);
        _cursor.Expect(Keyword.Zone);
        return TimeZoneMode.WithLocal;
    }

    private string? Suffix()
    {
        if (_cursor.Accept(Keyword.Unsigned))
        {
            _cursor.Accept(Keyword.Integer);
            return "UNSIGNED";
        }
        if (_cursor.Accept(Keyword.Signed))
            return "SIGNED";
        if (_cursor.Accept(Keyword.Character, Keyword.Set))
            return "CHARACTER SET " + _cursor.TextOf(_cursor.Take()).ToString();
        if (_cursor.Dialect.Family == DialectFamily.Databricks && _cursor.Is(_cursor.Previous, "STRING") && _cursor.Accept(Keyword.Collate))
            return "COLLATE " + grammar.Names.Name("a collation").Text;
        if (!IntervalUnits.IsUnit(_cursor.Current.Keyword) || _cursor.Previous.Keyword != Keyword.Interval)
            return null;
        var (unit, to) = IntervalUnits.Read(_cursor);
        return to is null ? unit : $"{unit} TO {to}";
    }
}
