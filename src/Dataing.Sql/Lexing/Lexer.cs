using System.Buffers;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lexing;

/// <summary>Cuts text into tokens by the lexical facts of a dialect.</summary>
internal ref struct Lexer
{
    private readonly ReadOnlySpan<char> _text;
    private readonly LexicalFacts _facts;
    private readonly CharacterClasses _classes;
    private readonly bool _stages;
    private readonly int _limit;
    private Token[] _tokens;
    private int _count;
    private int _at;

    private Lexer(string text, SqlDialect dialect, int limit)
    {
        _text = text;
        _facts = dialect.Lexical;
        _classes = CharacterClasses.Of(dialect);
        _stages = dialect.Grammar.Has(Feature.StageReferences);
        _limit = limit;
        _tokens = ArrayPool<Token>.Shared.Rent(Math.Max(16, Math.Min(text.Length / 4, limit) + 8));
    }

    /// <summary>All tokens, the last of which is <see cref="TokenKind.End"/>, in an array of the shared pool that the caller gives back.</summary>
    public static ArraySegment<Token> Read(string text, SqlDialect dialect, int limit)
    {
        var lexer = new Lexer(text, dialect, limit);
        lexer.ReadAll();
        return new(lexer._tokens, 0, lexer._count);
    }

    private void ReadAll()
    {
        while (true)
        {
            if (SkipTrivia())
            {
                var start = _at;
                _at = Trivia.EndOfComment(_text, _at, nested: false);
                Add(TokenKind.Hint, start);
                continue;
            }
            if (_at >= _text.Length)
                break;
            ReadToken();
        }
        Add(TokenKind.End, _text.Length);
    }

    /// <summary>Goes to the next token; true when an optimiser hint stands there.</summary>
    private bool SkipTrivia()
    {
        var hint = false;
        // Between most tokens stands one space and nothing else.
        if (Next(0) == ' ')
            _at++;
        if (_at < _text.Length && _classes.Is(_text[_at], CharacterClass.Trivia))
            _at = Trivia.Skip(_text, _at, _facts, out hint);
        return hint;
    }

    private void ReadToken()
    {
        var start = _at;
        var character = _text[_at];
        if (Punctuation(character) is not TokenKind.End and var sign)
            Add(sign, start, ++_at);
        else if (_facts.UuidLiterals && char.IsAsciiHexDigit(character) && Numbers.IsUuid(_text[_at..]))
            Add(TokenKind.Number, start, _at += 36);
        else if (IsNameStart(character) && (character != '#' || IsNamePart(Next(1))))
            ReadWord();
        else if (char.IsAsciiDigit(character) || (character == '.' && char.IsAsciiDigit(Next(1)) && !FollowsOperand()))
            ReadNumber(start);
        else if (IsQuote(character))
            Quoted(_facts.TripleQuotes && Next(1) == character && Next(2) == character ? TokenKind.TripleString : TokenKind.String, start);
        else if (_classes.Is(character, CharacterClass.NameQuote))
            Add(TokenKind.QuotedName, start, _at = Quotes.EndOfName(_text, _at, _facts));
        else if (!ReadSigil(character))
            ReadOperator();
    }

    /// <summary>The signs that mean one thing in every dialect, and are a third of all tokens.</summary>
    private static TokenKind Punctuation(char character) =>
        character switch
        {
            ',' => TokenKind.Comma,
            '(' => TokenKind.LeftParenthesis,
            ')' => TokenKind.RightParenthesis,
            _ => TokenKind.End,
        };

    private void ReadWord()
    {
        var start = _at;
        if (PrefixedString())
            return;
        var end = EndOfName(_at + 1);
        _at = end;
        Add(TokenKind.Word, start, end, KeywordTable.Find(_text[start..end]));
    }

    /// <summary>N'…', E'…', X'…', B'…', R'…', RB'…' and U&amp;'…', which look like words at first.</summary>
    private bool PrefixedString()
    {
        var start = _at;
        if (!_classes.Is(_text[_at], CharacterClass.StringPrefix))
            return false;
        var letter = char.ToUpperInvariant(_text[_at]);
        var next = Next(1);
        if (letter == 'U')
        {
            if (next != '&' || Next(2) is not ('\'' or '"'))
                return false;
            _at += 2;
            if (Next(0) == '\'')
                Quoted(TokenKind.UnicodeString, start);
            else
                Add(TokenKind.UnicodeName, start, _at = Quotes.EndOfName(_text, _at, _facts));
            return true;
        }
        if (IsQuote(next))
        {
            _at++;
            var triple = _facts.TripleQuotes && Next(1) == next && Next(2) == next;
            Quoted(KindOf(letter, triple), start);
            return true;
        }
        if (
            _facts.BPrefixIsBytes
            && (letter, char.ToUpperInvariant(next)) is ('R', 'B') or ('B', 'R')
            && Next(2) is '\'' or '"'
            && IsQuote(Next(2))
        )
        {
            _at += 2;
            Quoted(TokenKind.ByteString, start);
            return true;
        }
        return false;
    }

    private readonly bool IsQuote(char character) => _classes.Is(character, CharacterClass.StringQuote);

    private readonly TokenKind KindOf(char prefix, bool triple) =>
        prefix switch
        {
            'X' => TokenKind.HexString,
            'B' => _facts.BPrefixIsBytes ? TokenKind.ByteString : TokenKind.BitString,
            'E' => TokenKind.EscapeString,
            'R' => triple ? TokenKind.RawTripleString : TokenKind.RawString,
            _ => TokenKind.String,
        };

    private void Quoted(TokenKind kind, int start)
    {
        _at = Quotes.EndOfString(_text, _at, kind, _facts);
        Add(kind, start);
    }

    private bool ReadSigil(char character)
    {
        var start = _at;
        switch (character)
        {
            case '$' when _facts.MoneyNumbers && (char.IsAsciiDigit(Next(1)) || (Next(1) == '.' && char.IsAsciiDigit(Next(2)))):
                _at++;
                ReadNumber(start);
                return true;
            case '$' when _facts.PastedVariables && Next(1) == '{':
                var close = _text[_at..].IndexOf('}');
                if (close < 0)
                    return false;
                Add(TokenKind.Variable, start, _at += close + 1);
                return true;
            case '$':
                var end = _facts.DollarStrings ? Quotes.EndOfDollarString(_text, _at, _facts) : -1;
                if (end > 0)
                {
                    Add(TokenKind.DollarString, start, _at = end);
                    return true;
                }
                return Sigil(TokenKind.DollarName, start, 1);
            case '@' when _stages:
                _at++;
                while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or ',' or ';'))
                    _at++;
                Add(TokenKind.Stage, start);
                return true;
            case '@' when _facts.AtVersions:
                return _count > 0 && _tokens[_count - 1].End == _at && Sigil(TokenKind.AtName, start, 1);
            case '@' when _facts.AtParameters:
                return Next(1) == '@' ? Sigil(TokenKind.Variable, start, 2) : Sigil(TokenKind.AtName, start, 1);
            default:
                return false;
        }
    }

    private bool Sigil(TokenKind kind, int start, int length)
    {
        var end = EndOfName(start + length);
        if (end == start + length && kind != TokenKind.AtName)
            return false;
        if (kind == TokenKind.Variable)
            while (end < _text.Length - 1 && _text[end] == '.' && IsNameStart(_text[end + 1]))
                end = EndOfName(end + 1);
        Add(kind, start, _at = end);
        return true;
    }

    private void ReadNumber(int start)
    {
        if (_text[_at] == '0' && Next(1) is 'x' or 'X' && _facts.HexNumbers && char.IsAsciiHexDigit(Next(2)))
        {
            _at += 2;
            while (char.IsAsciiHexDigit(Next(0)) || (_facts.DigitGroups && Next(0) == '_'))
                _at++;
            if (_facts.BinaryNumbers)
                _at = Numbers.BinaryExponent(_text, _at);
            Add(TokenKind.HexNumber, start);
            return;
        }
        if (_facts.BinaryNumbers && Numbers.Based(_text[_at..]) is > 0 and var based)
        {
            _at += based;
            Add(TokenKind.HexNumber, start);
            return;
        }
        if (_facts.BitNumbers && Next(1) == 'b' && Numbers.Based(_text[_at..]) is > 0 and var bits && !_text.Slice(_at, bits).Contains('_'))
        {
            _at += bits;
            Add(TokenKind.BitString, start);
            return;
        }
        _at = Numbers.End(_text, _at, _facts, afterDot: IsBehind(TokenKind.Dot, start));
        if (_facts.DashedNames)
            EndDashedNumber(start);
        if (_facts.Durations)
            _at += Numbers.Duration(_text[start..], _at - start);
        if (_at < _text.Length && IsNameStart(_text[_at]))
        {
            var mayBeName = _facts.NamesMayStartWithDigit || (_facts.DashedNames && IsBehind(TokenKind.Dot, start));
            if (mayBeName && !_text[start.._at].ContainsAny(".+-"))
            {
                Add(TokenKind.Word, start, _at = EndOfName(_at));
                return;
            }
            throw new TokenException(
                SyntaxErrorCode.Token,
                "A number runs into a name.",
                SourceSpan.Between(start, EndOfName(_at)),
                "Put a space or an operator between them, or quote a name that begins with a digit."
            );
        }
        Add(TokenKind.Number, start);
    }

    /// <summary>BigQuery's project-0.dataset.table: the dot behind the digits parts two names.</summary>
    private void EndDashedNumber(int start)
    {
        if (_at < _text.Length && _text[_at - 1] == '.' && IsNameStart(_text[_at]) && IsBehind(TokenKind.Minus, start))
            _at--;
    }

    private bool IsBehind(TokenKind kind, int start) =>
        _count > 0 && _tokens[_count - 1] is var last && last.Kind == kind && last.End == start;

    private void ReadOperator()
    {
        var start = _at;
        var kind = OperatorScanner.Read(_text, _at, _facts, out var length);
        if (length == 0 || (kind == TokenKind.CustomOperator && !_facts.CustomOperators))
            throw new TokenException(
                SyntaxErrorCode.Token,
                $"The character {Describe(_text[_at])} belongs nowhere.",
                new SourceSpan(_at, 1)
            );
        _at += length;
        Add(kind, start);
    }

    /// <summary>After a name, a bracket or a parenthesis a dot reaches into it, so that <c>t.1</c> is no number.</summary>
    private readonly bool FollowsOperand() =>
        _count > 0
        && _tokens[_count - 1].End == _at
        && (
            _tokens[_count - 1].Kind
                is TokenKind.Word
                    or TokenKind.QuotedName
                    or TokenKind.RightParenthesis
                    or TokenKind.RightBracket
                    // CQL's m[2..4]; elsewhere two dots never stand before a number.
                    or TokenKind.Dot
            || (_tokens[_count - 1].Kind == TokenKind.Number && _count > 1 && _tokens[_count - 2].Kind == TokenKind.Dot)
        );

    private readonly int EndOfName(int from) => from >= _text.Length ? from : from + _classes.Run(_text[from..], CharacterClass.NamePart);

    private readonly bool IsNameStart(char character) => _classes.Is(character, CharacterClass.NameStart);

    private readonly bool IsNamePart(char character) => _classes.Is(character, CharacterClass.NamePart);

    private readonly char Next(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    private void Add(TokenKind kind, int start) => Add(kind, start, _at);

    private void Add(TokenKind kind, int start, int end, Keyword keyword = Keyword.None)
    {
        if (_count >= _limit)
            throw new TokenException(
                SyntaxErrorCode.TooLong,
                $"The text has more than {_limit} tokens.",
                new SourceSpan(start, end - start),
                "Send a shorter query; join with a table instead of listing values."
            );
        if (_count == _tokens.Length)
            Grow();
        _tokens[_count++] = new Token(kind, keyword, start, Math.Max(start, end));
    }

    private void Grow()
    {
        var larger = ArrayPool<Token>.Shared.Rent(_tokens.Length * 2);
        _tokens.CopyTo(larger.AsSpan());
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = larger;
    }

    private static string Describe(char character) => char.IsControl(character) ? $"U+{(int)character:X4}" : $"\"{character}\"";
}
