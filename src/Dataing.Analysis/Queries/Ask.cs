using System.Globalization;
using Dataing.Core.DataSources;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Queries;

/// <summary>Shapes of whole questions: which rows, grouped how, ordered and cut how.</summary>
internal static class Ask
{
    /// <summary>The name of the watched rows in every question.</summary>
    public const string Rows = "t";

    public static TableSource.Table Table(TableName name, string alias)
    {
        var parts = new[] { name.Catalog, name.Schema, name.Name }.OfType<string>().Select(Term.Exact);
        return new TableSource.Table(new ObjectName(parts.ToSqlList()), Named(alias));
    }

    public static TableAlias Named(string alias) => new(Term.Exact(alias), []);

    public static TableSource Derived(Query query, string alias) => new TableSource.Subquery(query, Named(alias));

    public static TableSource LeftJoin(TableSource left, TableSource right, Expression condition) =>
        new TableSource.Join(left, JoinKind.Left, right, new JoinCondition.On(condition));

    public static TableSource InnerJoin(TableSource left, TableSource right, Expression condition) =>
        new TableSource.Join(left, JoinKind.Inner, right, new JoinCondition.On(condition));

    public static QueryBody.Select Select(TableSource from, Expression? where, params IEnumerable<SelectItem> items) =>
        new(items.ToSqlList()) { From = [from], Where = where };

    public static QueryBody.Select GroupedBy(this QueryBody.Select select, IEnumerable<Expression> keys)
    {
        var elements = keys.Select(GroupingElement (k) => new GroupingElement.Single(k)).ToSqlList();
        return elements.Count == 0 ? select : select with { GroupBy = new GroupBy(elements) };
    }

    public static QueryBody.Select Having(this QueryBody.Select select, Expression condition) => select with { Having = condition };

    public static Query ToQuery(this QueryBody body) => new(body);

    public static Query OrderedBy(this Query query, params Expression[] keys) =>
        query with
        {
            OrderBy = keys.Select(k => new OrderItem(k)).ToSqlList(),
        };

    public static Query Descending(this Query query, Expression key, params Expression[] then) =>
        query with
        {
            OrderBy = new[] { new OrderItem(key, SortDirection.Descending) }.Concat(then.Select(t => new OrderItem(t))).ToSqlList(),
        };

    public static Query Take(this Query query, int rows) =>
        query with
        {
            Limit = new RowLimit(new Expression.Number(rows.ToString(CultureInfo.InvariantCulture)), null),
        };

    /// <summary>The rows of several selects of the same shape, one after the other.</summary>
    public static QueryBody Together(IReadOnlyList<QueryBody> parts) =>
        parts.Skip(1).Aggregate(parts[0], (left, right) => new QueryBody.SetOperation(left, SetOperator.Union, SetQuantifier.All, right));
}
