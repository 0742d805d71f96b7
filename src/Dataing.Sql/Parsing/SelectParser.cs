using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>SELECT and its clauses.</summary>
internal sealed class SelectParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly GroupByParser _groups = new(grammar);
    private readonly SelectHeadParser _heads = new(grammar);

    public QueryBody Parse()
    {
        var start = _cursor.Start;
        _cursor.Enter();
        var head = _heads.Parse();
        RefuseInto();
        var select = Clauses(head, _cursor.At(Keyword.From) ? From() : [], start);
        _cursor.Leave();
        return select;
    }

    /// <summary>FROM source [SELECT …]: without SELECT it means every column.</summary>
    public QueryBody ParseFromFirst()
    {
        var start = _cursor.Start;
        _cursor.Enter();
        var from = From();
        var head =
            _cursor.At(Keyword.Select) ? _heads.Parse()
            : grammar.Scripts.AtHead ? grammar.Scripts.Head()
            : new([new SelectItem(new Expression.Star { Span = new(start, 0) }) { Span = new(start, 0) }], [], null, null, default, false);
        var select = Clauses(head, from, start);
        _cursor.Leave();
        return select;
    }

    /// <summary>Hive's MAP … USING and REDUCE … USING.</summary>
    public QueryBody ParseScript()
    {
        var start = _cursor.Start;
        _cursor.Enter();
        var head = grammar.Scripts.Head();
        var select = Clauses(head, _cursor.At(Keyword.From) ? From() : [], start);
        _cursor.Leave();
        return select;
    }

    public SelectItem Item() => _heads.Item();

    /// <summary>From SELECT to the last selected expression, without a source.</summary>
    public SelectHead Head() => _heads.Parse();

    public GroupBy GroupBy() => _groups.Parse();

    private SqlList<TableSource> From()
    {
        _cursor.Expect(Keyword.From);
        return grammar.Sources.Sources();
    }

    private void RefuseInto()
    {
        if (_cursor.At(Keyword.Into) || _cursor.At(Keyword.Bulk, Keyword.Collect))
            throw SyntaxErrors.Because(
                _cursor,
                SyntaxErrorCode.SelectInto,
                "SELECT … INTO writes its result to a table, a file or a variable.",
                "Remove the INTO clause."
            );
    }

    private QueryBody.Select Clauses(SelectHead head, SqlList<TableSource> from, int start)
    {
        RefuseInto();
        var prewhere = _cursor.Has(Feature.Prewhere) && _cursor.Accept(Keyword.Prewhere) ? grammar.Expressions.Parse() : null;
        var where = _cursor.Accept(Keyword.Where) ? grammar.Expressions.Parse() : null;
        var hierarchy = _cursor.Has(Feature.ConnectBy) ? Hierarchy() : null;
        var groups = _cursor.At(Keyword.Group, Keyword.By) ? _groups.Parse() : null;
        var having = _cursor.Accept(Keyword.Having) ? grammar.Expressions.Parse() : null;
        // At once what most queries have, not one copy for each clause.
        var select = new QueryBody.Select(head.Items)
        {
            Hints = head.Hints,
            Distinct = head.Distinct,
            Top = head.Top,
            ValueMode = head.Mode,
            Json = head.Json,
            From = from,
            Prewhere = prewhere,
            Where = where,
            ConnectBy = hierarchy,
            GroupBy = groups,
            Having = having,
            Span = _cursor.Since(start),
        };
        var common = select;
        select = Rest(select);
        RefuseInto();
        return ReferenceEquals(select, common) ? select : select with { Span = _cursor.Since(start) };
    }

    /// <summary>Clauses of some dialects only, or of few queries.</summary>
    private QueryBody.Select Rest(QueryBody.Select select)
    {
        for (var again = true; again; )
        {
            again = false;
            if (_cursor.Has(Feature.Qualify) && _cursor.Accept(Keyword.Qualify))
            {
                select = select with { Qualify = grammar.Expressions.Parse() };
                again = true;
            }
            if (_cursor.At(Keyword.Window) && grammar.Names.IsName(_cursor.Peek()) && _cursor.Accept(Keyword.Window))
            {
                select = select with { Windows = grammar.List(grammar.Windows.Named) };
                again = true;
            }
        }
        if (_cursor.Has(Feature.UsingSample) && _cursor.Accept(Keyword.Using, Keyword.Sample))
            select = select with { Sample = grammar.Sources.SampleSize() };
        return select;
    }

    private ConnectBy? Hierarchy()
    {
        var start = _cursor.Start;
        if (!_cursor.At(Keyword.Start, Keyword.With) && !_cursor.At(Keyword.Connect, Keyword.By))
            return null;
        var root = _cursor.Accept(Keyword.Start, Keyword.With) ? grammar.Expressions.Parse() : null;
        _cursor.Expect(Keyword.Connect);
        _cursor.Expect(Keyword.By);
        var noCycle = _cursor.Accept(Keyword.Nocycle);
        var condition = grammar.Expressions.Parse();
        if (_cursor.Accept(Keyword.Start, Keyword.With))
            root = grammar.Expressions.Parse();
        return new ConnectBy(root, condition, noCycle) { Span = _cursor.Since(start) };
    }
}
