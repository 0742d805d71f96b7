using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Locks, and the clauses that steer how a query runs or what its output looks like.</summary>
internal sealed class OptionParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>The query with one more clause, or null when none stands here.</summary>
    public Query? Next(Query query)
    {
        switch (_cursor.Current.Keyword)
        {
            case Keyword.For when _cursor.Peek().Keyword is Keyword.Update or Keyword.Share or Keyword.No or Keyword.Key:
                return query with { Locks = [.. query.Locks, Lock()] };
            case Keyword.Lock when _cursor.Peek().Keyword == Keyword.In:
                return query with { Locks = [.. query.Locks, LockInShareMode()] };
            case Keyword.For when _cursor.Peek().Keyword is Keyword.Json or Keyword.Xml or Keyword.Browse:
                return WithOption(query, ForDocument());
            case Keyword.With when _cursor.Peek().Keyword is Keyword.Ur or Keyword.Rs or Keyword.Cs or Keyword.Rr:
                return null;
            case Keyword.Settings when _cursor.Has(Feature.Settings):
                return WithOption(query, Settings());
            case Keyword.Format when _cursor.Has(Feature.Format):
                return WithOption(query, Format());
            case Keyword.Option when _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                return WithOption(query, Option());
            case Keyword.Allow when _cursor.Has(Feature.AllowFiltering):
                var start = _cursor.Start;
                _cursor.Take();
                _cursor.Expect(Keyword.Filtering);
                return WithOption(query, new QueryOption("ALLOW FILTERING", []) { Span = _cursor.Since(start) });
            case Keyword.Into:
                throw SyntaxErrors.Because(
                    _cursor,
                    SyntaxErrorCode.SelectInto,
                    "INTO writes the result to a file, a table or a variable.",
                    "Remove the INTO clause."
                );
            default:
                return null;
        }
    }

    private static Query WithOption(Query query, QueryOption option) => query with { Options = [.. query.Options, option] };

    private LockClause Lock()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.For);
        var strength =
            _cursor.Accept(Keyword.No, Keyword.Key, Keyword.Update) ? "NO KEY UPDATE"
            : _cursor.Accept(Keyword.Key, Keyword.Share) ? "KEY SHARE"
            : _cursor.Accept(Keyword.Share) ? "SHARE"
            : "UPDATE";
        if (strength == "UPDATE")
            _cursor.Expect(Keyword.Update);
        SqlList<ObjectName> of = _cursor.Accept(Keyword.Of) ? grammar.List(() => grammar.Names.ObjectName()) : [];
        return new LockClause(strength, of, Wait()) { Span = _cursor.Since(start) };
    }

    private LockClause LockInShareMode()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Lock);
        _cursor.Expect(Keyword.In);
        _cursor.Expect(Keyword.Share);
        _cursor.Expect(Keyword.Mode);
        return new LockClause("LOCK IN SHARE MODE", [], Wait()) { Span = _cursor.Since(start) };
    }

    private string? Wait()
    {
        if (_cursor.Accept(Keyword.Nowait))
            return "NOWAIT";
        if (_cursor.Accept(Keyword.Skip, Keyword.Locked))
            return "SKIP LOCKED";
        if (!_cursor.At(Keyword.Wait, TokenKind.Number))
            return null;
        _cursor.Take();
        return $"WAIT {_cursor.TextOf(_cursor.Take())}";
    }

    private QueryOption ForDocument()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.For);
        var name = $"FOR {KeywordTable.TextOf(_cursor.Take().Keyword)}";
        var entries = new ListBuilder<OptionEntry>();
        if (name == "FOR BROWSE")
            return new QueryOption(name, []) { Span = _cursor.Since(start) };
        do
        {
            var entryStart = _cursor.Start;
            var word = grammar.Names.AnyName("PATH, AUTO or an option").Text.ToUpperInvariant();
            if (word is "ELEMENTS" or "BINARY" && _cursor.At(TokenKind.Word))
                word += " " + grammar.Names.AnyName().Text.ToUpperInvariant();
            Expression? value = null;
            if (_cursor.Accept(TokenKind.LeftParenthesis))
            {
                value = new Expression.Tuple([grammar.Expressions.Parse()]);
                _cursor.Close();
            }
            entries.Add(new OptionEntry(word, value) { Span = _cursor.Since(entryStart) });
        } while (_cursor.Accept(TokenKind.Comma));
        return new QueryOption(name, entries.ToList()) { Span = _cursor.Since(start) };
    }

    private QueryOption Settings()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Settings);
        var entries = grammar.List(() =>
        {
            var entryStart = _cursor.Start;
            var name = grammar.Names.AnyName("a setting").Text;
            _cursor.Expect(TokenKind.Equal, "=");
            return new OptionEntry(name, grammar.Expressions.Parse()) { Span = _cursor.Since(entryStart) };
        });
        return new QueryOption("SETTINGS", entries) { Span = _cursor.Since(start) };
    }

    private QueryOption Format()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Format);
        var name = grammar.Names.AnyName("a format");
        return new QueryOption("FORMAT", [new OptionEntry(name.Text, null) { Span = name.Span }]) { Span = _cursor.Since(start) };
    }

    private QueryOption Option()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Option);
        var entries = grammar.Parenthesised(OptionEntry);
        return new QueryOption("OPTION", entries) { Span = _cursor.Since(start) };
    }

    /// <summary>A value, or in OPTIMIZE FOR a variable without one: <c>@p UNKNOWN</c>.</summary>
    private Expression OptionValue()
    {
        var start = _cursor.Start;
        var value = grammar.Expressions.Parse();
        if (!_cursor.Accept(Keyword.Unknown))
            return value;
        return new Expression.Is(value, IsTest.Unknown) { Span = _cursor.Since(start) };
    }

    /// <summary>Words with a value behind them: MAXDOP 4, HASH JOIN, USE HINT ('…').</summary>
    private OptionEntry OptionEntry()
    {
        var start = _cursor.Start;
        var words = new List<string>();
        while (_cursor.At(TokenKind.Word))
            words.Add(_cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant());
        if (words.Count == 0)
            throw SyntaxErrors.Expected(_cursor, "an option");
        _cursor.Accept(TokenKind.Equal);
        Expression? value = null;
        if (_cursor.At(TokenKind.LeftParenthesis))
            value = new Expression.Tuple(grammar.Parenthesised(OptionValue));
        else if (_cursor.Current.Kind is TokenKind.Number or TokenKind.String)
            value = grammar.Literals.Literal();
        return new OptionEntry(string.Join(' ', words), value) { Span = _cursor.Since(start) };
    }
}
