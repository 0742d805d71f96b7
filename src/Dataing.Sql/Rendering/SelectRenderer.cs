using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>SELECT and its clauses, in the order they are written.</summary>
internal sealed class SelectRenderer(SqlText text)
{
    public void Write(QueryBody.Select select)
    {
        if (
            text.Dialect.Family == DialectFamily.DuckDb
            && select.From is [TableSource.Pivot { Alias: null } pivot]
            && (pivot.Aggregates.Count == 0 || pivot.On.Count == 0 || pivot.On.Any(c => c.Any))
        )
        {
            // DuckDB finds a pivot's values itself only in its own statement, which the parser reads as SELECT * over the pivot.
            text.Sources.WritePivotStatement(pivot);
            return;
        }
        text.Raw(select.Json ? "SELECT JSON " : "SELECT ");
        if (select.Hints.Count > 0)
            text.Raw("/*+ ").List(select.Hints, WriteHint).Raw(" */ ");
        WriteDistinct(select.Distinct);
        if (select.Top is not null)
            WriteTop(select.Top);
        text.Raw(
            select.ValueMode switch
            {
                ValueMode.Struct => "AS STRUCT ",
                ValueMode.Value => "AS VALUE ",
                _ => "",
            }
        );
        WriteItems(select.Items);
        if (select.From.Count > 0)
            text.Raw(select.Items.Count > 0 ? " FROM " : "FROM ").List(select.From, text.Sources.Write);
        Clause(" PREWHERE ", select.Prewhere);
        Clause(" WHERE ", select.Where);
        if (select.ConnectBy is { } connect)
        {
            Clause(" START WITH ", connect.StartWith);
            Clause(connect.NoCycle ? " CONNECT BY NOCYCLE " : " CONNECT BY ", connect.Condition);
        }
        if (select.GroupBy is not null)
            WriteGroupBy(select.GroupBy);
        Clause(" HAVING ", select.Having);
        WriteWindowsAndQualify(select);
        if (select.Sample is not null)
        {
            text.Raw(" USING SAMPLE ");
            text.Sources.WriteSampleSize(select.Sample);
        }
    }

    /// <summary>Redshift wants EXCLUDE at the end of the whole list.</summary>
    private void WriteItems(SqlList<SelectItem> items)
    {
        if (text.Dialect.Family != DialectFamily.Redshift || !items.Any(i => i.Value is Expression.Star { Except.Count: > 0 }))
        {
            text.List(items, text.Queries.WriteItem);
            return;
        }
        SqlList<SelectItem> whole =
        [
            .. items.Select(i => i.Value is Expression.Star star ? i with { Value = star with { Except = [] } } : i),
        ];
        SqlList<ObjectName> except = [.. items.Select(i => i.Value).OfType<Expression.Star>().SelectMany(s => s.Except)];
        text.List(whole, text.Queries.WriteItem).Raw(" EXCLUDE ").Parenthesised(except, text.Names.Write);
    }

    private void Clause(string words, Expression? condition)
    {
        if (condition is null)
            return;
        text.Raw(words);
        text.Expressions.Write(condition);
    }

    private void WriteWindowsAndQualify(QueryBody.Select select)
    {
        var windowsLast = text.Dialect.Family == DialectFamily.BigQuery;
        if (windowsLast)
            Clause(" QUALIFY ", select.Qualify);
        if (select.Windows.Count > 0)
        {
            text.Raw(" WINDOW ");
            text.List(
                select.Windows,
                w =>
                {
                    text.Names.Write(w.Name);
                    text.Raw(" AS ");
                    text.Queries.WriteWindow(w.Specification);
                }
            );
        }
        if (!windowsLast)
            Clause(" QUALIFY ", select.Qualify);
    }

    private void WriteHint(Hint hint)
    {
        text.Raw(hint.Name);
        if (hint.Arguments.Count > 0)
            text.Parenthesised(hint.Arguments, a => text.Raw(a));
    }

    private void WriteDistinct(Distinct? distinct)
    {
        if (distinct is null)
            return;
        text.Raw("DISTINCT ");
        if (distinct.On.Count > 0)
            text.Raw("ON ").Parenthesised(distinct.On, text.Expressions.Write).Raw(' ');
    }

    private void WriteTop(Top top)
    {
        text.Raw("TOP ");
        // In parentheses SQL Server takes any expression; elsewhere only a number may follow TOP.
        if (text.Dialect.Family == DialectFamily.SqlServer || top.Count is not Expression.Number)
            text.Expressions.WriteParenthesised(top.Count);
        else
            text.Expressions.Write(top.Count);
        text.Raw(top.Percent ? " PERCENT" : "").Raw(top.WithTies ? " WITH TIES " : " ");
    }

    private void WriteGroupBy(GroupBy group)
    {
        text.Raw(" GROUP BY").Raw(group.Distinct ? " DISTINCT" : "").Raw(group.All ? " ALL" : "");
        if (group.Elements.Count > 0)
            text.Raw(' ').List(group.Elements, WriteElement);
        text.Raw(
            group.Modifier switch
            {
                GroupByModifier.WithRollup => " WITH ROLLUP",
                GroupByModifier.WithCube => " WITH CUBE",
                GroupByModifier.WithTotals => " WITH TOTALS",
                GroupByModifier.WithRollupAndTotals => " WITH ROLLUP WITH TOTALS",
                GroupByModifier.WithCubeAndTotals => " WITH CUBE WITH TOTALS",
                _ => "",
            }
        );
    }

    private void WriteElement(GroupingElement element)
    {
        switch (element)
        {
            case GroupingElement.Single single:
                text.Expressions.Write(single.Value);
                if (single.Descending && text.Dialect.Name == "mariadb")
                    text.Raw(" DESC");
                break;
            case GroupingElement.Tuple tuple:
                text.Parenthesised(tuple.Values, text.Expressions.Write);
                break;
            case GroupingElement.Rollup rollup:
                text.Raw("ROLLUP").Parenthesised(rollup.Elements, WriteElement);
                break;
            case GroupingElement.Cube cube:
                text.Raw("CUBE").Parenthesised(cube.Elements, WriteElement);
                break;
            case GroupingElement.Sets sets:
                text.Raw("GROUPING SETS ").Parenthesised(sets.Elements, WriteElement);
                break;
        }
    }
}
