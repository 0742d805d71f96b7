using System.Text;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Parsing;

namespace Dataing.Sql.Tests.Properties;

/// <summary>Changes what stands between the tokens of a text, and the letter case of its keywords: nothing that means anything.</summary>
internal static class Layout
{
    public static string Change(string sql, SqlDialect dialect, Random random)
    {
        Token[] tokens;
        try
        {
            tokens = [.. Lexer.Read(sql, dialect, 10_000)];
        }
        catch (TokenException)
        {
            return sql;
        }
        var text = new StringBuilder();
        for (var i = 0; tokens[i].Kind != TokenKind.End; i++)
        {
            var token = tokens[i];
            var gap = sql[(i == 0 ? 0 : tokens[i - 1].End)..token.Start];
            // Two texts beside each other are one when a line ends between them, and an error when none does.
            var joins = i > 0 && tokens[i - 1].Kind == TokenKind.String && token.Kind == TokenKind.String;
            text.Append(
                !joins && gap.Length > 0 && gap.All(char.IsWhiteSpace) && !gap.Contains('\n', StringComparison.Ordinal)
                    ? Gap(gap, random)
                    : gap
            );
            var word = sql[token.Start..token.End];
            text.Append(IsFreeOfCase(tokens, i) ? Recased(word, random) : word);
        }
        return text.ToString();
    }

    /// <summary>A reserved word, where it can be nothing else.</summary>
    private static bool IsFreeOfCase(Token[] tokens, int i) =>
        tokens[i].Keyword
            is Keyword.Select
                or Keyword.From
                or Keyword.Where
                or Keyword.Group
                or Keyword.Order
                or Keyword.By
                or Keyword.Having
                or Keyword.Union
                or Keyword.And
                or Keyword.Or
        && (i == 0 || tokens[i - 1].Kind != TokenKind.Dot);

    private static string Gap(string gap, Random random) =>
        random.Next(5) switch
        {
            0 => gap + "/* drop ; ' */ ",
            1 => gap + "\n\t",
            2 => gap + "-- ; delete \" '\n",
            3 => gap + gap,
            _ => gap,
        };

    private static string Recased(string word, Random random) =>
        random.Next(3) switch
        {
            0 => word.ToLowerInvariant(),
            1 => word.ToUpperInvariant(),
            _ => string.Concat(word.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))),
        };
}
