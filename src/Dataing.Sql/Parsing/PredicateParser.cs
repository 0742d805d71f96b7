using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>IS, IN, BETWEEN, LIKE and comparisons with ANY or ALL.</summary>
internal sealed class PredicateParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public bool AtQuantified => _cursor.Peek().Kind == TokenKind.LeftParenthesis;

    public Expression? Continue(Expression left, int start, int minimum)
    {
        var negated = _cursor.At(Keyword.Not);
        var keyword = negated ? _cursor.Peek().Keyword : _cursor.Current.Keyword;
        var global = keyword == Keyword.Global && _cursor.Has(Feature.ArrayJoin);
        if (global)
        {
            negated = _cursor.Peek(1).Keyword == Keyword.Not;
            keyword = Keyword.In;
        }
        switch (keyword)
        {
            case Keyword.Is when !negated && minimum <= IsPower:
                return Is(left, start);
            case Keyword.Isnull when !negated && minimum <= IsPower && HasPostfixNull:
                _cursor.Take();
                return new Is(left, IsTest.Null) { Span = _cursor.Since(start) };
            case Keyword.Notnull when !negated && minimum <= IsPower && HasPostfixNull:
                _cursor.Take();
                return new Is(left, IsTest.Null, Negated: true) { Span = _cursor.Since(start) };
            case Keyword.Null when negated && minimum <= IsPower && _cursor.Dialect.Family is DialectFamily.Sqlite or DialectFamily.DuckDb:
                _cursor.Take();
                _cursor.Take();
                return new Is(left, IsTest.Null, Negated: true) { Span = _cursor.Since(start) };
            case Keyword.In when minimum <= RangePower:
                Skip(negated, global);
                return In(left, start, negated, global);
            case Keyword.Between when minimum <= RangePower:
                Skip(negated, false);
                return Between(left, start, negated);
        }
        if (LikeOf(keyword, negated) is not { } kind || minimum > RangePower)
            return null;
        Skip(negated, false);
        return Like(left, start, negated, kind);
    }

    /// <summary>The right side of <c>= ANY (…)</c>; the comparison has been taken, the word has not.</summary>
    public Quantified Quantified(Expression left, Token operation, int start)
    {
        var text =
            operation.Kind == TokenKind.NotEqual ? "<>"
            : operation.Kind == TokenKind.Equal ? "="
            : _cursor.TextOf(operation).ToString();
        var quantifier = _cursor.Take().Keyword == Keyword.All ? Quantifier.All : Quantifier.Any;
        return new Quantified(left, text, quantifier, QuantifiedRight()) { Span = _cursor.Since(start) };
    }

    /// <summary>SQLite has one level for all of them; elsewhere IS binds least and IN, BETWEEN and LIKE most.</summary>
    private int IsPower => _cursor.Dialect.Grammar.Precedence == PrecedenceStyle.Postgres ? Power.Is : Power.Comparison;

    private int RangePower => _cursor.Dialect.Grammar.Precedence == PrecedenceStyle.Sqlite ? Power.Comparison : Power.Range;

    private bool HasPostfixNull => _cursor.Dialect.Lexical.CustomOperators || _cursor.Dialect.Family is DialectFamily.Sqlite;

    private int OperandPower => _cursor.Dialect.Grammar.Precedence == PrecedenceStyle.Sqlite ? Power.Range : Power.Other;

    private void Skip(bool negated, bool global)
    {
        if (global)
            _cursor.Take();
        if (negated)
            _cursor.Take();
        _cursor.Take();
    }

    private Expression QuantifiedRight()
    {
        var start = _cursor.Start;
        if (grammar.Queries.AtParenthesised)
            return new Subquery(grammar.Queries.ParseParenthesised()) { Span = _cursor.Since(start) };
        _cursor.Open();
        var values = grammar.Expressions.List();
        _cursor.Close();
        return values.Count == 1 ? values[0] : new Expression.Tuple(values) { Span = _cursor.Since(start) };
    }

    private Expression Is(Expression left, int start)
    {
        _cursor.Take();
        var negated = _cursor.Accept(Keyword.Not);
        if (_cursor.Accept(Keyword.Distinct, Keyword.From))
            return new IsDistinct(left, grammar.Expressions.Parse(Power.Range), negated) { Span = _cursor.Since(start) };
        IsTest? test = _cursor.Current.Keyword switch
        {
            Keyword.Null => IsTest.Null,
            Keyword.True => IsTest.True,
            Keyword.False => IsTest.False,
            Keyword.Unknown => IsTest.Unknown,
            Keyword.Json => JsonTest(),
            Keyword.Normalized => IsTest.Normalized,
            Keyword.Nfc or Keyword.Nfd or Keyword.Nfkc or Keyword.Nfkd when _cursor.Peek().Keyword == Keyword.Normalized => FormTest(),
            Keyword.Document => IsTest.Document,
            _ => null,
        };
        if (test is { } known)
        {
            _cursor.Take();
            var unique = known is >= IsTest.Json and <= IsTest.JsonValue && AcceptUniqueKeys();
            return new Is(left, known, negated) { UniqueKeys = unique, Span = _cursor.Since(start) };
        }
        // SQLite's IS compares any two values, NULL being equal to NULL.
        if (_cursor.Dialect.Family == DialectFamily.Sqlite)
            return new IsDistinct(left, grammar.Expressions.Parse(Power.Comparison + 1), !negated) { Span = _cursor.Since(start) };
        throw SyntaxErrors.Expected(_cursor, "NULL", "TRUE", "FALSE", "DISTINCT FROM");
    }

    /// <summary>WITH UNIQUE [KEYS]; WITHOUT says what saying nothing says.</summary>
    private bool AcceptUniqueKeys()
    {
        if (_cursor.Current.Keyword is not (Keyword.With or Keyword.Without) || !_cursor.Is(_cursor.Peek(), "unique"))
            return false;
        var unique = _cursor.Take().Keyword == Keyword.With;
        _cursor.Take();
        if (_cursor.Is(_cursor.Current, "keys"))
            _cursor.Take();
        return unique;
    }

    private IsTest FormTest() =>
        _cursor.Take().Keyword switch
        {
            Keyword.Nfc => IsTest.NormalizedNfc,
            Keyword.Nfd => IsTest.NormalizedNfd,
            Keyword.Nfkc => IsTest.NormalizedNfkc,
            _ => IsTest.NormalizedNfkd,
        };

    private IsTest JsonTest()
    {
        var test = _cursor.Peek().Keyword switch
        {
            Keyword.Object => IsTest.JsonObject,
            Keyword.Array => IsTest.JsonArray,
            Keyword.Scalar => IsTest.JsonScalar,
            Keyword.Value => IsTest.JsonValue,
            _ => IsTest.Json,
        };
        if (test != IsTest.Json)
            _cursor.Take();
        return test;
    }

    private Expression In(Expression left, int start, bool negated, bool global)
    {
        if (!_cursor.At(TokenKind.LeftParenthesis))
        {
            var container = grammar.Expressions.Parse(Power.Other);
            // In parentheses, which anything but a plain operand would need, it would be a list.
            if (Rendering.Bindings.Of(container) < Rendering.Binding.Primary || container is FieldAccess or FieldStar)
                throw SyntaxErrors.Expected(_cursor, "( behind IN");
            return new InValue(left, container, negated) { Global = global, Span = _cursor.Since(start) };
        }
        if (grammar.Queries.AtParenthesised)
            return new InQuery(left, grammar.Queries.ParseParenthesised(), negated) { Global = global, Span = _cursor.Since(start) };
        _cursor.Open();
        SqlList<Expression> items = _cursor.At(TokenKind.RightParenthesis) ? [] : grammar.Expressions.List();
        // IN ((SELECT 1) UNION (SELECT 2)), and IN ((SELECT 1)), which all engines read as one query.
        if (items is [Subquery single])
        {
            var query = grammar.Queries.AtContinuation ? grammar.Queries.ContinueFrom(single.Query) : single.Query;
            _cursor.Close();
            return new InQuery(left, query, negated) { Global = global, Span = _cursor.Since(start) };
        }
        _cursor.Close();
        return new InList(left, items, negated) { Global = global, Span = _cursor.Since(start) };
    }

    private Between Between(Expression left, int start, bool negated)
    {
        var symmetric = _cursor.Accept(Keyword.Symmetric);
        if (!symmetric)
            _cursor.Accept(Keyword.Asymmetric);
        var low = grammar.Expressions.Parse(OperandPower);
        _cursor.Expect(Keyword.And);
        var high = grammar.Expressions.Parse(OperandPower);
        return new Between(left, low, high, negated) { Symmetric = symmetric, Span = _cursor.Since(start) };
    }

    private LikeKind? LikeOf(Keyword keyword, bool negated)
    {
        var next = _cursor.Peek(negated ? 2 : 1);
        return keyword switch
        {
            Keyword.Like => LikeKind.Like,
            Keyword.Ilike => LikeKind.ILike,
            Keyword.Rlike or Keyword.Regexp => LikeKind.Regexp,
            Keyword.Glob when _cursor.Has(Feature.Glob) => LikeKind.Glob,
            Keyword.Match when _cursor.Dialect.Family == DialectFamily.Sqlite => LikeKind.Match,
            Keyword.Similar when next.Keyword == Keyword.To => LikeKind.SimilarTo,
            _ => null,
        };
    }

    /// <summary>LIKE ANY UNNEST(patterns): an array that a call yields.</summary>
    private bool AtQuantifiedCall =>
        _cursor.Dialect.Family is DialectFamily.BigQuery or DialectFamily.Snowflake
        && _cursor.Peek().Kind == TokenKind.Word
        && _cursor.Peek(2).Kind == TokenKind.LeftParenthesis;

    private Like Like(Expression left, int start, bool negated, LikeKind kind)
    {
        if (kind == LikeKind.SimilarTo)
            _cursor.Expect(Keyword.To);
        Quantifier? quantifier = null;
        if (_cursor.Current.Keyword is Keyword.Any or Keyword.Some or Keyword.All && (AtQuantified || AtQuantifiedCall))
            quantifier = _cursor.Take().Keyword == Keyword.All ? Quantifier.All : Quantifier.Any;
        var pattern =
            quantifier is null || !_cursor.At(TokenKind.LeftParenthesis) ? grammar.Expressions.Parse(OperandPower) : QuantifiedRight();
        var escape = _cursor.Accept(Keyword.Escape) ? grammar.Expressions.Parse(Power.Other) : BracedEscape();
        return new Like(left, kind, pattern, negated)
        {
            Escape = escape,
            Quantifier = quantifier,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>ODBC's {ESCAPE '!'}, which means what it means without braces.</summary>
    private Expression? BracedEscape()
    {
        if (!_cursor.At(TokenKind.LeftBrace) || _cursor.Peek().Keyword != Keyword.Escape)
            return null;
        _cursor.Take();
        _cursor.Take();
        var escape = grammar.Expressions.Parse(Power.Other);
        _cursor.Expect(TokenKind.RightBrace, "}");
        return escape;
    }
}
