using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;

namespace Dataing.Sql.Lexing;

/// <summary>What a character may begin or go on with in a dialect; several at once.</summary>
[Flags]
internal enum CharacterClass : byte
{
    None = 0,
    NameStart = 1,
    NamePart = 2,
    StringQuote = 4,
    NameQuote = 8,

    /// <summary>A letter that may stand before a string, in either case.</summary>
    StringPrefix = 16,

    /// <summary>White space, or the first character of some comment.</summary>
    Trivia = 32,
}

/// <summary>The lexical facts of a dialect by character: the tokenizer asks several of them of every character.</summary>
internal sealed class CharacterClasses
{
    private const int Ascii = 128;

    private static readonly ConcurrentDictionary<string, CharacterClasses> ByDialect = new(StringComparer.Ordinal);

    private readonly CharacterClass[] _classes = new CharacterClass[Ascii];

    private CharacterClasses(LexicalFacts facts)
    {
        for (var character = '\0'; character < Ascii; character++)
            _classes[character] = ClassesOf(character, facts);
    }

    public static CharacterClasses Of(SqlDialect dialect) =>
        ByDialect.GetOrAdd(dialect.Name, static (_, facts) => new(facts), dialect.Lexical);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(char character, CharacterClass asked) =>
        ((character < Ascii ? _classes[character] : BeyondAscii(character)) & asked) != 0;

    /// <summary>How many characters of that class a text begins with.</summary>
    public int Run(ReadOnlySpan<char> text, CharacterClass asked)
    {
        var length = 0;
        foreach (var character in text)
        {
            if (!Is(character, asked))
                break;
            length++;
        }
        return length;
    }

    private static CharacterClass BeyondAscii(char character) =>
        char.IsWhiteSpace(character) ? CharacterClass.NameStart | CharacterClass.Trivia
        : character == '\uFEFF' ? CharacterClass.NameStart | CharacterClass.NamePart | CharacterClass.Trivia
        : CharacterClass.NameStart | CharacterClass.NamePart;

    private static CharacterClass ClassesOf(char character, LexicalFacts facts)
    {
        var classes = CharacterClass.None;
        if (char.IsAsciiLetter(character) || character == '_' || facts.NameStart.Contains(character))
            classes |= CharacterClass.NameStart;
        if (char.IsAsciiLetterOrDigit(character) || character == '_' || facts.NamePart.Contains(character))
            classes |= CharacterClass.NamePart;
        if (facts.StringQuotes.Contains(character))
            classes |= CharacterClass.StringQuote;
        if (facts.IdentifierQuotes.Contains(character))
            classes |= CharacterClass.NameQuote;
        if (facts.StringPrefixes.Contains(char.ToUpperInvariant(character)))
            classes |= CharacterClass.StringPrefix;
        if (char.IsWhiteSpace(character) || character is '-' or '/' or '#')
            classes |= CharacterClass.Trivia;
        return classes;
    }
}
