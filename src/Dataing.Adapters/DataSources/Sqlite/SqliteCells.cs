using Dataing.Core.DataSources;
using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>Values as they are stored: in SQLite the value has a type, and the column only a wish.</summary>
internal static class SqliteCells
{
    public static object? Read(sqlite3_stmt statement, int column) =>
        raw.sqlite3_column_type(statement, column) switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, column),
            raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, column),
            raw.SQLITE_TEXT => raw.sqlite3_column_text(statement, column).utf8_to_string(),
            raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, column).ToArray(),
            _ => null,
        };

    /// <summary>What a declared type wishes for, by its words; <see cref="LogicalType.Unknown"/> for an expression or an untyped column.</summary>
    public static LogicalType Declared(string? type)
    {
        if (string.IsNullOrWhiteSpace(type))
            return LogicalType.Unknown;
        return Words.FirstOrDefault(w => type.Contains(w.Word, StringComparison.OrdinalIgnoreCase)).Type;
    }

    /// <summary>In the order of looking: DATETIME before DATE, POINT is no INT.</summary>
    private static readonly (string Word, LogicalType Type)[] Words =
    [
        ("BOOL", LogicalType.Boolean),
        ("DATETIME", LogicalType.Timestamp),
        ("TIMESTAMP", LogicalType.Timestamp),
        ("DATE", LogicalType.Date),
        ("TIME", LogicalType.Time),
        ("UUID", LogicalType.Uuid),
        ("JSON", LogicalType.Json),
        ("POINT", LogicalType.Unknown),
        ("INT", LogicalType.Integer),
        ("CHAR", LogicalType.String),
        ("CLOB", LogicalType.String),
        ("TEXT", LogicalType.String),
        ("STRING", LogicalType.String),
        ("BLOB", LogicalType.Binary),
        ("REAL", LogicalType.Float),
        ("FLOA", LogicalType.Float),
        ("DOUB", LogicalType.Float),
        ("DEC", LogicalType.Decimal),
        ("NUM", LogicalType.Decimal),
        ("MONEY", LogicalType.Decimal),
    ];
}
