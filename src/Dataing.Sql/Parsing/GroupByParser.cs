using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

internal sealed class GroupByParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public GroupBy Parse()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Group);
        _cursor.Expect(Keyword.By);
        var distinct = _cursor.Accept(Keyword.Distinct);
        if (AtAll())
        {
            _cursor.Take();
            return new GroupBy([])
            {
                All = true,
                Modifier = Modifier(),
                Span = _cursor.Since(start),
            };
        }
        if (_cursor.Accept(Keyword.All) && _cursor.At(Keyword.All))
            throw SyntaxErrors.Expected(_cursor, "an expression");
        var elements = new ListBuilder<GroupingElement>();
        do elements.Add(Element());
        while ((_cursor.Accept(TokenKind.Comma) && !EndsList) || AtFurtherSets(elements));
        // Spark writes GROUP BY a, b GROUPING SETS (…), where the list before only repeats the columns.
        if (_cursor.At(Keyword.Grouping, Keyword.Sets))
            return new GroupBy([Element()]) { Distinct = distinct, Span = _cursor.Since(start) };
        return new GroupBy(elements.ToList())
        {
            Distinct = distinct,
            Modifier = Modifier(),
            Span = _cursor.Since(start),
        };
    }

    /// <summary>CUBE (a) ROLLUP (b): between two such lists some leave the comma out, which is written back.</summary>
    private bool AtFurtherSets(ListBuilder<GroupingElement> elements) =>
        elements[elements.Count - 1] is GroupingElement.Rollup or GroupingElement.Cube or GroupingElement.Sets
        && (
            _cursor.At(Keyword.Rollup, TokenKind.LeftParenthesis)
            || _cursor.At(Keyword.Cube, TokenKind.LeftParenthesis)
            || _cursor.At(Keyword.Grouping, Keyword.Sets)
        );

    /// <summary>DuckDB lets a comma stand behind the last element.</summary>
    private bool EndsList =>
        _cursor.Dialect.Family == DialectFamily.DuckDb
        && (
            _cursor.Current.Kind is TokenKind.End or TokenKind.RightParenthesis or TokenKind.Semicolon
            || _cursor.Current.Keyword is Keyword.Having or Keyword.Order or Keyword.Limit or Keyword.Qualify
        );

    private bool AtAll()
    {
        if (!_cursor.At(Keyword.All))
            return false;
        var next = _cursor.Peek();
        return next.Kind is TokenKind.End or TokenKind.RightParenthesis or TokenKind.Semicolon
            || next.Keyword
                is Keyword.Having
                    or Keyword.Order
                    or Keyword.Limit
                    or Keyword.Union
                    or Keyword.Except
                    or Keyword.Intersect
                    or Keyword.Qualify
                    or Keyword.Window
                    or Keyword.With
                    or Keyword.Fetch
                    or Keyword.Offset
                    or Keyword.Using
                    or Keyword.Settings
                    or Keyword.Format
                    or Keyword.Minus;
    }

    private GroupByModifier Modifier()
    {
        var modifier = GroupByModifier.None;
        while (_cursor.At(Keyword.With))
        {
            if (_cursor.Accept(Keyword.With, Keyword.Rollup))
                modifier = modifier == GroupByModifier.WithTotals ? GroupByModifier.WithRollupAndTotals : GroupByModifier.WithRollup;
            else if (_cursor.Accept(Keyword.With, Keyword.Cube))
                modifier = modifier == GroupByModifier.WithTotals ? GroupByModifier.WithCubeAndTotals : GroupByModifier.WithCube;
            else if (_cursor.Accept(Keyword.With, Keyword.Totals))
                modifier = modifier switch
                {
                    GroupByModifier.WithRollup => GroupByModifier.WithRollupAndTotals,
                    GroupByModifier.WithCube => GroupByModifier.WithCubeAndTotals,
                    _ => GroupByModifier.WithTotals,
                };
            else
                break;
        }
        return modifier;
    }

    private GroupingElement Element()
    {
        var start = _cursor.Start;
        _cursor.Enter();
        var element = ReadElement();
        _cursor.Leave();
        return element with { Span = _cursor.Since(start) };
    }

    private bool AtDirection() => _cursor.Current.Keyword is Keyword.Asc or Keyword.Desc && _cursor.Dialect.Name == "mariadb";

    private GroupingElement ReadElement()
    {
        if (_cursor.At(Keyword.Rollup, TokenKind.LeftParenthesis))
        {
            _cursor.Take();
            return new GroupingElement.Rollup(grammar.Parenthesised(Element));
        }
        if (_cursor.At(Keyword.Cube, TokenKind.LeftParenthesis))
        {
            _cursor.Take();
            return new GroupingElement.Cube(grammar.Parenthesised(Element));
        }
        if (_cursor.Accept(Keyword.Grouping, Keyword.Sets))
            return new GroupingElement.Sets(grammar.Parenthesised(Element));
        if (_cursor.At(TokenKind.LeftParenthesis) && _cursor.Peek().Kind == TokenKind.RightParenthesis)
        {
            _cursor.Take();
            _cursor.Take();
            return new GroupingElement.Tuple([]);
        }
        var start = _cursor.Start;
        var value = grammar.Expressions.Parse();
        if (_cursor.Dialect.Family == DialectFamily.ClickHouse && _cursor.Accept(Keyword.As))
            value = new Expression.Aliased(value, grammar.Names.AnyName("an alias")) { Span = _cursor.Since(start) };
        // (a, b) is one grouping of two columns; (a) is simply a.
        return value is Expression.Tuple { Items.Count: > 1 } tuple
            ? new GroupingElement.Tuple(tuple.Items)
            : new GroupingElement.Single(value) { Descending = AtDirection() && _cursor.Take().Keyword == Keyword.Desc };
    }
}
