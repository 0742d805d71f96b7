using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>WITH: common tables, and what some dialects put beside them.</summary>
internal sealed class CommonTableParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public With Parse()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.With);
        var recursive =
            _cursor.At(Keyword.Recursive)
            && _cursor.Dialect.Family != DialectFamily.SqlServer
            && _cursor.Peek().Keyword != Keyword.As
            && _cursor.Accept(Keyword.Recursive);
        var namespaces = AtNamespaces ? Namespaces() : [];
        var tables = namespaces.Count > 0 && !_cursor.Accept(TokenKind.Comma) ? [] : grammar.List(CommonTable);
        return new With(recursive, tables) { Namespaces = namespaces, Span = _cursor.Since(start) };
    }

    private bool AtNamespaces =>
        _cursor.Dialect.Family == DialectFamily.SqlServer
        && _cursor.Is(_cursor.Current, "XMLNAMESPACES")
        && _cursor.Peek().Kind == TokenKind.LeftParenthesis
        && _cursor.Peek(2) is { Kind: TokenKind.String } or { Keyword: Keyword.Default };

    private SqlList<XmlNamespace> Namespaces()
    {
        _cursor.Take();
        return grammar.Parenthesised(() =>
        {
            var start = _cursor.Start;
            var isDefault = _cursor.Accept(Keyword.Default);
            var uri = grammar.Literals.StringText();
            if (!isDefault)
                _cursor.Expect(Keyword.As);
            return new XmlNamespace(uri, isDefault ? null : grammar.Names.AnyName("a prefix")) { Span = _cursor.Since(start) };
        });
    }

    private CommonTable CommonTable()
    {
        var start = _cursor.Start;
        if (_cursor.Has(Feature.ArrayJoin) && IsScalar())
            return ScalarTable(start);
        var name = grammar.Names.NameOrText("the name of a common table");
        // Spark and Snowflake let AS be left out: WITH t (SELECT 1).
        var columns =
            _cursor.At(TokenKind.LeftParenthesis) && !(MayLeaveOutAs && grammar.Queries.StartsAt(1))
                ? grammar.Parenthesised(() => grammar.Names.NameOrText("a column"))
                : [];
        var maxRecursion = _cursor.Accept(Keyword.Max, Keyword.Recursion, Keyword.Level) ? grammar.Expressions.Parse() : null;
        var usingKey = _cursor.Accept(Keyword.Using, Keyword.Key) ? grammar.Parenthesised(grammar.Expressions.Parse) : [];
        if (!_cursor.Accept(Keyword.As) && !_cursor.At(TokenKind.LeftParenthesis))
            throw SyntaxErrors.Expected(_cursor, "AS");
        var materialization =
            _cursor.Accept(Keyword.Materialized) ? Materialization.Materialized
            : _cursor.Accept(Keyword.Not, Keyword.Materialized) ? Materialization.NotMaterialized
            : Materialization.Unsaid;
        var table = new CommonTable(name, columns, grammar.Queries.ParseParenthesised())
        {
            Materialization = materialization,
            MaxRecursion = maxRecursion,
            UsingKey = usingKey,
            Search = _cursor.At(Keyword.Search) ? Search() : null,
            Cycle = _cursor.At(Keyword.Cycle) ? Cycle() : null,
            Depth = _cursor.Dialect.Family == DialectFamily.BigQuery && _cursor.At(Keyword.With, Keyword.Depth) ? Depth() : null,
        };
        return table with { Span = _cursor.Since(start) };
    }

    private bool MayLeaveOutAs => _cursor.Dialect.Family is DialectFamily.Databricks or DialectFamily.Snowflake;

    /// <summary>ClickHouse: WITH expression AS name; a common table has its query behind AS.</summary>
    private bool IsScalar()
    {
        if (!grammar.Names.AtName)
            return true;
        return _cursor.Peek() switch
        {
            { Keyword: Keyword.As } => !OpensTable(2),
            { Kind: TokenKind.LeftParenthesis } => !IsColumnList(),
            _ => true,
        };
    }

    private bool IsColumnList()
    {
        var offset = 2;
        while (_cursor.Peek(offset).Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Comma)
            offset++;
        return _cursor.Peek(offset).Kind == TokenKind.RightParenthesis
            && _cursor.Peek(offset + 1).Keyword == Keyword.As
            && OpensTable(offset + 2);
    }

    /// <summary>What stands behind AS: the query in parentheses, or MATERIALIZED before it.</summary>
    private bool OpensTable(int offset) =>
        _cursor.Peek(offset).Kind == TokenKind.LeftParenthesis
        || (_cursor.Peek(offset).Keyword == Keyword.Materialized && _cursor.Peek(offset + 1).Kind == TokenKind.LeftParenthesis);

    private CommonTable ScalarTable(int start)
    {
        var scalar = grammar.Expressions.Parse();
        _cursor.Expect(Keyword.As);
        var name = grammar.Names.AnyName();
        return new CommonTable(name, [], null) { Scalar = scalar, Span = _cursor.Since(start) };
    }

    private DepthClause Depth()
    {
        var start = _cursor.Start;
        _cursor.Take();
        _cursor.Take();
        var column = _cursor.Accept(Keyword.As) ? grammar.Names.Name("a column") : null;
        Expression? low = null;
        Expression? high = null;
        if (_cursor.Accept(Keyword.Between))
        {
            low = grammar.Expressions.ParseOperand();
            _cursor.Expect(Keyword.And);
            high = _cursor.Accept(Keyword.Unbounded) ? null : grammar.Expressions.ParseOperand();
        }
        else if (_cursor.Accept(Keyword.Max))
        {
            high = grammar.Expressions.ParseOperand();
        }
        return new DepthClause(column, low, high) { Span = _cursor.Since(start) };
    }

    private SearchClause Search()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Search);
        var depth = _cursor.Accept(Keyword.Depth);
        if (!depth)
            _cursor.Expect(Keyword.Breadth);
        _cursor.Expect(Keyword.First);
        _cursor.Expect(Keyword.By);
        var by = grammar.List(() => grammar.Names.Name());
        _cursor.Expect(Keyword.Set);
        return new SearchClause(depth, by, grammar.Names.Name()) { Span = _cursor.Since(start) };
    }

    private CycleClause Cycle()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Cycle);
        var columns = grammar.List(() => grammar.Names.Name());
        if (_cursor.Dialect.Family == DialectFamily.MySql && _cursor.Accept(Keyword.Restrict))
            return new CycleClause(columns, null, null, null, null) { Span = _cursor.Since(start) };
        _cursor.Expect(Keyword.Set);
        var set = grammar.Names.Name();
        Expression? value = null;
        Expression? fallback = null;
        if (_cursor.Accept(Keyword.To))
        {
            value = grammar.Expressions.Parse();
            _cursor.Expect(Keyword.Default);
            fallback = grammar.Expressions.Parse();
        }
        var path = _cursor.Accept(Keyword.Using) ? grammar.Names.Name() : null;
        return new CycleClause(columns, set, value, fallback, path) { Span = _cursor.Since(start) };
    }
}
