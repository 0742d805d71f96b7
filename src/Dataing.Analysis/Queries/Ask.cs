using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Queries;

/// <summary>What the analyst's questions share.</summary>
internal static class Ask
{
    /// <summary>The name of the watched rows in every question.</summary>
    public const string Rows = "t";

    public static TableSource.Table Table(TableName name, string alias) =>
        Relation.Table([.. new[] { name.Catalog, name.Schema, name.Name }.OfType<string>()], alias);

    /// <summary>
    /// The first rows, to lay a window over. SQLite moves a limit above the window's order, and then takes the least rows instead of the first;
    /// one with an offset stays where it is.
    /// </summary>
    public static Query Some(SelectBuilder rows, int count, SqlDialect dialect)
    {
        var query = rows.Limit(count).ToQuery();
        return dialect.Family == DialectFamily.Sqlite && query.Limit is { } limit
            ? query with
            {
                Limit = limit with { Offset = Term.Zero },
            }
            : query;
    }

    /// <summary>As a binary floating-point number, so that sums neither overflow nor divide as integers; every source reads this name of it.</summary>
    public static Expression Real(Expression value) => new Expression.Cast(value, new DataType.Named("DOUBLE PRECISION"));
}
