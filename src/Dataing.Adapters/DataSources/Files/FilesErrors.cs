using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Says why files could not be read, without their contents.</summary>
internal static class FilesErrors
{
    public static SourceException Unreadable(FileTable table, DuckDbFailure failure)
    {
        var files = table.Files.Count == 1 ? table.Files[0].Relative : $"{table.Files[0].Relative} and {table.Files.Count - 1} more";
        return failure.Kind switch
        {
            "Out of Memory" => new SourceException(
                SourceErrorKind.ResourceLimit,
                $"{files} needs more memory than is allowed; give a part of the files, or allow more.",
                failure
            ),
            "IO" => new SourceException(
                SourceErrorKind.Unavailable,
                $"{files} could not be read: it is damaged, or no longer there.",
                failure
            ),
            _ when table.Format == FileFormat.Json => new SourceException(
                SourceErrorKind.DataError,
                $"{files} could not be read as JSON: it is neither an array of objects, nor one object per line, nor one object, or it is damaged.",
                failure
            ),
            _ => new SourceException(
                SourceErrorKind.DataError,
                $"{files} could not be read as {table.Format.ToString().ToUpperInvariant()}: its contents are not what its name promises, or are damaged.",
                failure
            ),
        };
    }
}
