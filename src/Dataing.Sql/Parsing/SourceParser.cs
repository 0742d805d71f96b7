using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>What stands in FROM: tables, functions, subqueries, and what hangs on them.</summary>
internal sealed class SourceParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly TableParser _tables = new(grammar);
    private readonly SampleParser _samples = new(grammar);
    private readonly TimeTravelParser _travels = new(grammar);

    /// <summary>Sources between commas, each with its joins.</summary>
    public SqlList<TableSource> Sources()
    {
        var sources = new ListBuilder<TableSource>();
        do
        {
            if (
                sources.Count > 0
                && _cursor.Has(Feature.TrailingComma)
                && (_cursor.AtEnd || _cursor.Current.Keyword is Keyword.Where or Keyword.Group or Keyword.Order or Keyword.Limit)
            )
                break;
            sources.Add(Joined());
            if (_cursor.Has(Feature.OneTable) && (_cursor.At(TokenKind.Comma) || sources[0] is TableSource.Join))
                throw OneTable.Because(_cursor);
        } while (_cursor.Accept(TokenKind.Comma));
        return sources.ToList();
    }

    /// <summary>One source with its joins.</summary>
    public TableSource Joined()
    {
        _cursor.Enter();
        var source = grammar.Joins.Continue(Source());
        _cursor.Leave();
        return source;
    }

    /// <summary>One source without joins, with its PIVOT and the like.</summary>
    public TableSource Source()
    {
        var start = _cursor.Start;
        var source = Primary(start);
        var links = 0;
        while (grammar.Reshapes.Continue(source, start) is { } reshaped)
        {
            _cursor.Link(ref links);
            source = reshaped;
        }
        return source;
    }

    /// <summary>An alias with or without AS, perhaps with columns.</summary>
    public TableAlias? Alias()
    {
        var start = _cursor.Start;
        Identifier? name = null;
        if (_cursor.Accept(Keyword.As))
        {
            if (!_cursor.At(TokenKind.LeftParenthesis) || _cursor.Dialect.Family == DialectFamily.SqlServer)
                name = _cursor.At(TokenKind.String) ? grammar.Names.StringAsName() : grammar.Names.AnyName("an alias");
        }
        else if (AtBareAlias())
        {
            name = grammar.Names.AnyName();
        }
        else
        {
            return null;
        }
        SqlList<AliasColumn> columns = [];
        if (_cursor.At(TokenKind.LeftParenthesis) && !AtTableHints())
            columns = grammar.Parenthesised(Column);
        return new TableAlias(name, columns) { Span = _cursor.Since(start) };
    }

    public TableSample SampleSize() => _samples.Size();

    public TableSample? Sample() => _samples.Parse();

    private bool AtBareAlias()
    {
        if (_cursor.Current.Kind is TokenKind.QuotedName or TokenKind.UnicodeName)
            return true;
        if (!_cursor.At(TokenKind.Word) || !(_cursor.Words.MayBeTableAlias(_cursor.Current.Keyword) || AtFreeWord()))
            return false;
        var next = _cursor.Peek();
        return _cursor.Current.Keyword switch
        {
            // Words that open a clause only together with what follows.
            Keyword.Match => next.Kind != TokenKind.LeftParenthesis,
            Keyword.Asof
            or Keyword.Positional
            or Keyword.Semi
            or Keyword.Anti
            or Keyword.Global
            or Keyword.Any
            or Keyword.All
            or Keyword.Paste
                when next.Keyword
                    is Keyword.Join
                        or Keyword.Left
                        or Keyword.Inner
                        or Keyword.Right
                        or Keyword.Any
                        or Keyword.All
                        or Keyword.Full
                        or Keyword.Semi
                        or Keyword.Anti
                        or Keyword.Asof => false,
            Keyword.Array when next.Keyword == Keyword.Join => false,
            Keyword.Partition when next.Kind == TokenKind.LeftParenthesis => false,
            Keyword.Start or Keyword.Connect when next.Keyword is Keyword.With or Keyword.By => false,
            Keyword.Sort or Keyword.Distribute or Keyword.Cluster when next.Keyword == Keyword.By => false,
            Keyword.Lock when next.Keyword == Keyword.In => false,
            Keyword.At when _cursor.Has(Feature.SuperNavigation) => !grammar.Names.IsName(next),
            Keyword.At or Keyword.Before or Keyword.None when _travels.Ahead => false,
            Keyword.Version or Keyword.Timestamp when _cursor.Has(Feature.VersionAsOf) && next.Keyword == Keyword.As => false,
            Keyword.Indexed when next.Keyword == Keyword.By => false,
            Keyword.Option when next.Kind == TokenKind.LeftParenthesis => false,
            Keyword.Sample when next.Kind is TokenKind.LeftParenthesis or TokenKind.Number => !_cursor.Has(Feature.Sample),
            Keyword.Use
            or Keyword.Force
            or Keyword.Ignore when _cursor.Has(Feature.IndexHints) && next.Keyword is Keyword.Index or Keyword.Key => false,
            _ => true,
        };
    }

    /// <summary>In Snowflake the words of reshaping name a source wherever they open nothing.</summary>
    private bool AtFreeWord() =>
        // Spark knows OUTER only behind LEFT, RIGHT and FULL: elsewhere it is a name.
        (_cursor.Dialect.Family == DialectFamily.Databricks && _cursor.At(Keyword.Outer, Keyword.Join))
        || (_cursor.Dialect.Family == DialectFamily.Snowflake && AtUnusedWord());

    private bool AtUnusedWord() =>
        _cursor.Current.Keyword switch
        {
            Keyword.Pivot or Keyword.Unpivot => _cursor.Peek().Kind != TokenKind.LeftParenthesis
                && _cursor.Peek().Keyword is not (Keyword.Include or Keyword.Exclude),
            Keyword.Window => !grammar.Names.IsName(_cursor.Peek()),
            _ => false,
        };

    /// <summary>SQL Server's older spelling of hints: <c>FROM t (NOLOCK)</c>.</summary>
    private bool AtTableHints() => _cursor.Has(Feature.TableHints) && _cursor.Peek().Keyword is Keyword.Nolock or Keyword.Readuncommitted;

    public AliasColumn Column()
    {
        var start = _cursor.Start;
        var name = grammar.Names.Name("a column");
        var type = _cursor.Current.Kind is TokenKind.Word or TokenKind.QuotedName ? grammar.Types.Parse() : null;
        return new AliasColumn(name, type) { Span = _cursor.Since(start) };
    }

    /// <summary>DuckDB: FROM t: orders, q: (SELECT 1).</summary>
    private TableSource Named(int start)
    {
        var name = grammar.Names.Name("an alias");
        _cursor.Expect(TokenKind.Colon, ":");
        var alias = new TableAlias(name, []) { Span = name.Span };
        TableSource? named = Primary(_cursor.Start) switch
        {
            TableSource.Table { Alias: null } table => table with { Alias = alias },
            TableSource.Subquery { Alias: null } query => query with { Alias = alias },
            TableSource.Function { Alias: null } function => function with { Alias = alias },
            TableSource.Unnest { Alias: null } unnest => unnest with { Alias = alias },
            TableSource.Nested { Alias: null } nested => nested with { Alias = alias },
            TableSource.External { Alias: null } external => external with { Alias = alias },
            _ => null,
        };
        return named is null
            ? throw SyntaxErrors.Expected(_cursor, "a source without another name")
            : named with
            {
                Span = _cursor.Since(start),
            };
    }

    private TableSource Primary(int start)
    {
        if (_cursor.Peek().Kind == TokenKind.Colon && _cursor.Has(Feature.ColonAlias) && grammar.Names.AtName)
            return Named(start);
        if (_cursor.At(TokenKind.LeftParenthesis))
            return Parenthesised(start, lateral: false);
        if (_cursor.At(TokenKind.LeftBrace) && HasOuterJoins && _cursor.Is(_cursor.Peek(), "oj"))
            return Braced(start);
        if (_cursor.At(Keyword.Lateral) && _cursor.Peek().Keyword != Keyword.View)
        {
            _cursor.Take();
            return _cursor.At(TokenKind.LeftParenthesis) ? Parenthesised(start, lateral: true) : _tables.Parse(start, lateral: true);
        }
        if (
            _cursor.At(Keyword.Values)
            && (
                _cursor.Peek().Kind == TokenKind.LeftParenthesis
                || (_cursor.Dialect.Family == DialectFamily.Databricks && _cursor.Peek().Kind is TokenKind.Number or TokenKind.String)
                || IsListOfCalls
            )
            && _cursor.Dialect.Family is DialectFamily.Databricks or DialectFamily.DuckDb or DialectFamily.Snowflake
        )
            return BareValues(start);
        if (_cursor.At(Keyword.Unpivot) && _cursor.Has(Feature.SuperNavigation) && grammar.Names.IsName(_cursor.Peek()))
            return Members(start);
        return _tables.Parse(start, lateral: false);
    }

    private bool HasOuterJoins => _cursor.Dialect.Family is DialectFamily.SqlServer or DialectFamily.MySql;

    /// <summary>ODBC's {oj a LEFT OUTER JOIN b ON …}: parentheses say the same.</summary>
    private TableSource.Nested Braced(int start)
    {
        _cursor.Take();
        _cursor.Take();
        var inner = Joined();
        _cursor.Expect(TokenKind.RightBrace, "}");
        return new TableSource.Nested(inner) { Span = _cursor.Since(start) };
    }

    /// <summary>Redshift: UNPIVOT c.attributes AS value AT name. What follows is a path into a column, never a table.</summary>
    private TableSource.Unnest Members(int start)
    {
        _cursor.Take();
        var value = grammar.Primaries.Parse();
        if (value is not (Expression.Column or Expression.Subscript or Expression.FieldAccess))
            throw SyntaxErrors.Expected(_cursor, "a path into a column");
        var alias = Alias();
        var name = _cursor.Accept(Keyword.At) ? grammar.Names.Name("a name for the members' names") : null;
        return new TableSource.Unnest([new Argument(value) { Span = value.Span }], alias)
        {
            OfObject = true,
            OffsetAlias = name,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>Spark: VALUES now(), now(). An alias with an empty list of columns it cannot be.</summary>
    private bool IsListOfCalls =>
        _cursor.Dialect.Family == DialectFamily.Databricks
        && _cursor.Peek().Kind == TokenKind.Word
        && _cursor.Peek(2).Kind == TokenKind.LeftParenthesis
        && _cursor.Peek(3).Kind == TokenKind.RightParenthesis;

    /// <summary>Spark and DuckDB: FROM VALUES (1), (2) AS t(a).</summary>
    private TableSource.Subquery BareValues(int start)
    {
        var body = grammar.Queries.PlainValues();
        return new TableSource.Subquery(new Query(body) { Span = body.Span }, Alias()) { Span = _cursor.Since(start) };
    }

    private TableSource Parenthesised(int start, bool lateral)
    {
        if (grammar.Queries.AtParenthesised)
            return Subquery(grammar.Queries.ParseParenthesised(), start, lateral);
        _cursor.Open();
        var inner = Joined();
        // ((SELECT 1) UNION SELECT 2): what stood first was the first part of a query.
        if (inner is TableSource.Subquery { Alias: null, Lateral: false } first && grammar.Queries.AtContinuation)
        {
            var query = grammar.Queries.ContinueFrom(first.Query);
            _cursor.Close();
            return Subquery(query, start, lateral);
        }
        while (_cursor.Has(Feature.ListsInParentheses) && _cursor.Accept(TokenKind.Comma))
            inner = new TableSource.Join(inner, JoinKind.Cross, Nestable(Joined())) { Span = _cursor.Since(inner.Span.Start) };
        _cursor.Close();
        if (inner is TableSource.Subquery { Alias: null, Sample: null } alone)
            return Subquery(alone.Query, start, lateral);
        var sample = Sample();
        var alias = Alias();
        return new TableSource.Nested(inner, alias) { Sample = sample ?? Sample(), Span = _cursor.Since(start) };
    }

    private static TableSource Nestable(TableSource source) =>
        source is TableSource.Join ? new TableSource.Nested(source) { Span = source.Span } : source;

    private TableSource.Subquery Subquery(Query query, int start, bool lateral)
    {
        var sample = Sample();
        var alias = Alias();
        return new TableSource.Subquery(query, alias)
        {
            Lateral = lateral,
            Sample = sample ?? Sample(),
            Span = _cursor.Since(start),
        };
    }
}
