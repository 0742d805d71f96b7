using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Columns whose name means something else in the target, or nothing, unless it is quoted.</summary>
internal sealed class TakenNames(SqlDialect to)
{
    /// <summary>Words of MySQL 8 and of MariaDB that older versions, and so the reader, leave free.</summary>
    private static readonly FrozenSet<string> OfMySql = Words.Set(
        "BEFORE PARTITION SHOW CUBE CUME_DIST DENSE_RANK EMPTY EXCEPT FIRST_VALUE FUNCTION GROUPING GROUPS INTERSECT JSON_TABLE LAG LAST_VALUE LATERAL LEAD MANUAL NTH_VALUE",
        "NTILE OF OFFSET OVER PARALLEL PERCENT_RANK PORTION QUALIFY RANK RECURSIVE RETURNING ROW ROWS ROW_NUMBER SYSTEM TABLESAMPLE WINDOW"
    );

    public Expression.Column Quote(Expression.Column column) =>
        column.Parts.Any(p => !p.Quoted && IsTaken(p.Text, column))
            ? column with
            {
                Parts = [.. column.Parts.Select(p => Quoted(p, column))],
            }
            : column;

    /// <summary>Behind AS PostgreSQL and its kin take any word, and others do not.</summary>
    public SelectItem Quote(SelectItem item) =>
        item.Alias is { Quoted: false } alias && IsTakenAsAlias(alias.Text) ? item with { Alias = alias with { Quoted = true } } : item;

    public TableAlias Quote(TableAlias alias) =>
        alias.Name is { Quoted: false } name && IsTakenAsAlias(name.Text) ? alias with { Name = name with { Quoted = true } } : alias;

    private bool IsTakenAsAlias(string name) =>
        (to.Family == DialectFamily.MySql && OfMySql.Contains(name))
        || (
            to.Family
                is DialectFamily.MySql
                    or DialectFamily.Sqlite
                    or DialectFamily.SqlServer
                    or DialectFamily.Trino
                    or DialectFamily.BigQuery
            && to.Grammar.Reserved.Contains(name)
        );

    private Identifier Quoted(Identifier part, Expression.Column column) =>
        !part.Quoted && IsTaken(part.Text, column) ? part with { Quoted = true } : part;

    /// <summary>Behind a dot some engines take any word.</summary>
    private bool IsTaken(string name, Expression.Column column) =>
        (column.Parts.Count == 1 && to.Grammar.BareFunctions.Contains(name))
        || (to.Family == DialectFamily.MySql && OfMySql.Contains(name))
        || (to.Family is DialectFamily.Sqlite or DialectFamily.SqlServer or DialectFamily.Trino && to.Grammar.Reserved.Contains(name));
}
