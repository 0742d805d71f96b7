using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>What the catalogue's spelling of a type means.</summary>
internal static class DuckDbTypeNames
{
    public static LogicalType Logical(string name)
    {
        if (name.EndsWith(']'))
            return LogicalType.Array;
        var end = name.IndexOf('(', StringComparison.Ordinal);
        return (end < 0 ? name : name[..end]) switch
        {
            "BOOLEAN" => LogicalType.Boolean,
            "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" => LogicalType.Integer,
            "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "BIGNUM" or "VARINT" => LogicalType.Integer,
            "FLOAT" or "DOUBLE" => LogicalType.Float,
            "DECIMAL" => LogicalType.Decimal,
            "VARCHAR" or "ENUM" => LogicalType.String,
            "BLOB" or "GEOMETRY" => LogicalType.Binary,
            "DATE" => LogicalType.Date,
            "TIME" or "TIME WITH TIME ZONE" or "TIME_NS" => LogicalType.Time,
            "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => LogicalType.Timestamp,
            "TIMESTAMP WITH TIME ZONE" => LogicalType.Instant,
            "INTERVAL" => LogicalType.Interval,
            "UUID" => LogicalType.Uuid,
            "JSON" => LogicalType.Json,
            "MAP" => LogicalType.Map,
            "STRUCT" or "UNION" => LogicalType.Struct,
            // BIT too: it can be grouped, but neither measured nor compared like a text.
            _ => LogicalType.Unknown,
        };
    }
}
