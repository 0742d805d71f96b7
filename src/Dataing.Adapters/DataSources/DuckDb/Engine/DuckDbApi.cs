using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>The part of DuckDB's C interface that is used. Callers check every state before the next call: misuse ends the process.</summary>
internal static unsafe partial class DuckDbApi
{
    private const string Library = "duckdb";

    public const int Success = 0;

    [LibraryImport(Library, EntryPoint = "duckdb_library_version")]
    public static partial byte* LibraryVersion();

    [LibraryImport(Library, EntryPoint = "duckdb_create_config")]
    public static partial int CreateConfig(out nint config);

    [LibraryImport(Library, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetConfig(nint config, string name, string value);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_config")]
    public static partial void DestroyConfig(ref nint config);

    [LibraryImport(Library, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, out nint database, nint config, out byte* error);

    [LibraryImport(Library, EntryPoint = "duckdb_close")]
    public static partial void Close(ref nint database);

    [LibraryImport(Library, EntryPoint = "duckdb_connect")]
    public static partial int Connect(DatabaseHandle database, out nint connection);

    [LibraryImport(Library, EntryPoint = "duckdb_disconnect")]
    public static partial void Disconnect(ref nint connection);

    [LibraryImport(Library, EntryPoint = "duckdb_interrupt")]
    public static partial void Interrupt(ConnectionHandle connection);

    [LibraryImport(Library, EntryPoint = "duckdb_extract_statements", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong ExtractStatements(ConnectionHandle connection, string sql, out nint statements);

    [LibraryImport(Library, EntryPoint = "duckdb_extract_statements_error")]
    public static partial byte* ExtractStatementsError(nint statements);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_extracted")]
    public static partial void DestroyExtracted(ref nint statements);

    [LibraryImport(Library, EntryPoint = "duckdb_prepare_extracted_statement")]
    public static partial int PrepareExtracted(ConnectionHandle connection, nint statements, ulong index, out nint prepared);

    [LibraryImport(Library, EntryPoint = "duckdb_prepare_error")]
    public static partial byte* PrepareError(nint prepared);

    [LibraryImport(Library, EntryPoint = "duckdb_prepared_statement_type")]
    public static partial int StatementType(PreparedHandle prepared);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_prepare")]
    public static partial void DestroyPrepare(ref nint prepared);

    [LibraryImport(Library, EntryPoint = "duckdb_pending_prepared_streaming")]
    public static partial int PendingStreaming(PreparedHandle prepared, out nint pending);

    [LibraryImport(Library, EntryPoint = "duckdb_pending_prepared")]
    public static partial int Pending(PreparedHandle prepared, out nint pending);

    [LibraryImport(Library, EntryPoint = "duckdb_pending_execute_task")]
    public static partial int ExecuteTask(nint pending);

    [LibraryImport(Library, EntryPoint = "duckdb_pending_error")]
    public static partial byte* PendingError(nint pending);

    [LibraryImport(Library, EntryPoint = "duckdb_execute_pending")]
    public static partial int ExecutePending(nint pending, out DuckDbResult result);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_pending")]
    public static partial void DestroyPending(ref nint pending);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_result")]
    public static partial void DestroyResult(ref DuckDbResult result);

    [LibraryImport(Library, EntryPoint = "duckdb_result_error")]
    public static partial byte* ResultError(ref DuckDbResult result);

    [LibraryImport(Library, EntryPoint = "duckdb_result_error_type")]
    public static partial int ResultErrorType(ref DuckDbResult result);

    [LibraryImport(Library, EntryPoint = "duckdb_column_count")]
    public static partial ulong ColumnCount(ref DuckDbResult result);

    [LibraryImport(Library, EntryPoint = "duckdb_column_name")]
    public static partial byte* ColumnName(ref DuckDbResult result, ulong column);

    [LibraryImport(Library, EntryPoint = "duckdb_column_logical_type")]
    public static partial nint ColumnLogicalType(ref DuckDbResult result, ulong column);

    [LibraryImport(Library, EntryPoint = "duckdb_fetch_chunk")]
    public static partial nint FetchChunk(DuckDbResult result);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_data_chunk")]
    public static partial void DestroyChunk(ref nint chunk);

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_size")]
    public static partial ulong ChunkSize(ChunkHandle chunk);

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint ChunkVector(ChunkHandle chunk, ulong column);

    [LibraryImport(Library, EntryPoint = "duckdb_vector_get_data")]
    public static partial byte* VectorData(nint vector);

    [LibraryImport(Library, EntryPoint = "duckdb_vector_get_validity")]
    public static partial ulong* VectorValidity(nint vector);

    [LibraryImport(Library, EntryPoint = "duckdb_list_vector_get_child")]
    public static partial nint ListChild(nint vector);

    [LibraryImport(Library, EntryPoint = "duckdb_array_vector_get_child")]
    public static partial nint ArrayChild(nint vector);

    [LibraryImport(Library, EntryPoint = "duckdb_struct_vector_get_child")]
    public static partial nint StructChild(nint vector, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_get_type_id")]
    public static partial int TypeId(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_logical_type")]
    public static partial void DestroyLogicalType(ref nint type);

    /// <summary>The caller frees the string.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_logical_type_get_alias")]
    public static partial byte* TypeAlias(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_decimal_width")]
    public static partial byte DecimalWidth(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_decimal_scale")]
    public static partial byte DecimalScale(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_enum_internal_type")]
    public static partial int EnumInternalType(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_enum_dictionary_size")]
    public static partial uint EnumSize(LogicalTypeHandle type);

    /// <summary>The caller frees the string.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_enum_dictionary_value")]
    public static partial byte* EnumValue(LogicalTypeHandle type, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_list_type_child_type")]
    public static partial nint ListChildType(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_array_type_child_type")]
    public static partial nint ArrayChildType(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_array_type_array_size")]
    public static partial ulong ArraySize(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_map_type_key_type")]
    public static partial nint MapKeyType(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_map_type_value_type")]
    public static partial nint MapValueType(LogicalTypeHandle type);

    [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_count")]
    public static partial ulong StructCount(LogicalTypeHandle type);

    /// <summary>The caller frees the string.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_name")]
    public static partial byte* StructName(LogicalTypeHandle type, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_type")]
    public static partial nint StructChildType(LogicalTypeHandle type, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_get_profiling_info")]
    public static partial nint ProfilingOf(ConnectionHandle connection);

    [LibraryImport(Library, EntryPoint = "duckdb_profiling_info_get_value", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ProfilingValue(nint profiling, string metric);

    [LibraryImport(Library, EntryPoint = "duckdb_get_uint64")]
    public static partial ulong Number(nint value);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_value")]
    public static partial void DestroyValue(ref nint value);

    [LibraryImport(Library, EntryPoint = "duckdb_free")]
    public static partial void Free(void* pointer);

    /// <summary>A borrowed C string, or null.</summary>
    public static string? Text(byte* text) => Marshal.PtrToStringUTF8((nint)text);

    /// <summary>A C string that is ours to free, or null.</summary>
    public static string? TakeText(byte* text)
    {
        var value = Marshal.PtrToStringUTF8((nint)text);
        if (text is not null)
            Free(text);
        return value;
    }
}

/// <summary>The engine's result: 48 bytes that are passed by value to fetch and by pointer elsewhere.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DuckDbResult
{
    private readonly nint _deprecatedColumns;
    private readonly nint _deprecatedRows;
    private readonly nint _deprecatedChanged;
    private readonly nint _deprecatedData;
    private readonly nint _deprecatedError;
    private readonly nint _internal;
}
