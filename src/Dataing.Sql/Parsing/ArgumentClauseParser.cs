using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>What may follow the arguments within the parentheses of a call: order, limit, nulls, and the phrases of the JSON functions.</summary>
internal sealed class ArgumentClauseParser(Grammar grammar)
{
    /// <summary>What the JSON functions and the columns of JSON_TABLE say of wrappers and quotes.</summary>
    private static readonly string[][] Wrappers =
    [
        ["WITH", "WRAPPER"],
        ["WITH", "ARRAY", "WRAPPER"],
        ["WITH", "UNCONDITIONAL", "WRAPPER"],
        ["WITH", "UNCONDITIONAL", "ARRAY", "WRAPPER"],
        ["WITH", "CONDITIONAL", "WRAPPER"],
        ["WITH", "CONDITIONAL", "ARRAY", "WRAPPER"],
        ["WITHOUT", "WRAPPER"],
        ["WITHOUT", "ARRAY", "WRAPPER"],
        ["KEEP", "QUOTES"],
        ["OMIT", "QUOTES"],
        ["KEEP", "QUOTES", "ON", "SCALAR", "STRING"],
        ["OMIT", "QUOTES", "ON", "SCALAR", "STRING"],
    ];

    /// <summary>Fixed phrases of the JSON functions and of LISTAGG; nothing else may stand there.</summary>
    private static readonly string[][] Phrases =
    [
        .. Wrappers,
        ["ABSENT", "ON", "NULL"],
        ["NULL", "ON", "NULL"],
        ["NULL", "ON", "EMPTY"],
        ["NULL", "ON", "ERROR"],
        ["ERROR", "ON", "EMPTY"],
        ["ERROR", "ON", "ERROR"],
        ["EMPTY", "ON", "ERROR"],
        ["EMPTY", "ON", "EMPTY"],
        ["TRUE", "ON", "ERROR"],
        ["FALSE", "ON", "ERROR"],
        ["UNKNOWN", "ON", "ERROR"],
        ["EMPTY", "ARRAY", "ON", "ERROR"],
        ["EMPTY", "ARRAY", "ON", "EMPTY"],
        ["EMPTY", "OBJECT", "ON", "ERROR"],
        ["EMPTY", "OBJECT", "ON", "EMPTY"],
        ["WITH", "UNIQUE", "KEYS"],
        ["WITHOUT", "UNIQUE", "KEYS"],
        ["WITH", "UNIQUE"],
        ["WITHOUT", "UNIQUE"],
        ["ON", "OVERFLOW", "ERROR"],
        ["ON", "OVERFLOW", "TRUNCATE", "WITH", "COUNT"],
        ["ON", "OVERFLOW", "TRUNCATE", "WITHOUT", "COUNT"],
        ["ON", "OVERFLOW", "TRUNCATE"],
    ];

    private readonly TokenCursor _cursor = grammar.Cursor;

    public FunctionCall Parse(FunctionCall call)
    {
        while (!_cursor.At(TokenKind.RightParenthesis))
        {
            switch (_cursor.Current.Keyword)
            {
                case Keyword.Ignore or Keyword.Respect when _cursor.Peek().Keyword == Keyword.Nulls:
                    call = call with { Nulls = _cursor.Take().Keyword == Keyword.Ignore ? NullTreatment.Ignore : NullTreatment.Respect };
                    _cursor.Take();
                    break;
                case Keyword.Order when call.OrderBy.Count == 0:
                    _cursor.Take();
                    _cursor.Expect(Keyword.By);
                    call = call with { OrderBy = grammar.Endings.OrderItems() };
                    break;
                case Keyword.Having when call.Having is null:
                    var start = _cursor.Start;
                    _cursor.Take();
                    var max = _cursor.Accept(Keyword.Max);
                    if (!max)
                        _cursor.Expect(Keyword.Min);
                    call = call with { Having = new HavingBound(max, grammar.Expressions.Parse()) { Span = _cursor.Since(start) } };
                    break;
                case Keyword.Separator when call.Separator is null:
                    _cursor.Take();
                    call = call with { Separator = grammar.Expressions.ParseOperand() };
                    break;
                case Keyword.Limit when call.Limit is null:
                    _cursor.Take();
                    call = call with { Limit = grammar.Expressions.ParseOperand() };
                    if (_cursor.Dialect.Family == DialectFamily.MySql)
                        call = Skipping(call);
                    break;
                case Keyword.Default when call.Fallbacks.Count < 2:
                    call = call with { Fallbacks = [.. call.Fallbacks, Fallback()] };
                    break;
                case Keyword.Returning when call.Returning is null:
                    _cursor.Take();
                    call = call with { Returning = grammar.Types.Parse() };
                    if (_cursor.Accept(Keyword.Format, Keyword.Json))
                        call = call with
                        {
                            ReturningFormat = Encoding(_cursor) is { } encoding ? $"FORMAT JSON ENCODING {encoding}" : "FORMAT JSON",
                        };
                    break;
                default:
                    if (ClauseWords() is not { } words)
                        throw SyntaxErrors.Expected(_cursor, ",", ")");
                    call = call with { Clause = call.Clause is null ? words : $"{call.Clause} {words}" };
                    break;
            }
        }
        return call;
    }

    /// <summary>MariaDB's GROUP_CONCAT: LIMIT offset, count and LIMIT count OFFSET offset.</summary>
    private FunctionCall Skipping(FunctionCall call)
    {
        if (_cursor.Accept(TokenKind.Comma))
            return call with { Offset = call.Limit, Limit = grammar.Expressions.ParseOperand() };
        return _cursor.Accept(Keyword.Offset) ? call with { Offset = grammar.Expressions.ParseOperand() } : call;
    }

    /// <summary>DEFAULT value ON EMPTY and DEFAULT value ON ERROR.</summary>
    private Fallback Fallback()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Default);
        var value = grammar.Expressions.ParseOperand();
        _cursor.Expect(Keyword.On);
        var onError = !_cursor.Accept(Keyword.Empty);
        if (onError)
            _cursor.Expect(Keyword.Error);
        return new Fallback(value, onError) { Span = _cursor.Since(start) };
    }

    /// <summary>ENCODING UTF8 behind FORMAT JSON; null when none is named.</summary>
    public static string? Encoding(TokenCursor cursor)
    {
        if (!cursor.Accept(Keyword.Encoding))
            return null;
        var name = cursor.TextOf(cursor.Current).ToString().ToUpperInvariant();
        if (name is not ("UTF8" or "UTF16" or "UTF32"))
            throw SyntaxErrors.Expected(cursor, "UTF8", "UTF16", "UTF32");
        cursor.Take();
        return name;
    }

    private string? ClauseWords()
    {
        var phrase = Phrase(_cursor, wrappers: false);
        // LISTAGG's filler is the one text among the phrases; it keeps its own spelling.
        return phrase == "ON OVERFLOW TRUNCATE" && _cursor.At(TokenKind.String)
            ? $"{phrase} {_cursor.TextOf(_cursor.Take())}{(_cursor.Accept(Keyword.With, Keyword.Count) ? " WITH COUNT" : "")}{(_cursor.Accept(Keyword.Without, Keyword.Count) ? " WITHOUT COUNT" : "")}"
            : phrase;
    }

    /// <summary>The longest fixed phrase that stands here, taken; null when none does.</summary>
    public static string? Phrase(TokenCursor cursor, bool wrappers)
    {
        string[]? longest = null;
        foreach (var words in wrappers ? Wrappers : Phrases)
        {
            var fits = words.Length > (longest?.Length ?? 0);
            for (var i = 0; fits && i < words.Length; i++)
                fits = cursor.Is(cursor.Peek(i), words[i]);
            if (fits)
                longest = words;
        }
        for (var i = 0; i < (longest?.Length ?? 0); i++)
            cursor.Take();
        return longest is null ? null : string.Join(' ', longest);
    }
}
