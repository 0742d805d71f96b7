using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Joins of every kind, and what Spark and ClickHouse put behind a source.</summary>
internal sealed class JoinParser(Grammar grammar)
{
    private const int MostModifiers = 4;

    private readonly TokenCursor _cursor = grammar.Cursor;

    public TableSource Continue(TableSource left)
    {
        var start = left.Span.Start;
        var links = 0;
        while (Next(left, start) is { } joined)
        {
            _cursor.Link(ref links);
            left = _cursor.Dialect.Family == DialectFamily.MySql ? WithSecondCondition(joined) : joined;
        }
        return left;
    }

    /// <summary>MySQL: in a JOIN b JOIN c ON … ON … the second condition belongs to the first join, and the second join stands within it.</summary>
    private TableSource WithSecondCondition(TableSource joined)
    {
        var links = 0;
        while (
            joined
                is TableSource.Join
                {
                    Condition: not null,
                    Left: TableSource.Join { Condition: null, Natural: false, Kind: JoinKind.Inner or JoinKind.Cross } outer
                } inner
            && JoinCondition() is { } condition
        )
        {
            _cursor.Link(ref links);
            var right = inner with { Left = outer.Right, Span = _cursor.Since(outer.Right.Span.Start) };
            joined = outer with
            {
                Right = new TableSource.Nested(right) { Span = right.Span },
                Condition = condition,
                Span = _cursor.Since(outer.Span.Start),
            };
        }
        return joined;
    }

    private TableSource? Next(TableSource left, int start)
    {
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Lateral when _cursor.Peek().Keyword == Keyword.View && _cursor.Has(Feature.LateralView):
                return LateralView(left, start);
            case Keyword.Array when _cursor.Peek().Keyword == Keyword.Join && _cursor.Has(Feature.ArrayJoin):
            case Keyword.Left
            or Keyword.Inner
                when _cursor.Peek().Keyword == Keyword.Array && _cursor.Peek(2).Keyword == Keyword.Join && _cursor.Has(Feature.ArrayJoin):
                return ArrayJoin(left, start);
            case Keyword.StraightJoin when _cursor.Has(Feature.IndexHints):
                _cursor.Take();
                return Finish(left, new Shape(JoinKind.Inner, ["STRAIGHT"]), start);
            case Keyword.Cross or Keyword.Outer when _cursor.Peek().Keyword == Keyword.Apply:
                var apply = _cursor.Take().Keyword == Keyword.Cross ? JoinKind.CrossApply : JoinKind.OuterApply;
                _cursor.Take();
                return new TableSource.Join(left, apply, grammar.Sources.Source()) { Span = _cursor.Since(start) };
        }
        var index = _cursor.Index;
        if (ReadShape() is { } shape && _cursor.Accept(Keyword.Join))
            return Finish(left, shape, start);
        _cursor.GoBack(index);
        return null;
    }

    /// <summary>The words before JOIN.</summary>
    private Shape? ReadShape()
    {
        var shape = new Shape(JoinKind.Inner, []);
        while (true)
        {
            switch (_cursor.Current.Keyword)
            {
                case Keyword.Join:
                    return shape;
                case Keyword.Natural:
                    shape = shape with { Natural = true };
                    break;
                case Keyword.Asof:
                    shape = shape with { AsOf = true };
                    break;
                case Keyword.Inner:
                    break;
                case Keyword.Left:
                    shape = shape with { Kind = JoinKind.Left };
                    break;
                case Keyword.Right:
                    shape = shape with { Kind = JoinKind.Right };
                    break;
                case Keyword.Full:
                    shape = shape with { Kind = JoinKind.Full };
                    break;
                case Keyword.Outer when shape.Kind is JoinKind.Left or JoinKind.Right or JoinKind.Full || TakesOuter(shape.Kind):
                    break;
                case Keyword.Cross:
                    shape = shape with { Kind = JoinKind.Cross };
                    break;
                case Keyword.Semi:
                    shape = shape with { Kind = shape.Kind == JoinKind.Right ? JoinKind.RightSemi : JoinKind.LeftSemi };
                    break;
                case Keyword.Anti:
                    shape = shape with { Kind = shape.Kind == JoinKind.Right ? JoinKind.RightAnti : JoinKind.LeftAnti };
                    break;
                case Keyword.Positional:
                    shape = shape with { Kind = JoinKind.Positional };
                    break;
                case Keyword.Paste:
                    shape = shape with { Kind = JoinKind.Paste };
                    break;
                // SQL Server names one algorithm; the others may be said together.
                case Keyword.Hash
                or Keyword.Loop
                or Keyword.Merge
                or Keyword.Remote when shape.Modifiers.Count > 0 || shape.Kind == JoinKind.Cross:
                case Keyword.Any or Keyword.All or Keyword.Global or Keyword.Directed when shape.Modifiers.Count >= MostModifiers:
                    return null;
                case Keyword.Any
                or Keyword.All
                or Keyword.Global
                or Keyword.Hash
                or Keyword.Loop
                or Keyword.Merge
                or Keyword.Remote
                or Keyword.Directed:
                    shape = shape with { Modifiers = [.. shape.Modifiers, KeywordTable.TextOf(_cursor.Current.Keyword)] };
                    break;
                default:
                    return null;
            }
            _cursor.Take();
        }
    }

    /// <summary>ClickHouse lets OUTER stand behind SEMI and ANTI too, where it says nothing.</summary>
    private bool TakesOuter(JoinKind kind) =>
        _cursor.Dialect.Family == DialectFamily.ClickHouse
        && kind is JoinKind.LeftSemi or JoinKind.LeftAnti or JoinKind.RightSemi or JoinKind.RightAnti;

    private TableSource.Join Finish(TableSource left, Shape shape, int start)
    {
        var right = grammar.Sources.Source();
        var match =
            _cursor.At(Keyword.MatchCondition, TokenKind.LeftParenthesis) && _cursor.Accept(Keyword.MatchCondition) ? Condition() : null;
        var takesNone = (shape.Kind is JoinKind.Cross && !_cursor.Has(Feature.ConditionAnywhere)) || shape.Natural;
        var condition = takesNone ? null : JoinCondition();
        if (condition is null && MayNestRight(shape))
        {
            // a JOIN b JOIN c ON … ON …: the inner join takes the first condition, the outer one the second.
            _cursor.Enter();
            var inner = grammar.Joins.Continue(right);
            _cursor.Leave();
            if (!ReferenceEquals(inner, right))
            {
                right = new TableSource.Nested(inner) { Span = inner.Span };
                condition = JoinCondition();
            }
        }
        if (condition is null && NeedsCondition(shape))
            throw SyntaxErrors.Expected(_cursor, "ON", "USING");
        return new TableSource.Join(left, shape.Kind, right, condition)
        {
            Natural = shape.Natural,
            AsOf = shape.AsOf,
            MatchCondition = match,
            Modifiers = shape.Modifiers,
            Span = _cursor.Since(start),
        };
    }

    private bool MayNestRight(Shape shape)
    {
        if (
            shape.Natural
            || shape.AsOf
            || shape.Kind is JoinKind.Cross or JoinKind.Positional or JoinKind.Paste
            || shape.Modifiers.Count > 0
        )
            return false;
        if (_cursor.Current.Keyword is not (Keyword.Join or Keyword.Inner or Keyword.Left or Keyword.Right or Keyword.Full))
            return false;
        // SQLite lets every join stand without a condition, and MySQL and Spark plain ones: there a missing one says nothing.
        return _cursor.Dialect.Family switch
        {
            DialectFamily.Sqlite => false,
            DialectFamily.MySql or DialectFamily.Databricks or DialectFamily.ClickHouse => shape.Kind != JoinKind.Inner,
            _ => true,
        };
    }

    /// <summary>Where an engine's grammar has no join without a condition but CROSS JOIN.</summary>
    private bool NeedsCondition(Shape shape) =>
        !shape.Natural
        && shape.Kind is JoinKind.Inner or JoinKind.Left or JoinKind.Right or JoinKind.Full
        && _cursor.Dialect.Family is DialectFamily.Postgres or DialectFamily.Trino or DialectFamily.SqlServer;

    private Expression Condition()
    {
        _cursor.Open();
        var condition = grammar.Expressions.Parse();
        _cursor.Close();
        return condition;
    }

    private JoinCondition? JoinCondition()
    {
        var start = _cursor.Start;
        if (_cursor.Accept(Keyword.On))
            return new JoinCondition.On(grammar.Expressions.Parse()) { Span = _cursor.Since(start) };
        if (!_cursor.At(Keyword.Using) || _cursor.Peek().Keyword == Keyword.Sample)
            return null;
        _cursor.Take();
        if (!_cursor.At(TokenKind.LeftParenthesis) && _cursor.Has(Feature.ArrayJoin))
            return new JoinCondition.Using(grammar.List(() => grammar.Names.AnyName("a column"))) { Span = _cursor.Since(start) };
        var columns = grammar.Parenthesised(Shared);
        var alias =
            _cursor.At(Keyword.As) && _cursor.Dialect.Family == DialectFamily.Postgres && _cursor.Accept(Keyword.As)
                ? grammar.Names.Name()
                : null;
        return new JoinCondition.Using(columns, alias) { Span = _cursor.Since(start) };
    }

    /// <summary>A column of both sides; Snowflake lets one side's table stand before it.</summary>
    private Identifier Shared()
    {
        if (_cursor.At(TokenKind.String))
            return grammar.Names.NameOrText("a column");
        var name = grammar.Names.AnyName("a column");
        while (_cursor.Dialect.Family == DialectFamily.Snowflake && _cursor.Accept(TokenKind.Dot))
            name = grammar.Names.AnyName("a column");
        return name;
    }

    private TableSource.LateralView LateralView(TableSource left, int start)
    {
        _cursor.Take();
        _cursor.Take();
        var outer = _cursor.Accept(Keyword.Outer);
        var name = grammar.Names.ObjectName("a function");
        var call = grammar.Calls.Call(name, name.Span.Start);
        Identifier? alias = null;
        if (grammar.Names.AtName && _cursor.Words.MayBeTableAlias(_cursor.Current.Keyword))
            alias = grammar.Names.Name();
        SqlList<Identifier> columns = [];
        if (_cursor.Accept(Keyword.As))
            columns = grammar.List(() => grammar.Names.AnyName("a column"));
        return new TableSource.LateralView(left, outer, call, alias, columns) { Span = _cursor.Since(start) };
    }

    private TableSource.ArrayJoin ArrayJoin(TableSource left, int start)
    {
        var keepsEmpty = _cursor.Accept(Keyword.Left);
        _cursor.Accept(Keyword.Inner);
        _cursor.Expect(Keyword.Array);
        _cursor.Expect(Keyword.Join);
        return new TableSource.ArrayJoin(left, keepsEmpty, grammar.List(grammar.Selects.Item)) { Span = _cursor.Since(start) };
    }

    private readonly record struct Shape(JoinKind Kind, SqlList<string> Modifiers)
    {
        public bool Natural { get; init; }

        public bool AsOf { get; init; }
    }
}
