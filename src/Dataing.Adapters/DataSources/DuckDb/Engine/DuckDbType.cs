namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>A type of the engine, read once per result: its id, and what its values need to be understood.</summary>
internal sealed record DuckDbType(DuckDbTypeId Id)
{
    /// <summary>A list's or array's element; a map's key and value; a struct's or union's fields.</summary>
    public IReadOnlyList<DuckDbColumn> Children { get; init; } = [];

    public int Width { get; init; }

    public int Scale { get; init; }

    /// <summary>Values per row of a fixed-size array.</summary>
    public int ArraySize { get; init; }

    /// <summary>The values of an enum, by index.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public bool IsJson { get; init; }

    public static unsafe DuckDbType Read(LogicalTypeHandle handle)
    {
        var type = new DuckDbType((DuckDbTypeId)DuckDbApi.TypeId(handle));
        return type.Id switch
        {
            DuckDbTypeId.Decimal => type with { Width = DuckDbApi.DecimalWidth(handle), Scale = DuckDbApi.DecimalScale(handle) },
            DuckDbTypeId.Varchar => type with { IsJson = DuckDbApi.TakeText(DuckDbApi.TypeAlias(handle)) == "JSON" },
            DuckDbTypeId.Enum => type with { Values = EnumValues(handle) },
            DuckDbTypeId.List => type with { Children = [Child("element", DuckDbApi.ListChildType(handle))] },
            DuckDbTypeId.Array => type with
            {
                Children = [Child("element", DuckDbApi.ArrayChildType(handle))],
                ArraySize = (int)DuckDbApi.ArraySize(handle),
            },
            DuckDbTypeId.Map => type with
            {
                Children = [Child("key", DuckDbApi.MapKeyType(handle)), Child("value", DuckDbApi.MapValueType(handle))],
            },
            DuckDbTypeId.Struct => type with { Children = Fields(handle) },
            _ => type,
        };
    }

    private static DuckDbColumn Child(string name, nint pointer)
    {
        using var handle = new LogicalTypeHandle(pointer);
        return new DuckDbColumn(name, Read(handle));
    }

    private static unsafe DuckDbColumn[] Fields(LogicalTypeHandle handle)
    {
        var fields = new DuckDbColumn[(int)DuckDbApi.StructCount(handle)];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = Child(
                DuckDbApi.TakeText(DuckDbApi.StructName(handle, (ulong)i)) ?? "",
                DuckDbApi.StructChildType(handle, (ulong)i)
            );
        return fields;
    }

    private static unsafe string[] EnumValues(LogicalTypeHandle handle)
    {
        var values = new string[DuckDbApi.EnumSize(handle)];
        for (var i = 0; i < values.Length; i++)
            values[i] = DuckDbApi.TakeText(DuckDbApi.EnumValue(handle, (ulong)i)) ?? "";
        return values;
    }
}

/// <summary>The engine's type numbers.</summary>
internal enum DuckDbTypeId
{
    Invalid = 0,
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    Time = 14,
    Interval = 15,
    HugeInt = 16,
    Varchar = 17,
    Blob = 18,
    Decimal = 19,
    TimestampSeconds = 20,
    TimestampMilliseconds = 21,
    TimestampNanoseconds = 22,
    Enum = 23,
    List = 24,
    Struct = 25,
    Map = 26,
    Uuid = 27,
    Union = 28,
    Bit = 29,
    TimeTz = 30,
    TimestampTz = 31,
    UHugeInt = 32,
    Array = 33,
    BigNumber = 35,
    SqlNull = 36,
    TimeNanoseconds = 39,
    Geometry = 40,
}
