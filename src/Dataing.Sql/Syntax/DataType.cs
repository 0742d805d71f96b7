namespace Dataing.Sql.Syntax;

/// <summary>A type as written in a cast, a column definition or a typed literal.</summary>
public abstract record DataType : SqlNode
{
    private DataType() { }

    /// <summary>A type by name: upper-case words such as <c>DOUBLE PRECISION</c>, with length or precision, and what follows it.</summary>
    public sealed record Named(string Name) : DataType
    {
        /// <summary>Length, precision and scale, or the members of an enumeration.</summary>
        public SqlList<Expression> Arguments { get; init; } = [];

        public TimeZoneMode TimeZone { get; init; }

        /// <summary>Words after the type, such as <c>UNSIGNED</c> or an interval's <c>DAY TO SECOND</c>.</summary>
        public string? Suffix { get; init; }

        /// <summary>True when the name was quoted and its letter case must be kept.</summary>
        public bool Quoted { get; init; }
    }

    /// <summary>A type made of types, such as <c>Nullable(String)</c>; arrays, maps and structs have their own nodes.</summary>
    public sealed record Generic(string Name, SqlList<DataType> Arguments) : DataType;

    /// <summary>An array or list; with a length where the dialect has fixed ones.</summary>
    public sealed record Array(DataType Element, int? Length = null) : DataType;

    public sealed record Map(DataType Key, DataType Value) : DataType;

    public sealed record Struct(SqlList<Field> Fields) : DataType
    {
        /// <summary>DuckDB's UNION(…), of which a value holds one field.</summary>
        public bool Union { get; init; }
    }

    /// <summary>A field of a struct; without a name where the dialect allows it.</summary>
    public sealed record Field(Identifier? Name, DataType Type) : SqlNode;
}

/// <summary>What a time type says about its zone.</summary>
public enum TimeZoneMode
{
    Unsaid,
    With,
    Without,
    WithLocal,
}
