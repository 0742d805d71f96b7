using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Calls with words between their arguments that only one engine has.</summary>
internal sealed class VendorCallParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public bool IsApproximateCall =>
        _cursor.Dialect.Family == DialectFamily.Redshift
        && _cursor.Peek().Kind == TokenKind.Word
        && _cursor.Peek(2).Kind == TokenKind.LeftParenthesis;

    public bool IsProcessedCall =>
        _cursor.Has(Feature.MatchRecognize) && grammar.Names.IsName(_cursor.Peek()) && _cursor.Peek(2).Kind == TokenKind.LeftParenthesis;

    public bool IsSequenceValue =>
        _cursor.Dialect.Family is DialectFamily.SqlServer or DialectFamily.MySql
        && _cursor.Peek().Keyword == Keyword.Value
        && _cursor.Peek(2).Keyword == Keyword.For;

    /// <summary>NEXT VALUE FOR and PREVIOUS VALUE FOR a sequence: no catalogue lists a function of that name, so a check refuses it as one.</summary>
    public FunctionCall SequenceValue(int start)
    {
        var word = KeywordTable.TextOf(_cursor.Take().Keyword);
        _cursor.Take();
        _cursor.Take();
        var name = new ObjectName([new Identifier($"{word} VALUE FOR")]) { Span = _cursor.Since(start) };
        var sequence = grammar.Names.ObjectName("a sequence");
        var argument = new Argument(new Column(sequence.Parts) { Span = sequence.Span }) { Span = sequence.Span };
        var over = _cursor.At(Keyword.Over, TokenKind.LeftParenthesis) ? grammar.Windows.Over() : null;
        return new FunctionCall(name, [argument])
        {
            Worded = true,
            Over = over,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>MATCH_RECOGNIZE: FINAL LAST(x) sees the whole match, RUNNING LAST(x) the match so far.</summary>
    public FunctionCall Processed(int start)
    {
        var mode = KeywordTable.TextOf(_cursor.Take().Keyword);
        var name = grammar.Names.TakeName();
        var call = grammar.Calls.Call(new ObjectName([name]) { Span = name.Span }, name.Span.Start);
        return call with { Processing = mode, Span = _cursor.Since(start) };
    }

    public FunctionCall Approximate(int start)
    {
        _cursor.Take();
        var name = grammar.Names.TakeName();
        var call = grammar.Calls.Call(new ObjectName([name]) { Span = name.Span }, name.Span.Start);
        return call with { Approximate = true, Span = _cursor.Since(start) };
    }

    /// <summary>SQL Server: PARSE(text AS type USING 'culture').</summary>
    public FunctionCall ParseText(int start)
    {
        var name = grammar.Names.TakeName();
        _cursor.Open();
        var text = new Argument(grammar.Expressions.Parse());
        _cursor.Expect(Keyword.As);
        var type = grammar.Types.Parse();
        SqlList<Argument> arguments = _cursor.Accept(Keyword.Using) ? [text, new Argument(grammar.Expressions.Parse())] : [text];
        _cursor.Close();
        return new FunctionCall(new ObjectName([name]) { Span = name.Span }, arguments) { Returning = type, Span = _cursor.Since(start) };
    }

    /// <summary>MySQL's CHAR(77, 121 USING utf8mb4) is CONVERT(CHAR(77, 121) USING utf8mb4).</summary>
    public ConvertCharset CharUsing(int start)
    {
        var name = grammar.Names.TakeName();
        _cursor.Open();
        var codes = grammar.List(() => new Argument(grammar.Expressions.Parse()));
        var call = new FunctionCall(new ObjectName([name]) { Span = name.Span }, codes) { Span = _cursor.Since(start) };
        _cursor.Expect(Keyword.Using);
        var charset = grammar.Names.AnyName("a character set").Text;
        _cursor.Close();
        return new ConvertCharset(call, charset) { Span = _cursor.Since(start) };
    }

    /// <summary>PostgreSQL's COLLATION FOR (x) is pg_collation_for(x).</summary>
    public FunctionCall CollationFor(int start)
    {
        _cursor.Take();
        _cursor.Take();
        _cursor.Open();
        var value = grammar.Expressions.Parse();
        _cursor.Close();
        return new FunctionCall(new ObjectName([new Identifier("pg_collation_for")]), [new Argument(value)])
        {
            Span = _cursor.Since(start),
        };
    }

    /// <summary>MySQL: WEIGHT_STRING(text AS CHAR(10) LEVEL 1).</summary>
    public FunctionCall WeightString(int start)
    {
        var name = grammar.Names.TakeName();
        _cursor.Open();
        var text = new Argument(grammar.Expressions.Parse());
        var type = _cursor.Accept(Keyword.As) ? grammar.Types.Parse() : null;
        var levels = _cursor.At(Keyword.Level) ? Levels() : null;
        _cursor.Close();
        return new FunctionCall(new ObjectName([name]) { Span = name.Span }, [text])
        {
            Returning = type,
            Clause = levels,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>LEVEL 1, LEVEL 1-3, LEVEL 1 DESC, 2 REVERSE.</summary>
    private string Levels()
    {
        var words = new List<string>();
        while (_cursor.Current.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Minus or TokenKind.Comma)
            words.Add(_cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant());
        return string.Join(' ', words);
    }

    public MatchAgainst Match(int start)
    {
        _cursor.Take();
        var columns = _cursor.At(TokenKind.LeftParenthesis)
            ? grammar.Parenthesised(grammar.Expressions.Parse)
            : grammar.List<Expression>(() => grammar.Primaries.Parse());
        _cursor.Expect(Keyword.Against);
        _cursor.Open();
        var text = grammar.Expressions.ParseOperand();
        var mode = SearchMode();
        _cursor.Close();
        return new MatchAgainst(columns, text, mode) { Span = _cursor.Since(start) };
    }

    /// <summary>How MySQL's AGAINST searches: one of four ways, or unsaid.</summary>
    private string? SearchMode()
    {
        if (AcceptWords("in", "boolean", "mode"))
            return "IN BOOLEAN MODE";
        if (AcceptWords("in", "natural", "language", "mode"))
            return AcceptWords("with", "query", "expansion") ? "IN NATURAL LANGUAGE MODE WITH QUERY EXPANSION" : "IN NATURAL LANGUAGE MODE";
        return AcceptWords("with", "query", "expansion") ? "WITH QUERY EXPANSION" : null;
    }

    private bool AcceptWords(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!_cursor.Is(_cursor.Peek(i), words[i]))
                return false;
        }
        foreach (var _ in words)
            _cursor.Take();
        return true;
    }
}
