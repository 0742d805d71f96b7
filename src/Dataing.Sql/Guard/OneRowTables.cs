using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>Tables that every engine of a dialect has and that only stand where FROM must not be empty.</summary>
internal static class OneRowTables
{
    public static bool Contains(ObjectName name, SqlDialect dialect) =>
        dialect.Family switch
        {
            DialectFamily.MySql or DialectFamily.Snowflake => name.Parts is [var only] && Is(only, "dual"),
            DialectFamily.ClickHouse => name.Parts is [var schema, var table] && Is(schema, "system") && Is(table, "one"),
            _ => false,
        };

    private static bool Is(Identifier name, string word) => name.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
