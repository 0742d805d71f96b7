using System.Text.RegularExpressions;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>An SQL expression inside a sentence: calls joined by arithmetic, such as sum(amount) / nullif(count(*), 0).</summary>
internal static partial class SentenceExpression
{
    public static string? TryRead(string text, ref int at)
    {
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.'))
            return null;
        var start = at;
        var end = at;
        var calls = 0;
        while (TryOperand(text, end) is { } operand)
        {
            calls += operand.IsCall ? 1 : 0;
            end = operand.End;
            if (Operator().Match(text, end) is not { Success: true } next)
                break;
            if (TryOperand(text, end + next.Length) is null)
                break;
            end += next.Length;
        }
        if (calls == 0)
            return null;
        at = end;
        return text[start..end].Trim();
    }

    private static (int End, bool IsCall)? TryOperand(string text, int at)
    {
        if (at < text.Length && text[at] == '(' && GroupWithCall().IsMatch(text, at) && Close(text, at) is { } group)
            return (group, true);
        if (Name().Match(text, at) is not { Success: true } name)
            return Literal().Match(text, at) is { Success: true } literal ? (at + literal.Length, false) : null;
        var end = at + name.Length;
        if (end >= text.Length || text[end] != '(')
            return (end, false);
        if (Close(text, end) is not { } close)
            return null;
        // An aggregate may be filtered or windowed by words of its own.
        var filter = Filter().Match(text, close);
        return filter.Success && Close(text, close + filter.Length - 1) is { } after ? (after, true) : (close, true);
    }

    /// <summary>The place behind the parenthesis that closes the one at a place; quotes are stepped over.</summary>
    private static int? Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] is '\'' or '"' or '`')
            {
                i = text.IndexOf(text[i], i + 1);
                if (i < 0)
                    return null;
            }
            depth += text[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0)
                return i + 1;
        }
        return null;
    }

    [GeneratedRegex("""\G[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*""")]
    private static partial Regex Name();

    [GeneratedRegex("""\G\d+(?:\.\d+)?(?![\w%])""")]
    private static partial Regex Literal();

    [GeneratedRegex("""\G\(\s*(?:[A-Za-z_]\w*|\d+(?:\.\d+)?\s*[*/+-]\s*[A-Za-z_]\w*)\(""")]
    private static partial Regex GroupWithCall();

    [GeneratedRegex("""\G\s*[-+*/]\s*(?!>)""")]
    private static partial Regex Operator();

    [GeneratedRegex("""\G\s+filter\s*\(""", RegexOptions.IgnoreCase)]
    private static partial Regex Filter();
}
