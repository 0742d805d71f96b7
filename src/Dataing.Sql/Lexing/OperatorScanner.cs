using System.Buffers;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lexing;

/// <summary>Reads punctuation and operators: the longest that is known, or in PostgreSQL's family any run of operator characters.</summary>
internal static class OperatorScanner
{
    /// <summary>The most that PostgreSQL takes. Without an end each sign of a long run would be told from the whole of what follows it.</summary>
    private const int LongestOperator = 63;

    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";

    private static readonly SearchValues<char> Special = SearchValues.Create("~!@#%^&|`?");

    public static TokenKind Read(ReadOnlySpan<char> text, int at, LexicalFacts facts, out int length)
    {
        length = 1;
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        switch (text[at])
        {
            case '(':
                return TokenKind.LeftParenthesis;
            case ')':
                return TokenKind.RightParenthesis;
            case '[':
                return TokenKind.LeftBracket;
            case ']':
                return TokenKind.RightBracket;
            case '{':
                return TokenKind.LeftBrace;
            case '}':
                return TokenKind.RightBrace;
            case ',':
                return TokenKind.Comma;
            case '.':
                return TokenKind.Dot;
            case ';':
                return TokenKind.Semicolon;
            case ':' when next == ':':
                length = 2;
                return TokenKind.DoubleColon;
            case ':' when next == '=':
                length = 2;
                return TokenKind.ColonEquals;
            case ':':
                return TokenKind.Colon;
            case '$':
                return TokenKind.DollarName;
        }
        var run = facts.CustomOperators ? CustomRun(text[at..], at) : KnownRun(text[at..]);
        length = run.Length;
        return length == 0 ? TokenKind.End : KindOf(run);
    }

    /// <summary>PostgreSQL's rule: a comment ends an operator, and it ends in + or - only if it holds one of ~!@#%^&amp;|`?.</summary>
    private static ReadOnlySpan<char> CustomRun(ReadOnlySpan<char> text, int at)
    {
        var length = 0;
        while (length < text.Length && OperatorCharacters.Contains(text[length]))
        {
            if (length > 0 && length + 1 < text.Length && text.Slice(length, 2) is "--" or "/*")
                break;
            if (++length > LongestOperator)
                throw new TokenException(
                    SyntaxErrorCode.Token,
                    $"An operator has at most {LongestOperator} characters.",
                    new SourceSpan(at, LongestOperator),
                    "Put spaces or parentheses between signs."
                );
        }
        if (length > 1 && !text[..length].ContainsAny(Special))
            while (length > 1 && text[length - 1] is '+' or '-' && !text[..length].SequenceEqual("->"))
                length--;
        return text[..length];
    }

    private static ReadOnlySpan<char> KnownRun(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(3, text.Length); length > 1; length--)
            if (KindOf(text[..length]) != TokenKind.CustomOperator)
                return text[..length];
        return OperatorCharacters.Contains(text[0]) ? text[..1] : [];
    }

    private static TokenKind KindOf(ReadOnlySpan<char> run) =>
        run switch
        {
            "?" => TokenKind.Question,
            "+" => TokenKind.Plus,
            "-" => TokenKind.Minus,
            "*" => TokenKind.Star,
            "/" => TokenKind.Slash,
            "//" => TokenKind.DoubleSlash,
            "**" => TokenKind.DoubleStar,
            "%" => TokenKind.Percent,
            "^" => TokenKind.Caret,
            "~" => TokenKind.Tilde,
            "!" => TokenKind.Bang,
            "&" => TokenKind.Ampersand,
            "&&" => TokenKind.DoubleAmpersand,
            "|" => TokenKind.Pipe,
            "||" => TokenKind.DoublePipe,
            "|>" => TokenKind.PipeArrow,
            "=" or "==" => TokenKind.Equal,
            "<>" or "!=" => TokenKind.NotEqual,
            "!<" => TokenKind.GreaterOrEqual,
            "!>" => TokenKind.LessOrEqual,
            "<" => TokenKind.Less,
            "<=" => TokenKind.LessOrEqual,
            ">" => TokenKind.Greater,
            ">=" => TokenKind.GreaterOrEqual,
            "<=>" => TokenKind.NullSafeEqual,
            "<<" => TokenKind.ShiftLeft,
            ">>" => TokenKind.ShiftRight,
            "->" => TokenKind.Arrow,
            "->>" => TokenKind.ArrowText,
            "=>" => TokenKind.FatArrow,
            "#>" => TokenKind.PathArrow,
            "#>>" => TokenKind.PathArrowText,
            "~*" => TokenKind.TildeStar,
            "!~" => TokenKind.BangTilde,
            "!~*" => TokenKind.BangTildeStar,
            _ => TokenKind.CustomOperator,
        };
}
