using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Reads <c>/*+ NAME(words, words) NAME … */</c>; what does not look like that is a comment and falls away.</summary>
internal static class HintReader
{
    public static void AddTo(ref ListBuilder<Hint> hints, ReadOnlySpan<char> comment, int start)
    {
        var inside = comment[3..^2];
        var at = 0;
        while (at < inside.Length)
        {
            if (char.IsWhiteSpace(inside[at]) || inside[at] == ',')
            {
                at++;
                continue;
            }
            var nameEnd = EndOfWord(inside, at);
            if (nameEnd == at)
                return;
            var name = inside[at..nameEnd].ToString();
            SqlList<string> arguments = [];
            at = nameEnd;
            while (at < inside.Length && char.IsWhiteSpace(inside[at]))
                at++;
            if (at < inside.Length && inside[at] == '(')
            {
                var close = inside[at..].IndexOf(')');
                if (close < 0)
                    return;
                // What is no plain list is kept whole, so that it can be refused by name: SET_VAR(sql_mode='').
                var text = inside[(at + 1)..(at + close)];
                arguments = IsPlain(text) ? Split(text) : [text.ToString()];
                at += close + 1;
            }
            hints.Add(new Hint(name, arguments) { Span = new(start + 3, inside.Length) });
        }
    }

    private static SqlList<string> Split(ReadOnlySpan<char> arguments) =>
        arguments.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToSqlList();

    private static bool IsPlain(ReadOnlySpan<char> arguments)
    {
        foreach (var character in arguments)
            if (
                !char.IsLetterOrDigit(character)
                && character is not ('_' or ',' or ' ' or '.' or '@' or '=' or '`' or '%' or '\n' or '\r' or '\t')
            )
                return false;
        return true;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_'))
            at++;
        return at;
    }
}
