using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>Tables that every engine of a dialect has and that only stand where FROM must not be empty.</summary>
internal static class OneRowTables
{
    public static bool Contains(ObjectName name, SqlDialect dialect) =>
        name.ToString().ToLowerInvariant() switch
        {
            "dual" => dialect.Family is DialectFamily.MySql or DialectFamily.Snowflake,
            "system.one" => dialect.Family is DialectFamily.ClickHouse,
            _ => false,
        };
}
