using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>What follows a query's body: ordering, limits, locks and options.</summary>
internal sealed class EndingRenderer(SqlText text)
{
    public void Write(Query query)
    {
        foreach (var clause in query.Clustering)
            WriteClustering(clause);
        if (query.OrderBy.Count > 0)
            text.Raw(" ORDER BY ").List(query.OrderBy, WriteOrder);
        if (query.OrderByAll is not null)
        {
            text.Raw(" ORDER BY ALL");
            WriteDirection(query.OrderByAll);
        }
        if (query.Interpolate is { } interpolate)
        {
            text.Raw(" INTERPOLATE");
            if (interpolate.Columns.Count > 0)
                text.Raw(' ').Parenthesised(interpolate.Columns, WriteInterpolated);
        }
        if (query.LimitBy is not null)
            WriteLimitBy(query.LimitBy);
        if (query.Limit is not null)
            WriteLimit(query.Limit, query.OrderBy.Count > 0);
        foreach (var clause in query.Locks)
            WriteLock(clause);
        foreach (var option in query.Options)
            WriteOption(option);
    }

    public void WriteOrder(OrderItem item)
    {
        text.Expressions.Write(item.Value);
        var collatesLast = text.Dialect.Family == DialectFamily.ClickHouse;
        if (item.Collation is not null && !collatesLast)
        {
            text.Raw(" COLLATE ");
            text.Names.Write(item.Collation);
        }
        if (item.UsingOperator is not null)
            text.Raw(" USING ").Raw(item.UsingOperator);
        WriteDirection(item);
        if (item.Collation is not null && collatesLast)
        {
            text.Raw(" COLLATE ");
            text.Literals.WriteString(item.Collation.Text);
        }
        if (item.Fill is { } fill)
        {
            text.Raw(" WITH FILL");
            Part(" FROM ", fill.From);
            Part(" TO ", fill.To);
            Part(" STEP ", fill.Step);
            Part(" STALENESS ", fill.Staleness);
        }
    }

    private void WriteInterpolated(SelectItem item)
    {
        if (item.Alias is not null)
            text.Names.Write(item.Alias);
        text.Raw(" AS ");
        text.Expressions.Write(item.Value);
    }

    private void WriteDirection(OrderItem item)
    {
        text.Raw(
            item.Direction switch
            {
                SortDirection.Ascending => " ASC",
                SortDirection.Descending => " DESC",
                _ => "",
            }
        );
        text.Raw(
            item.Nulls switch
            {
                NullsOrder.First => " NULLS FIRST",
                NullsOrder.Last => " NULLS LAST",
                _ => "",
            }
        );
    }

    private void Part(string words, Expression? value)
    {
        if (value is null)
            return;
        text.Raw(words);
        text.Expressions.WriteOperand(value, Binding.Additive);
    }

    private void WriteLimitBy(LimitBy limit)
    {
        Part(limit.PerPartition ? " PER PARTITION LIMIT " : " LIMIT ", limit.Count);
        Part(" OFFSET ", limit.Offset);
        if (limit.By.Count > 0)
            text.Raw(" BY ").List(limit.By, text.Expressions.Write);
    }

    private void WriteLimit(RowLimit limit, bool ordered)
    {
        if (text.Dialect.Rendering.Limit == LimitStyle.Fetch)
        {
            // SQL Server allows OFFSET only behind an ordering; the constant one changes nothing.
            text.Raw(ordered ? "" : " ORDER BY (SELECT NULL)");
            Part(" OFFSET ", limit.Offset ?? new Expression.Number("0"));
            text.Raw(" ROWS");
            Part(" FETCH NEXT ", limit.Count);
            text.Raw(limit.Count is null ? "" : " ROWS ONLY");
            return;
        }
        if (limit.Percent || (limit.WithTies && text.Dialect.Family is not DialectFamily.ClickHouse))
        {
            Part(" OFFSET ", limit.Offset);
            text.Raw(limit.Offset is null ? "" : " ROWS");
            if (limit.Percent && text.Dialect.Family == DialectFamily.DuckDb && limit.Count is not null)
            {
                Part(" LIMIT ", limit.Count);
                text.Raw(" PERCENT");
                return;
            }
            Part(" FETCH FIRST ", limit.Count);
            text.Raw(limit.Percent ? " PERCENT" : "").Raw(limit.WithTies ? " ROWS WITH TIES" : " ROWS ONLY");
            return;
        }
        if (text.Dialect.Rendering.Limit == LimitStyle.OffsetThenLimit)
            Part(" OFFSET ", limit.Offset);
        Part(" LIMIT ", limit.Count);
        text.Raw(limit.WithTies ? " WITH TIES" : "");
        if (text.Dialect.Rendering.Limit != LimitStyle.OffsetThenLimit)
            WriteOffset(limit);
        if (limit.Examined is null)
            return;
        text.Raw(limit is { Count: null, Offset: null } ? " LIMIT" : "");
        Part(" ROWS EXAMINED ", limit.Examined);
    }

    private void WriteOffset(RowLimit limit)
    {
        if (limit.Offset is null)
            return;
        // MySQL and SQLite read OFFSET only behind a LIMIT; these are their own words for "all".
        if (limit.Count is null && text.Dialect.Family == DialectFamily.MySql)
            text.Raw(" LIMIT 18446744073709551615");
        if (limit.Count is null && text.Dialect.Family == DialectFamily.Sqlite)
            text.Raw(" LIMIT -1");
        Part(" OFFSET ", limit.Offset);
    }

    private void WriteClustering(ClusterClause clause) =>
        text.Raw(
                clause.Kind switch
                {
                    ClusterKind.SortBy => " SORT BY ",
                    ClusterKind.DistributeBy => " DISTRIBUTE BY ",
                    _ => " CLUSTER BY ",
                }
            )
            .List(clause.Items, WriteOrder);

    private void WriteLock(LockClause clause)
    {
        text.Raw(clause.Strength.StartsWith("LOCK", StringComparison.Ordinal) ? " " : " FOR ").Raw(clause.Strength);
        if (clause.Of.Count > 0)
            text.Raw(" OF ").List(clause.Of, text.Names.Write);
        if (clause.Wait is not null)
            text.Raw(' ').Raw(clause.Wait);
    }

    private void WriteOption(QueryOption option)
    {
        text.Raw(' ').Raw(option.Name);
        if (option.Entries.Count == 0)
            return;
        text.Raw(' ');
        var inParentheses = option.Name == "OPTION";
        text.Raw(inParentheses ? "(" : "");
        text.List(
            option.Entries,
            entry =>
            {
                text.Raw(entry.Name);
                if (entry.Value is null)
                    return;
                text.Raw(option.Name == "SETTINGS" ? " = " : " ");
                if (entry.Value is Expression.Tuple values)
                    text.Parenthesised(values.Items, text.Expressions.Write);
                else
                    text.Expressions.Write(entry.Value);
            }
        );
        text.Raw(inParentheses ? ")" : "");
    }
}
