using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Dialects.DialectFamily;

namespace Dataing.Sql.Transpiling;

/// <summary>Names given in a select list and used again in the same SELECT, which each engine allows in other clauses.</summary>
internal static class AliasUse
{
    public static string? Missing(SqlNode node, SqlDialect to)
    {
        if (node is not QueryBody.Select select)
            return null;
        for (var i = 0; i < select.Items.Count; i++)
        {
            if (select.Items[i] is not { Alias: { } alias, Value: not Expression.Column } item || Reads(item.Value, alias))
                continue;
            if (!InItems(to) && select.Items.Skip(i + 1).Any(later => Reads(later.Value, alias)))
                return $"{alias} again within the list that names it; repeat its expression";
            if (!InWhere(to) && Reads(select.Where, alias))
                return $"{alias} in WHERE; repeat its expression";
            if (!InHaving(to) && Reads(select.Having, alias))
                return $"{alias} in HAVING; repeat its expression";
            if (!InGroups(to) && Reads(select.GroupBy, alias))
                return $"{alias} in GROUP BY; repeat its expression";
        }
        return null;
    }

    private static bool InItems(SqlDialect dialect) => dialect.Family is Snowflake or Redshift or DuckDb or ClickHouse or Databricks;

    private static bool InWhere(SqlDialect dialect) => InItems(dialect) || dialect.Family == Sqlite;

    private static bool InHaving(SqlDialect dialect) => InWhere(dialect) || dialect.Family is MySql or BigQuery;

    private static bool InGroups(SqlDialect dialect) => InHaving(dialect) || dialect.Family == Postgres;

    /// <summary>A query inside has names of its own.</summary>
    private static bool Reads(SqlNode? node, Identifier alias)
    {
        if (node is null or Query)
            return false;
        if (node is Expression.Column { Parts: [var only] })
            return only.Text.Equals(alias.Text, StringComparison.OrdinalIgnoreCase);
        return SqlTree.Children(node).Any(c => Reads(c, alias));
    }
}
