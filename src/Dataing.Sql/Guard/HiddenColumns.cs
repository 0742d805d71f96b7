using Dataing.Sql.Dialects;

namespace Dataing.Sql.Guard;

/// <summary>Columns that no table lists and that tell of the files and partitions beneath one: where the data lies, not what it says.</summary>
internal static class HiddenColumns
{
    /// <summary>Told by the first letter, because every column is asked.</summary>
    public static bool Contain(string name, SqlDialect dialect) =>
        (name.Length == 0 ? '\0' : name[0]) switch
        {
            '$' => dialect.Family is DialectFamily.Trino or DialectFamily.Redshift && name.Length > 1,
            '_' => dialect.Family switch
            {
                DialectFamily.BigQuery => Is(name, "_FILE_NAME"),
                DialectFamily.ClickHouse => name is "_path" or "_file" or "_headers",
                DialectFamily.Databricks => Is(name, "_metadata"),
                _ => false,
            },
            'U' or 'u' => IsSessionUser(name, dialect),
            'M' or 'm' => dialect.Family == DialectFamily.Snowflake
                && (Starts(name, "METADATA$FILE") || Is(name, "METADATA$START_SCAN_TIME")),
            _ => false,
        };

    /// <summary>Databricks: a column where there is one, else the name of who asks.</summary>
    public static bool IsSessionUser(string name, SqlDialect dialect) => dialect.Family == DialectFamily.Databricks && Is(name, "user");

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(string name, string start) => name.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
