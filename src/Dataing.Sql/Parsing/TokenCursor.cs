using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>The place in the tokens, what may come next there, and how deep the grammar has gone.</summary>
internal sealed class TokenCursor
{
    private Token[] _tokens = [];
    private ParseLimits _limits = ParseLimits.Default;
    private int _count;
    private int _index;
    private int _depth;

    public string Text { get; private set; } = "";

    public SqlDialect Dialect { get; private set; } = SqlDialect.Postgres;

    public GrammarWords Words { get; private set; } = GrammarWords.Of(SqlDialect.Postgres);

    /// <summary>Begins a text; the grammar around a cursor costs more to make than most queries do to read, and is used again.</summary>
    public void Begin(string text, ArraySegment<Token> read, SqlDialect dialect, ParseLimits bounds)
    {
        Text = text;
        _tokens = read.Array ?? [];
        _count = read.Count;
        _limits = bounds;
        (_index, _depth, Chained) = (0, 0, 0);
        if (ReferenceEquals(dialect, Dialect))
            return;
        Dialect = dialect;
        Words = GrammarWords.Of(dialect);
    }

    /// <summary>Operators, joins and set operations that leaned to the left; when there are many, the tree's height is measured.</summary>
    public int Chained { get; private set; }

    public ref readonly Token Current => ref _tokens[_index];

    public int Start => _tokens[_index].Start;

    public int Index => _index;

    public bool AtEnd => _tokens[_index].Kind == TokenKind.End;

    public Token Peek(int offset = 1) => _tokens[Math.Min(_index + offset, _count - 1)] is { Kind: not 0 } token ? token : Last;

    public Token Previous => _tokens[Math.Max(0, _index - 1)];

    private Token Last => new(TokenKind.End, Keyword.None, Text.Length, Text.Length);

    public bool Has(Feature feature) => Words.Has(feature);

    public bool At(TokenKind kind) => _tokens[_index].Kind == kind;

    public bool At(Keyword keyword) => _tokens[_index].Keyword == keyword;

    public bool At(Keyword first, Keyword second) => At(first) && Peek().Keyword == second;

    public bool At(Keyword first, Keyword second, Keyword third) => At(first, second) && Peek(2).Keyword == third;

    public bool At(Keyword keyword, TokenKind next) => At(keyword) && Peek().Kind == next;

    /// <summary>The current token touches the one before it.</summary>
    public bool IsAdjacent => _index > 0 && _tokens[_index - 1].End == _tokens[_index].Start;

    public Token Take()
    {
        var token = _tokens[_index];
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
        var shift = _tokens[_index];
        _tokens[_index] = new Token(TokenKind.Greater, Keyword.None, shift.Start + 1, shift.End);
        return true;
    }

    public void GoBack(int index) => _index = index;

    public ReadOnlySpan<char> TextOf(Token token) => Text.AsSpan(token.Start, token.Length);

    public bool Is(Token token, string word) => TextOf(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    public SourceSpan Since(int start) => SourceSpan.Between(start, _tokens[Math.Max(0, _index - 1)].End);

    /// <summary>One level deeper; every recursive rule goes through here, so that nesting ends in an error and not in a crash.</summary>
    public void Enter()
    {
        // Between two looks at the stack lie few kilobytes of it, and the look leaves a hundred.
        if (++_depth > _limits.Depth || ((_depth & 7) == 1 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
            throw SyntaxErrors.TooDeep(this, _limits.Depth);
    }

    public void Leave() => _depth--;

    /// <summary>Counts one more link of a chain that leans to the left.</summary>
    public void Link(ref int links)
    {
        Chained++;
        if (++links > _limits.Chain)
            throw SyntaxErrors.ChainTooLong(this, _limits.Chain);
    }
}
