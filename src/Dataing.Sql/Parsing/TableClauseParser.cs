using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>What may stand behind a table's name: time travel, alias, FINAL, sample, partitions and hints.</summary>
internal sealed class TableClauseParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly TimeTravelParser _travels = new(grammar);

    /// <summary>SQL Server: FROM t (NOLOCK), without WITH.</summary>
    public bool AtOldHints =>
        _cursor.Has(Feature.TableHints)
        && _cursor.At(TokenKind.LeftParenthesis)
        && _cursor.Peek().Keyword
            is Keyword.Nolock
                or Keyword.Readuncommitted
                or Keyword.Index
                or Keyword.Readpast
                or Keyword.Updlock
                or Keyword.Holdlock
                or Keyword.Tablock
                or Keyword.Tablockx;

    public TableSource Continue(ObjectName name, bool only, int start)
    {
        if (_cursor.At(TokenKind.Star) && _cursor.Dialect.Family == DialectFamily.Postgres)
            _cursor.Take();
        var partitions = Partitions();
        var travel = TimeTravel();
        var sample = SampleBeforeAlias();
        var oldHints = AtOldHints ? grammar.Parenthesised(TableHint) : [];
        var alias = grammar.Sources.Alias();
        travel ??= TimeTravel();
        var position =
            _cursor.Has(Feature.SuperNavigation) && grammar.Names.IsName(_cursor.Peek()) && _cursor.Accept(Keyword.At)
                ? grammar.Names.Name("a name for the place")
                : null;
        if (alias is null && travel is not null)
            alias = grammar.Sources.Alias();
        var final = _cursor.Has(Feature.Final) && _cursor.Accept(Keyword.Final);
        sample ??= grammar.Sources.Sample();
        if (alias is null && sample is not null && _cursor.Dialect.Family != DialectFamily.ClickHouse)
            alias = grammar.Sources.Alias();
        var hints = Hints();
        // At once with all that hangs on it, not one copy for each.
        var table = new TableSource.Table(name, alias)
        {
            Only = only,
            Partitions = partitions,
            TimeTravel = travel,
            Position = position,
            Final = final,
            Sample = sample,
            Hints = oldHints.Count == 0 ? hints : [.. oldHints, .. hints],
            Span = _cursor.Since(start),
        };
        return _cursor.Dialect.Family == DialectFamily.BigQuery && _cursor.At(Keyword.With, Keyword.Offset)
            ? Unfolded(table, start)
            : table;
    }

    private SqlList<Identifier> Partitions()
    {
        if (!_cursor.At(Keyword.Partition, TokenKind.LeftParenthesis))
            return [];
        _cursor.Take();
        return grammar.Parenthesised(() => grammar.Names.Name("a partition"));
    }

    /// <summary>BigQuery's t.items AS x WITH OFFSET is UNNEST(t.items) AS x WITH OFFSET: only an array has offsets.</summary>
    private TableSource.Unnest Unfolded(TableSource.Table table, int start)
    {
        if (table is not { TimeTravel: null, Sample: null, Name.Parts.Count: > 1 })
            throw SyntaxErrors.Expected(_cursor, "the end of the source");
        var path = new Expression.Column(table.Name.Parts) { Span = table.Name.Span };
        return new TableSource.Unnest([new Argument(path) { Span = path.Span }], table.Alias)
        {
            WithOffset = _cursor.Accept(Keyword.With, Keyword.Offset),
            OffsetAlias = OffsetAlias(),
            Span = _cursor.Since(start),
        };
    }

    /// <summary>The name of the column that counts, behind WITH OFFSET.</summary>
    public Identifier? OffsetAlias() =>
        _cursor.Accept(Keyword.As) || (grammar.Names.AtName && _cursor.Words.MayBeTableAlias(_cursor.Current.Keyword))
            ? grammar.Names.AnyName("an alias")
            : null;

    /// <summary>ClickHouse names a table before it samples it: an OFFSET behind the sample is the sample's.</summary>
    private TableSample? SampleBeforeAlias() => _cursor.Dialect.Family == DialectFamily.ClickHouse ? null : grammar.Sources.Sample();

    private TimeTravel? TimeTravel()
    {
        var start = _cursor.Start;
        if (_travels.Ahead)
            return _travels.Parse();
        if (_cursor.Has(Feature.VersionAsOf))
        {
            if (_cursor.At(TokenKind.AtName) && _cursor.IsAdjacent)
                return _travels.Version();
            if (
                _cursor.At(Keyword.For)
                && _cursor.Peek().Keyword is Keyword.Version or Keyword.Timestamp or Keyword.SystemTime or Keyword.SystemVersion
            )
                _cursor.Take();
            if (
                _cursor.Current.Keyword is Keyword.Version or Keyword.Timestamp or Keyword.SystemTime or Keyword.SystemVersion
                && _cursor.Peek().Keyword == Keyword.As
                && _cursor.Peek(2).Keyword == Keyword.Of
            )
                return AsOf(start);
        }
        if (!_cursor.Has(Feature.ForSystemTime) || !_cursor.At(Keyword.For))
            return null;
        if (_cursor.Peek().Keyword is not (Keyword.SystemTime or Keyword.Timestamp or Keyword.Version))
            return null;
        _cursor.Take();
        return Period(start);
    }

    private TimeTravel AsOf(int start)
    {
        var kind = KeywordTable.TextOf(_cursor.Take().Keyword) + " AS OF";
        _cursor.Take();
        _cursor.Take();
        return new TimeTravel(kind, grammar.Expressions.ParseOperand()) { Span = _cursor.Since(start) };
    }

    private TimeTravel Period(int start)
    {
        var name = KeywordTable.TextOf(_cursor.Take().Keyword);
        if (_cursor.Accept(Keyword.As, Keyword.Of))
            return new TimeTravel($"{name} AS OF", Instant()) { Span = _cursor.Since(start) };
        if (_cursor.Accept(Keyword.All))
            return new TimeTravel($"{name} ALL", null) { Span = _cursor.Since(start) };
        var kind = _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant();
        switch (kind)
        {
            case "FROM":
                var from = Instant();
                _cursor.Expect(Keyword.To);
                return new TimeTravel($"{name} FROM", from, Instant()) { Span = _cursor.Since(start) };
            case "BETWEEN":
                var low = Instant();
                _cursor.Expect(Keyword.And);
                return new TimeTravel($"{name} BETWEEN", low, Instant()) { Span = _cursor.Since(start) };
            case "CONTAINED":
                _cursor.Expect(Keyword.In);
                _cursor.Open();
                var first = Instant();
                _cursor.Expect(TokenKind.Comma, ",");
                var last = Instant();
                _cursor.Close();
                return new TimeTravel($"{name} CONTAINED IN", first, last) { Span = _cursor.Since(start) };
            default:
                _cursor.GoBack(_cursor.Index - 1);
                throw SyntaxErrors.Expected(_cursor, "AS OF", "BETWEEN", "FROM", "ALL");
        }
    }

    /// <summary>MariaDB may put TIMESTAMP or TRANSACTION before an instant that is no literal; TIMESTAMP is what it is without.</summary>
    private Expression Instant()
    {
        if (
            _cursor.Dialect.Family == DialectFamily.MySql
            && _cursor.At(Keyword.Timestamp)
            && _cursor.Peek().Kind != TokenKind.LeftParenthesis
        )
            _cursor.Take();
        return grammar.Expressions.ParseOperand();
    }

    private SqlList<Hint> Hints()
    {
        if (_cursor.Has(Feature.TableHints))
        {
            if (AtOldHints)
                return grammar.Parenthesised(TableHint);
            if (!_cursor.At(Keyword.With, TokenKind.LeftParenthesis))
                return [];
            _cursor.Take();
            return TableHints();
        }
        var hints = new ListBuilder<Hint>();
        while (IndexHint() is { } hint)
            hints.Add(hint);
        return hints.ToList();
    }

    /// <summary>Between hints SQL Server takes a comma or nothing.</summary>
    private SqlList<Hint> TableHints()
    {
        var hints = new ListBuilder<Hint>();
        _cursor.Open();
        do hints.Add(TableHint());
        while (_cursor.Accept(TokenKind.Comma) || _cursor.At(TokenKind.Word));
        _cursor.Close();
        return hints.ToList();
    }

    private Hint TableHint()
    {
        var start = _cursor.Start;
        var name = grammar.Names.AnyName("a hint").Text.ToUpperInvariant();
        SqlList<string> arguments = [];
        if (_cursor.Accept(TokenKind.Equal))
            arguments = [HintWord()];
        else if (_cursor.At(TokenKind.LeftParenthesis))
            arguments = grammar.Parenthesised(HintedIndex);
        return new Hint(name, arguments) { Span = _cursor.Since(start) };
    }

    /// <summary>An index, which in FORCESEEK (index (a, b)) may name its columns.</summary>
    private string HintedIndex()
    {
        var index = HintWord();
        return _cursor.At(TokenKind.LeftParenthesis) ? $"{index} ({string.Join(", ", grammar.Parenthesised(HintWord))})" : index;
    }

    private string HintWord()
    {
        if (_cursor.Current.Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.QuotedName))
            throw SyntaxErrors.Expected(_cursor, "the name of an index");
        return _cursor.TextOf(_cursor.Take()).ToString();
    }

    private Hint? IndexHint()
    {
        var start = _cursor.Start;
        if (_cursor.Accept(Keyword.Indexed, Keyword.By))
            return new Hint("INDEXED BY", [HintWord()]) { Span = _cursor.Since(start) };
        if (_cursor.Dialect.Family == DialectFamily.Sqlite && _cursor.Accept(Keyword.Not, Keyword.Indexed))
            return new Hint("NOT INDEXED", []) { Span = _cursor.Since(start) };
        if (
            !_cursor.Has(Feature.IndexHints)
            || _cursor.Current.Keyword is not (Keyword.Use or Keyword.Force or Keyword.Ignore)
            || _cursor.Peek().Keyword is not (Keyword.Index or Keyword.Key)
        )
            return null;
        var name = $"{KeywordTable.TextOf(_cursor.Take().Keyword)} {KeywordTable.TextOf(_cursor.Take().Keyword)}";
        if (_cursor.Accept(Keyword.For))
            name +=
                _cursor.Accept(Keyword.Join) ? " FOR JOIN"
                : _cursor.Accept(Keyword.Order, Keyword.By) ? " FOR ORDER BY"
                : GroupBy();
        _cursor.Open();
        SqlList<string> indexes = _cursor.At(TokenKind.RightParenthesis) ? [] : grammar.List(HintWord);
        _cursor.Close();
        return new Hint(name, indexes) { Span = _cursor.Since(start) };
    }

    private string GroupBy()
    {
        _cursor.Expect(Keyword.Group);
        _cursor.Expect(Keyword.By);
        return " FOR GROUP BY";
    }
}
