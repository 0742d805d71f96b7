using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>Says the engine's failures in the project's words; row values that the engine quotes stay out.</summary>
internal static class DuckDbErrors
{
    private const int MessageLength = 400;

    public static Exception Translate(DuckDbFailure failure)
    {
        if (failure.IsInterrupt)
            return new OperationCanceledException("DuckDB stopped the query.", failure);
        var (kind, message) = failure.Kind switch
        {
            "Parser" or "Syntax" or "Binder" => (SourceErrorKind.Syntax, Quote(failure)),
            "Catalog" => (SourceErrorKind.NotFound, Quote(failure)),
            "Permission" => (SourceErrorKind.PolicyViolation, "This source is read-only and closed to files: " + Quote(failure)),
            "Conversion" => (
                SourceErrorKind.DataError,
                "A value could not be converted to the type that the query asks for; use TRY_CAST to see such values as NULL."
            ),
            "Out of Range" => (SourceErrorKind.DataError, "A number is too large for its type; cast to DOUBLE or DECIMAL(38, …) first."),
            "Invalid Input" or "Invalid type" or "Mismatch Type" => (
                SourceErrorKind.DataError,
                "DuckDB does not accept a value or an argument of the query; check formats and arguments."
            ),
            "Out of Memory" => (SourceErrorKind.ResourceLimit, "The query needs more memory than it may use; aggregate or filter more."),
            "Not implemented" => (SourceErrorKind.Unsupported, Quote(failure)),
            "IO" or "Connection" or "HTTP" => (
                SourceErrorKind.Unavailable,
                "The data could not be read; a file has changed, gone or is damaged. Take a whole copy of it and run the same command again."
            ),
            "FATAL" or "INTERNAL" or "Serialization" => (
                SourceErrorKind.Internal,
                "DuckDB failed while it ran the query; write it differently."
            ),
            _ => (SourceErrorKind.Syntax, "DuckDB refused the query; write it differently."),
        };
        return new SourceException(kind, message, failure) { NativeCode = failure.Kind.Length == 0 ? null : failure.Kind };
    }

    public static SourceException MissingLibrary(DllNotFoundException inner) =>
        new(
            SourceErrorKind.Configuration,
            "The DuckDB engine (libduckdb) is not beside the program; build again with npm on the path, on a supported platform.",
            inner
        );

    private static string Quote(DuckDbFailure failure) =>
        failure.Detail.Length <= MessageLength ? failure.Detail : failure.Detail[..MessageLength] + "…";
}
