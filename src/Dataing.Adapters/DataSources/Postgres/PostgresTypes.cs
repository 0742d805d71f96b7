using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>The numbers of the built-in types, and what they mean.</summary>
internal static class PostgresTypes
{
    public const uint Boolean = 16;
    public const uint Bytes = 17;
    public const uint BigInt = 20;
    public const uint SmallInt = 21;
    public const uint Integer = 23;
    public const uint ObjectId = 26;
    public const uint Json = 114;
    public const uint Xml = 142;
    public const uint Real = 700;
    public const uint Double = 701;
    public const uint Padded = 1042;
    public const uint Date = 1082;
    public const uint Time = 1083;
    public const uint Timestamp = 1114;
    public const uint Instant = 1184;
    public const uint Interval = 1186;
    public const uint TimeWithZone = 1266;
    public const uint Numeric = 1700;
    public const uint Uuid = 2950;
    public const uint JsonBinary = 3802;

    private const string StringCategory = "S";

    /// <summary>Array types by the type of their elements; numbers and booleans stay such in JSON.</summary>
    private static readonly Dictionary<uint, uint> Elements = new()
    {
        [1000] = Boolean,
        [1001] = Bytes,
        [1005] = SmallInt,
        [1007] = Integer,
        [1016] = BigInt,
        [1021] = Real,
        [1022] = Double,
        [1231] = Numeric,
        [1002] = 18,
        [1003] = 19,
        [1009] = 25,
        [1014] = Padded,
        [1015] = 1043,
        [1028] = ObjectId,
        [1115] = Timestamp,
        [1182] = Date,
        [1183] = Time,
        [1185] = Instant,
        [1187] = Interval,
        [1270] = TimeWithZone,
        [199] = Json,
        [2951] = Uuid,
        [3807] = JsonBinary,
    };

    public static bool IsArray(uint type, out uint element) => Elements.TryGetValue(type, out element);

    /// <summary>
    /// What a column is good for. Only a type of the string category can be measured, compared with '' and put in order like a text: of the
    /// others that are shown as text (enumerations, addresses, ranges, bits, an extension's own) no more is known than that they can be grouped.
    /// </summary>
    public static LogicalType OfColumn(uint type, string? category) =>
        Logical(type) switch
        {
            // Neither equal to anything nor in any order.
            LogicalType.String when type == Xml => LogicalType.Struct,
            LogicalType.String when category != StringCategory => LogicalType.Unknown,
            LogicalType.Integer when type == ObjectId => LogicalType.Unknown,
            var logical => logical,
        };

    public static LogicalType Logical(uint type) =>
        type switch
        {
            Boolean => LogicalType.Boolean,
            SmallInt or Integer or BigInt or ObjectId => LogicalType.Integer,
            Real or Double => LogicalType.Float,
            Numeric => LogicalType.Decimal,
            Bytes => LogicalType.Binary,
            Date => LogicalType.Date,
            Time or TimeWithZone => LogicalType.Time,
            Timestamp => LogicalType.Timestamp,
            Instant => LogicalType.Instant,
            Interval => LogicalType.Interval,
            Uuid => LogicalType.Uuid,
            Json or JsonBinary => LogicalType.Json,
            _ => Elements.ContainsKey(type) ? LogicalType.Array : LogicalType.String,
        };
}
