using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

internal sealed class NameRenderer(SqlText text)
{
    public void Write(ObjectName name)
    {
        for (var i = 0; i < name.Parts.Count; i++)
        {
            if (i > 0)
                text.Raw('.');
            Write(name.Parts[i]);
        }
    }

    public void Write(Identifier name)
    {
        if (NeedsQuotes(name))
            WriteQuoted(name.Text);
        else
            text.Raw(name.Text);
    }

    /// <summary>Writes a name behind a dot, where every word is a name.</summary>
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
        if (!IsPlain(name.Text) || text.Dialect.Grammar.Reserved.Contains(name.Text))
            return true;
        return name.Exact && (Words.Everywhere.Contains(name.Text) || !SurvivesFolding(name.Text));
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
        if (name.Length == 0 || (!IsLetter(name[0]) && !lexical.NameStart.Contains(name[0])))
            return lexical.NamesMayStartWithDigit
                && name.Length > 0
                && char.IsAsciiDigit(name[0])
                && name.Any(IsLetter)
                && name.All(IsPart);
        return name.All(IsPart);
        bool IsPart(char c) => IsLetter(c) || char.IsAsciiDigit(c) || lexical.NamePart.Contains(c) || lexical.NameStart.Contains(c);
    }

    private static bool IsLetter(char character) => character == '_' || char.IsLetter(character);
}
