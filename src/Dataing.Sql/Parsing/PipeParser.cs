using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>
/// Pipe syntax of BigQuery and Databricks: each <c>|&gt;</c> step is read as a SELECT over what stands before it, so that everything
/// behind the parser sees ordinary queries.
/// </summary>
internal sealed class PipeParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public Query Continue(Query input)
    {
        var start = _cursor.Start;
        _cursor.Expect(TokenKind.PipeArrow, "|>");
        _cursor.Enter();
        var query = Step(input, start);
        _cursor.Leave();
        return query with { Span = _cursor.Since(input.Span.Start) };
    }

    private Query Step(Query input, int start)
    {
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Where:
                _cursor.Take();
                return Over(input, Star(), s => s with { Where = grammar.Expressions.Parse() });
            case Keyword.Select:
                _cursor.Take();
                var distinct = _cursor.Accept(Keyword.Distinct) ? new Distinct([]) : null;
                var items = grammar.List(grammar.Selects.Item);
                return Over(input, items, s => s with { Distinct = distinct });
            case Keyword.Extend:
                _cursor.Take();
                return Over(input, [.. Star(), .. grammar.List(grammar.Selects.Item)], s => s);
            case Keyword.Set:
                _cursor.Take();
                return Over(input, StarWith(s => s with { Replace = grammar.List(Assignment) }), s => s);
            case Keyword.Drop:
                _cursor.Take();
                return Over(input, StarWith(s => s with { Except = grammar.List(() => grammar.Names.ObjectName("a column")) }), s => s);
            case Keyword.Rename:
                _cursor.Take();
                return Over(input, StarWith(s => s with { Rename = grammar.List(grammar.Selects.Item) }), s => s);
            case Keyword.As:
                _cursor.Take();
                var alias = new TableAlias(grammar.Names.AnyName("an alias"), []);
                return new Query(new QueryBody.Select(Star()) { From = [new TableSource.Subquery(input, alias)] });
            case Keyword.Distinct:
                _cursor.Take();
                return Over(input, Star(), s => s with { Distinct = new Distinct([]) });
            case Keyword.Aggregate:
                return Aggregate(input);
            case Keyword.Order or Keyword.Limit:
                return grammar.Endings.Parse(new Query(new QueryBody.Select(Star()) { From = [Source(input)] }));
            case Keyword.Union or Keyword.Intersect or Keyword.Except:
                return grammar.Queries.ContinueFrom(input);
            case Keyword.Pivot or Keyword.Unpivot:
                var shaped = grammar.Reshapes.Continue(Source(input), start) ?? throw SyntaxErrors.Expected(_cursor, "(");
                return new Query(new QueryBody.Select(Star()) { From = [shaped] });
            case Keyword.Tablesample:
                return new Query(
                    new QueryBody.Select(Star()) { From = [new TableSource.Subquery(input) { Sample = grammar.Sources.Sample() }] }
                );
            default:
                var source = Source(input);
                var joined = grammar.Joins.Continue(source);
                if (ReferenceEquals(joined, source))
                    throw SyntaxErrors.Expected(_cursor, "WHERE", "SELECT", "EXTEND", "AGGREGATE", "ORDER BY", "LIMIT", "JOIN");
                return new Query(new QueryBody.Select(Star()) { From = [joined] });
        }
    }

    private Query Aggregate(Query input)
    {
        _cursor.Take();
        SqlList<SelectItem> aggregates = _cursor.At(Keyword.Group) ? [] : grammar.List(grammar.Selects.Item);
        if (!_cursor.At(Keyword.Group, Keyword.By))
            return Over(input, aggregates, s => s);
        _cursor.Take();
        _cursor.Take();
        var groups = grammar.List(grammar.Selects.Item);
        var by = new GroupBy(groups.Select(g => (GroupingElement)new GroupingElement.Single(g.Value)).ToSqlList());
        return Over(input, [.. groups, .. aggregates], s => s with { GroupBy = by });
    }

    private SelectItem Assignment()
    {
        var name = grammar.Names.Name("a column");
        _cursor.Expect(TokenKind.Equal, "=");
        return new SelectItem(grammar.Expressions.Parse(), name);
    }

    private static SqlList<SelectItem> Star() => [new SelectItem(new Expression.Star())];

    private static SqlList<SelectItem> StarWith(Func<Expression.Star, Expression.Star> change) =>
        [new SelectItem(change(new Expression.Star()))];

    private static Query Over(Query input, SqlList<SelectItem> items, Func<QueryBody.Select, QueryBody.Select> change) =>
        new(change(new QueryBody.Select(items) { From = [Source(input)] }));

    /// <summary>FROM t needs no subquery around it: the steps then read like the query they stand for.</summary>
    private static TableSource Source(Query input) =>
        input
            is {
                With: null,
                OrderBy.Count: 0,
                Limit: null,
                LimitBy: null,
                Body: QueryBody.Select
                {
                    Items: [
                        { Value: Expression.Star { Qualifier: null, Except.Count: 0, Replace.Count: 0, Rename.Count: 0 }, Alias: null },
                    ],
                    From: [var only],
                    Where: null,
                    GroupBy: null,
                    Having: null,
                    Qualify: null,
                    Distinct: null,
                    Top: null,
                    ValueMode: ValueMode.Columns
                }
            }
            ? only
            : new TableSource.Subquery(input);
}
