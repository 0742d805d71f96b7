using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Elements of arrays: some dialects count from 0 and some from 1.</summary>
internal static class Subscripts
{
    public static Expression.Subscript Translate(Expression.Subscript subscript, SqlDialect from, SqlDialect to)
    {
        var shift = First(to) - First(from);
        if (shift == 0 || subscript.Index is Expression.String)
            return subscript;
        if (
            subscript.Index is not Expression.Number number
            || !int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index + shift < First(to)
        )
            throw new UntranslatableException(
                $"{from.Name} counts elements from {First(from)} and {to.Name} from {First(to)}; only a written index can be shifted."
            );
        return subscript with { Index = new Expression.Number((index + shift).ToString(CultureInfo.InvariantCulture)) };
    }

    private static int First(SqlDialect dialect) =>
        dialect.Family switch
        {
            DialectFamily.Postgres or DialectFamily.DuckDb or DialectFamily.Trino or DialectFamily.ClickHouse => 1,
            DialectFamily.BigQuery or DialectFamily.Snowflake or DialectFamily.Databricks or DialectFamily.Redshift => 0,
            _ => throw new UntranslatableException($"{dialect.Name} has no arrays to take elements from."),
        };
}
