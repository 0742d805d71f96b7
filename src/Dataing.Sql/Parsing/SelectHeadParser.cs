using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>What a SELECT says before its source.</summary>
internal readonly record struct SelectHead(
    SqlList<SelectItem> Items,
    SqlList<Hint> Hints,
    Distinct? Distinct,
    Top? Top,
    ValueMode Mode,
    bool Json
);

/// <summary>From SELECT to the last selected expression.</summary>
internal sealed class SelectHeadParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public SelectHead Parse()
    {
        _cursor.Expect(Keyword.Select);
        var json = _cursor.Has(Feature.AllowFiltering) && AtJson() && _cursor.Accept(Keyword.Json);
        var hints = _cursor.At(TokenKind.Hint) ? Hints() : [];
        SkipModifiers();
        var top = Top();
        var distinct = DistinctClause();
        SkipModifiers();
        top ??= Top();
        var mode = Mode();
        return new(Items(), hints, distinct, top, mode, json);
    }

    /// <summary>CQL's JSON is a word of its own before what is selected; alone it is a column.</summary>
    private bool AtJson() =>
        _cursor.At(Keyword.Json)
        && _cursor.Peek() is { Kind: TokenKind.Word or TokenKind.QuotedName or TokenKind.Star, Keyword: not (Keyword.From or Keyword.As) };

    public SelectItem Item()
    {
        var start = _cursor.Start;
        if (AliasFirst() is { } early)
        {
            _cursor.Take();
            _cursor.Take();
            return new SelectItem(grammar.Expressions.Parse(), early) { Span = _cursor.Since(start) };
        }
        var value = grammar.Expressions.Parse();
        if (value is Expression.Star && IsNamedStar)
        {
            _cursor.Take();
            return new SelectItem(value) { Aliases = grammar.Parenthesised(() => grammar.Names.AnyName()), Span = _cursor.Since(start) };
        }
        if (value is Expression.Star && (_cursor.At(Keyword.As) || AtBareAlias()))
            throw SyntaxErrors.Because(
                _cursor,
                SyntaxErrorCode.Syntax,
                "A star cannot be given a name.",
                SyntaxHints.OfMisspelling(_cursor) ?? "Put a comma or FROM behind it, or name its columns one by one."
            );
        if (_cursor.Accept(Keyword.As))
        {
            if (_cursor.At(TokenKind.LeftParenthesis))
                return new SelectItem(value)
                {
                    Aliases = grammar.Parenthesised(() => grammar.Names.AnyName()),
                    Span = _cursor.Since(start),
                };
            var alias = grammar.Names.Alias();
            return new SelectItem(value, alias) { Span = _cursor.Since(start) };
        }
        if (AtBareAlias())
        {
            var alias = _cursor.At(TokenKind.String) ? grammar.Names.StringAsName() : grammar.Names.AnyName();
            return new SelectItem(value, alias) { Span = _cursor.Since(start) };
        }
        return new SelectItem(value) { Span = _cursor.Since(start) };
    }

    /// <summary>Trino: t.* AS (a, b).</summary>
    private bool IsNamedStar => _cursor.Dialect.Family == DialectFamily.Trino && _cursor.At(Keyword.As, TokenKind.LeftParenthesis);

    private bool AtBareAlias() =>
        _cursor.Current.Kind switch
        {
            // CQL has no alias without AS: (int) a is a, taken for an int.
            TokenKind.Word or TokenKind.QuotedName when _cursor.Has(Feature.OneTable) => false,
            TokenKind.Word when AtExclude => false,
            TokenKind.Word => _cursor.Words.MayBeColumnAlias(_cursor.Current.Keyword),
            TokenKind.QuotedName or TokenKind.UnicodeName => true,
            TokenKind.String => _cursor.Has(Feature.StringAliases),
            _ => false,
        };

    /// <summary>SQL Server's <c>alias = expression</c> and DuckDB's <c>alias: expression</c>.</summary>
    private Identifier? AliasFirst()
    {
        if (!grammar.Names.AtName)
            return null;
        var next = _cursor.Peek().Kind;
        if (!(next == TokenKind.Equal && _cursor.Has(Feature.AliasEquals)) && !(next == TokenKind.Colon && _cursor.Has(Feature.ColonAlias)))
            return null;
        var index = _cursor.Index;
        var alias = grammar.Names.TakeName();
        _cursor.GoBack(index);
        return alias;
    }

    private SqlList<SelectItem> Items()
    {
        var items = new ListBuilder<SelectItem>();
        if (_cursor.Has(Feature.EmptySelect) && _cursor.Current.Keyword is Keyword.From or Keyword.Where)
            return items.ToList();
        do
        {
            if (items.Count > 0 && _cursor.Has(Feature.TrailingComma) && EndsItems())
                break;
            items.Add(Item());
        } while (_cursor.Accept(TokenKind.Comma));
        return AtExclude ? WithoutColumns(items.ToList()) : items.ToList();
    }

    /// <summary>Redshift leaves columns out at the end of the whole list: <c>*, a + b AS c EXCLUDE (d)</c>.</summary>
    private bool AtExclude =>
        _cursor.At(Keyword.Exclude)
        && _cursor.Dialect.Family == DialectFamily.Redshift
        && (_cursor.Peek().Kind == TokenKind.LeftParenthesis || grammar.Names.IsName(_cursor.Peek()));

    /// <summary>They are columns of a star; where there are several, the last one keeps the list.</summary>
    private SqlList<SelectItem> WithoutColumns(SqlList<SelectItem> items)
    {
        var last = items.ToList().FindLastIndex(i => i.Value is Expression.Star { Except.Count: 0 });
        if (last < 0)
            throw SyntaxErrors.Because(
                _cursor,
                SyntaxErrorCode.Syntax,
                "EXCLUDE leaves columns of a star out.",
                "Select only the columns you want."
            );
        _cursor.Take();
        var except = new StarParser(grammar).Names();
        var star = (Expression.Star)items[last].Value;
        return [.. items.Select((item, i) => i == last ? item with { Value = star with { Except = except } } : item)];
    }

    private bool EndsItems() =>
        _cursor.AtEnd
        || _cursor.Current.Kind is TokenKind.RightParenthesis or TokenKind.Semicolon
        || _cursor.Current.Keyword is Keyword.From or Keyword.Where;

    /// <summary>MySQL's words between SELECT and the list change how it runs, not what it yields.</summary>
    private void SkipModifiers()
    {
        if (!_cursor.Has(Feature.IndexHints))
            return;
        while (
            _cursor.Current.Keyword
                is Keyword.SqlNoCache
                    or Keyword.SqlCache
                    or Keyword.SqlSmallResult
                    or Keyword.SqlBigResult
                    or Keyword.SqlBufferResult
                    or Keyword.SqlCalcFoundRows
                    or Keyword.HighPriority
                    or Keyword.StraightJoin
        )
            _cursor.Take();
    }

    private Distinct? DistinctClause()
    {
        var start = _cursor.Start;
        if (_cursor.Accept(Keyword.All) || (!_cursor.At(Keyword.Distinct) && !IsDistinctRow()))
            return null;
        _cursor.Take();
        if (!_cursor.At(Keyword.On, TokenKind.LeftParenthesis))
            return new Distinct([]) { Span = _cursor.Since(start) };
        _cursor.Take();
        var on = grammar.Parenthesised(grammar.Expressions.Parse);
        return new Distinct(on) { Span = _cursor.Since(start) };
    }

    private bool IsDistinctRow() => _cursor.At(Keyword.Distinctrow) && _cursor.Has(Feature.IndexHints);

    private Top? Top()
    {
        var start = _cursor.Start;
        if (
            !_cursor.At(Keyword.Top)
            || !_cursor.Has(Feature.Top)
            || _cursor.Peek().Kind is not (TokenKind.Number or TokenKind.LeftParenthesis or TokenKind.AtName)
        )
            return null;
        _cursor.Take();
        Expression count;
        if (_cursor.Accept(TokenKind.LeftParenthesis))
        {
            var countStart = _cursor.Start;
            count = grammar.Queries.StartsAt(0)
                ? new Expression.Subquery(grammar.Queries.Parse()) { Span = _cursor.Since(countStart) }
                : grammar.Expressions.Parse();
            _cursor.Close();
        }
        else
        {
            count = grammar.Primaries.Parse();
        }
        var percent = _cursor.Accept(Keyword.Percent);
        var ties = _cursor.Accept(Keyword.With, Keyword.Ties);
        return new Top(count, percent, ties) { Span = _cursor.Since(start) };
    }

    private ValueMode Mode()
    {
        if (!_cursor.Has(Feature.AngleTypes))
            return ValueMode.Columns;
        if (_cursor.Accept(Keyword.As, Keyword.Struct))
            return ValueMode.Struct;
        return _cursor.Accept(Keyword.As, Keyword.Value) ? ValueMode.Value : ValueMode.Columns;
    }

    private SqlList<Hint> Hints()
    {
        var hints = new ListBuilder<Hint>();
        while (_cursor.At(TokenKind.Hint))
        {
            var token = _cursor.Take();
            HintReader.AddTo(ref hints, _cursor.TextOf(token), token.Start);
        }
        return hints.ToList();
    }
}
