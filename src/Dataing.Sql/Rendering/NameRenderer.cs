using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

internal sealed class NameRenderer(SqlText text)
{
    private readonly GrammarWords _words = GrammarWords.Of(text.Dialect);

    public void Write(ObjectName name) => Write(name.Parts);

    public void Write(SqlList<Identifier> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (i == 0)
            {
                Write(parts[i]);
                continue;
            }
            text.Raw('.');
            WriteLabel(parts[i]);
        }
    }

    /// <summary>A function's name: words that are reserved as names may still call functions.</summary>
    public void WriteFunction(ObjectName name)
    {
        if (name.Parts is [{ Quoted: false, Exact: false } single] && IsPlain(single.Text))
            text.Raw(single.Text);
        else
            Write(name);
    }

    /// <summary>A name behind a dot or behind AS, where no word is reserved.</summary>
    public void WriteLabel(Identifier name)
    {
        if (name.Quoted || name.Exact || (!IsPlain(name.Text) && !name.Text.All(char.IsAsciiDigit)))
            Write(name);
        else
            text.Raw(name.Text);
    }

    public void Write(Identifier name)
    {
        if (NeedsQuotes(name))
            WriteQuoted(name.Text);
        else
            text.Raw(name.Text);
    }

    /// <summary>Writes a name in the dialect's quotes.</summary>
    public void WriteQuoted(string name)
    {
        var (open, close) =
            text.Dialect.Rendering.NameQuote == '[' ? ('[', ']') : (text.Dialect.Rendering.NameQuote, text.Dialect.Rendering.NameQuote);
        text.Raw(open);
        foreach (var character in name)
        {
            if (text.Dialect.Lexical.BackslashInNames && character is '\\')
                text.Raw('\\');
            if (character == close)
                text.Raw(text.Dialect.Lexical is { BackslashInNames: true, DoubledQuotes: false } ? '\\' : close);
            text.Raw(character);
        }
        text.Raw(close);
    }

    private bool NeedsQuotes(Identifier name)
    {
        if (name.Quoted)
            return true;
        if (name.Text.Length == 0)
            return false;
        if (!IsPlain(name.Text) || _words.IsReserved(KeywordTable.Find(name.Text)))
            return true;
        // 1e5 is a name where the author's text says so; a built one would be read as a number.
        return name.Exact && (char.IsAsciiDigit(name.Text[0]) || Words.Everywhere.Contains(name.Text) || !SurvivesFolding(name.Text));
    }

    private bool SurvivesFolding(string name) =>
        text.Dialect.Grammar.NameCase switch
        {
            NameCase.Lower => !name.Any(char.IsUpper),
            NameCase.Upper => !name.Any(char.IsLower),
            _ => true,
        };

    private bool IsPlain(string name)
    {
        var lexical = text.Dialect.Lexical;
        if (name.Length == 0)
            return true;
        var startsAsName = IsLetter(name[0]) || lexical.NameStart.Contains(name[0]);
        if (!startsAsName && !(lexical.NamesMayStartWithDigit && char.IsAsciiDigit(name[0]) && !name.All(char.IsAsciiDigit)))
            return false;
        // A loop: every name of every query comes by here.
        foreach (var character in name)
        {
            if (
                !IsLetter(character)
                && !char.IsAsciiDigit(character)
                && !lexical.NamePart.Contains(character)
                && !lexical.NameStart.Contains(character)
            )
                return false;
        }
        return true;
    }

    private static bool IsLetter(char character) => char.IsAsciiLetter(character) || character == '_' || char.IsLetter(character);
}
