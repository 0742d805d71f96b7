using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>The place in the tokens, what may come next there, and how deep the grammar has gone.</summary>
internal sealed class TokenCursor(string text, Token[] tokens, int count, SqlDialect dialect, ParseLimits limits)
{
    private readonly GrammarWords _words = GrammarWords.Of(dialect);
    private int _index;
    private int _depth;

    public string Text => text;

    public SqlDialect Dialect => dialect;

    public GrammarWords Words => _words;

    /// <summary>Operators, joins and set operations that leaned to the left; when there are many, the tree's height is measured.</summary>
    public int Chained { get; private set; }

    public ref readonly Token Current => ref tokens[_index];

    public int Start => tokens[_index].Start;

    public int Index => _index;

    public bool AtEnd => tokens[_index].Kind == TokenKind.End;

    public Token Peek(int offset = 1) => tokens[Math.Min(_index + offset, count - 1)] is { Kind: not 0 } token ? token : Last;

    public Token Previous => tokens[Math.Max(0, _index - 1)];

    private Token Last => new(TokenKind.End, Keyword.None, text.Length, text.Length);

    public bool Has(Feature feature) => _words.Has(feature);

    public bool At(TokenKind kind) => tokens[_index].Kind == kind;

    public bool At(Keyword keyword) => tokens[_index].Keyword == keyword;

    public bool At(Keyword first, Keyword second) => At(first) && Peek().Keyword == second;

    public bool At(Keyword first, Keyword second, Keyword third) => At(first, second) && Peek(2).Keyword == third;

    public bool At(Keyword keyword, TokenKind next) => At(keyword) && Peek().Kind == next;

    /// <summary>The current token touches the one before it.</summary>
    public bool IsAdjacent => _index > 0 && tokens[_index - 1].End == tokens[_index].Start;

    public Token Take()
    {
        var token = tokens[_index];
        if (token.Kind != TokenKind.End)
            _index++;
        return token;
    }

    public bool Accept(TokenKind kind)
    {
        if (!At(kind))
            return false;
        Take();
        return true;
    }

    public bool Accept(Keyword keyword)
    {
        if (!At(keyword))
            return false;
        Take();
        return true;
    }

    public bool Accept(Keyword first, Keyword second)
    {
        if (!At(first, second))
            return false;
        _index += 2;
        return true;
    }

    public bool Accept(Keyword first, Keyword second, Keyword third)
    {
        if (!At(first, second, third))
            return false;
        _index += 3;
        return true;
    }

    public void Expect(TokenKind kind, string what)
    {
        if (!Accept(kind))
            throw SyntaxErrors.Expected(this, what);
    }

    public void Expect(Keyword keyword)
    {
        if (!Accept(keyword))
            throw SyntaxErrors.Expected(this, KeywordTable.TextOf(keyword));
    }

    public void Open() => Expect(TokenKind.LeftParenthesis, "(");

    public void Close() => Expect(TokenKind.RightParenthesis, ")");

    /// <summary>Takes one of the two brackets of <c>&gt;&gt;</c>, which ends two types at once.</summary>
    public bool AcceptHalfOfShift()
    {
        if (!At(TokenKind.ShiftRight))
            return false;
        var shift = tokens[_index];
        tokens[_index] = new Token(TokenKind.Greater, Keyword.None, shift.Start + 1, shift.End);
        return true;
    }

    public void GoBack(int index) => _index = index;

    public ReadOnlySpan<char> TextOf(Token token) => text.AsSpan(token.Start, token.Length);

    public bool Is(Token token, string word) => TextOf(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    public SourceSpan Since(int start) => SourceSpan.Between(start, tokens[Math.Max(0, _index - 1)].End);

    /// <summary>One level deeper; every recursive rule goes through here, so that nesting ends in an error and not in a crash.</summary>
    public void Enter()
    {
        if (++_depth > limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw SyntaxErrors.TooDeep(this, limits.Depth);
    }

    public void Leave() => _depth--;

    /// <summary>Counts one more link of a chain that leans to the left.</summary>
    public void Link(ref int links)
    {
        Chained++;
        if (++links > limits.Chain)
            throw SyntaxErrors.ChainTooLong(this, limits.Chain);
    }
}
