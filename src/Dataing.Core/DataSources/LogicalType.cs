namespace Dataing.Core.DataSources;

/// <summary>The kind of a column's values, the same words for every source.</summary>
public enum LogicalType
{
    Unknown,
    Boolean,
    Integer,
    Float,
    Decimal,
    String,
    Binary,
    Date,
    Time,

    /// <summary>A date and time without a zone.</summary>
    Timestamp,

    /// <summary>A point in time (a timestamp with a zone).</summary>
    Instant,
    Interval,
    Uuid,
    Json,
    Array,
    Map,
    Struct,
}
