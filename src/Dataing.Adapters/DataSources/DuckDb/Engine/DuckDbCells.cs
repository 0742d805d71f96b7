using System.Numerics;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>Turns the engine's values into cells, exactly; what no .NET type can hold becomes text.</summary>
internal static class DuckDbCells
{
    private const int EpochDays = 719_162;
    private const int MaxDay = 3_652_058;

    public static object? Read(DuckDbVector vector, long row)
    {
        if (vector.IsNull(row))
            return null;
        return vector.Type.Id switch
        {
            DuckDbTypeId.Boolean => vector.At<byte>(row) != 0,
            DuckDbTypeId.TinyInt => (long)vector.At<sbyte>(row),
            DuckDbTypeId.SmallInt => (long)vector.At<short>(row),
            DuckDbTypeId.Integer => (long)vector.At<int>(row),
            DuckDbTypeId.BigInt => vector.At<long>(row),
            DuckDbTypeId.UTinyInt => (long)vector.At<byte>(row),
            DuckDbTypeId.USmallInt => (long)vector.At<ushort>(row),
            DuckDbTypeId.UInteger => (long)vector.At<uint>(row),
            DuckDbTypeId.UBigInt => Whole(vector.At<ulong>(row)),
            DuckDbTypeId.HugeInt => Whole(vector.At<Int128>(row)),
            DuckDbTypeId.UHugeInt => Whole(vector.At<UInt128>(row)),
            DuckDbTypeId.BigNumber => Whole(BigNumber(vector.Bytes(row))),
            DuckDbTypeId.Float => (double)vector.At<float>(row),
            DuckDbTypeId.Double => vector.At<double>(row),
            DuckDbTypeId.Decimal => Decimal(vector, row),
            DuckDbTypeId.Varchar => vector.Text(row),
            DuckDbTypeId.Blob or DuckDbTypeId.Geometry => vector.Bytes(row).ToArray(),
            DuckDbTypeId.Date => Date(vector.At<int>(row)),
            DuckDbTypeId.Time => DuckDbTimes.Time(vector.At<long>(row), fraction: 1_000_000),
            DuckDbTypeId.TimeNanoseconds => DuckDbTimes.Time(vector.At<long>(row), fraction: 1_000_000_000),
            DuckDbTypeId.TimeTz => DuckDbTimes.TimeWithZone(vector.At<ulong>(row)),
            DuckDbTypeId.Timestamp => DuckDbTimes.Timestamp(vector.At<long>(row), fraction: 1_000_000, instant: false),
            DuckDbTypeId.TimestampSeconds => DuckDbTimes.Timestamp(vector.At<long>(row), fraction: 1, instant: false),
            DuckDbTypeId.TimestampMilliseconds => DuckDbTimes.Timestamp(vector.At<long>(row), fraction: 1_000, instant: false),
            DuckDbTypeId.TimestampNanoseconds => DuckDbTimes.Timestamp(vector.At<long>(row), fraction: 1_000_000_000, instant: false),
            DuckDbTypeId.TimestampTz => DuckDbTimes.Timestamp(vector.At<long>(row), fraction: 1_000_000, instant: true),
            DuckDbTypeId.Interval => DuckDbTimes.Interval(vector.At<DuckDbInterval>(row)),
            DuckDbTypeId.Uuid => Uuid(vector.At<UInt128>(row)),
            DuckDbTypeId.Enum => vector.Type.Values[EnumIndex(vector, row)],
            DuckDbTypeId.Bit => Bits(vector.Bytes(row)),
            DuckDbTypeId.List or DuckDbTypeId.Array or DuckDbTypeId.Struct or DuckDbTypeId.Map => DuckDbJson.Text(vector, row),
            _ => throw new SourceException(
                SourceErrorKind.Unsupported,
                $"DuckDB's type number {(int)vector.Type.Id} cannot be read; cast the column to VARCHAR."
            ),
        };
    }

    public static LogicalType Logical(DuckDbType type) =>
        type.Id switch
        {
            DuckDbTypeId.Boolean => LogicalType.Boolean,
            DuckDbTypeId.TinyInt or DuckDbTypeId.SmallInt or DuckDbTypeId.Integer or DuckDbTypeId.BigInt => LogicalType.Integer,
            DuckDbTypeId.UTinyInt or DuckDbTypeId.USmallInt or DuckDbTypeId.UInteger or DuckDbTypeId.UBigInt => LogicalType.Integer,
            DuckDbTypeId.HugeInt or DuckDbTypeId.UHugeInt or DuckDbTypeId.BigNumber => LogicalType.Integer,
            DuckDbTypeId.Float or DuckDbTypeId.Double => LogicalType.Float,
            DuckDbTypeId.Decimal => LogicalType.Decimal,
            DuckDbTypeId.Varchar => type.IsJson ? LogicalType.Json : LogicalType.String,
            DuckDbTypeId.Enum or DuckDbTypeId.Bit => LogicalType.String,
            DuckDbTypeId.Blob or DuckDbTypeId.Geometry => LogicalType.Binary,
            DuckDbTypeId.Date => LogicalType.Date,
            DuckDbTypeId.Time or DuckDbTypeId.TimeTz or DuckDbTypeId.TimeNanoseconds => LogicalType.Time,
            DuckDbTypeId.Timestamp or DuckDbTypeId.TimestampSeconds => LogicalType.Timestamp,
            DuckDbTypeId.TimestampMilliseconds or DuckDbTypeId.TimestampNanoseconds => LogicalType.Timestamp,
            DuckDbTypeId.TimestampTz => LogicalType.Instant,
            DuckDbTypeId.Interval => LogicalType.Interval,
            DuckDbTypeId.Uuid => LogicalType.Uuid,
            DuckDbTypeId.List or DuckDbTypeId.Array => LogicalType.Array,
            DuckDbTypeId.Map => LogicalType.Map,
            DuckDbTypeId.Struct => LogicalType.Struct,
            _ => LogicalType.Unknown,
        };

    private static object Whole(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (long)value : new ExactDecimal(value, 0);

    private static ExactDecimal Decimal(DuckDbVector vector, long row)
    {
        BigInteger unscaled = vector.Type.Width switch
        {
            <= 4 => vector.At<short>(row),
            <= 9 => vector.At<int>(row),
            <= 18 => vector.At<long>(row),
            _ => vector.At<Int128>(row),
        };
        return new ExactDecimal(unscaled, vector.Type.Scale);
    }

    private static object Date(int days) =>
        days switch
        {
            int.MaxValue => "infinity",
            -int.MaxValue => "-infinity",
            >= -EpochDays and <= MaxDay - EpochDays => DateOnly.FromDayNumber(days + EpochDays),
            _ => DuckDbTimes.FarDate(days),
        };

    /// <summary>Stored with its top bit flipped, so that it sorts as a signed number.</summary>
    private static string Uuid(UInt128 value)
    {
        var hex = (value ^ (UInt128.One << 127)).ToString("x32", null);
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    private static int EnumIndex(DuckDbVector vector, long row) =>
        vector.Type.Values.Count switch
        {
            <= byte.MaxValue => vector.At<byte>(row),
            <= ushort.MaxValue => vector.At<ushort>(row),
            _ => (int)vector.At<uint>(row),
        };

    /// <summary>The first byte says how many bits of the second are padding.</summary>
    private static string Bits(ReadOnlySpan<byte> bytes)
    {
        var padding = bytes[0];
        var text = new char[(bytes.Length - 1) * 8 - padding];
        for (var i = 0; i < text.Length; i++)
            text[i] = (bytes[1 + (i + padding) / 8] >> (7 - (i + padding) % 8) & 1) == 0 ? '0' : '1';
        return new string(text);
    }

    /// <summary>Three bytes of header whose top bit is the sign, then the big-endian magnitude; all inverted when negative.</summary>
    private static BigInteger BigNumber(ReadOnlySpan<byte> bytes)
    {
        var negative = (bytes[0] & 0x80) == 0;
        var magnitude = bytes[3..].ToArray();
        if (negative)
            for (var i = 0; i < magnitude.Length; i++)
                magnitude[i] = (byte)~magnitude[i];
        var value = new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
        return negative ? -value : value;
    }
}

/// <summary>The engine's interval, field by field.</summary>
internal readonly record struct DuckDbInterval(int Months, int Days, long Microseconds);
