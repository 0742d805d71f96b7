namespace Dataing.Adapters.DataSources.Files;

/// <summary>The formats that are read.</summary>
internal enum FileFormat
{
    Csv,
    Json,
    Parquet,
}

/// <summary>One file with data in it, relative to the folder that was named.</summary>
internal sealed record SourceFile(string Path, string Relative, FileFormat Format, long Length)
{
    private const string GzipExtension = ".gz";

    private static readonly Dictionary<string, FileFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = FileFormat.Csv,
        [".tsv"] = FileFormat.Csv,
        [".psv"] = FileFormat.Csv,
        [".json"] = FileFormat.Json,
        [".ndjson"] = FileFormat.Json,
        [".jsonl"] = FileFormat.Json,
        [".parquet"] = FileFormat.Parquet,
        [".pq"] = FileFormat.Parquet,
    };

    public bool IsGzip => Path.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether its name says that each line is an object.</summary>
    public bool PromisesLines => System.IO.Path.GetExtension(WithoutGzip(Path)).ToLowerInvariant() is ".ndjson" or ".jsonl";

    /// <summary>The file's name without its extensions.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(WithoutGzip(Relative));

    /// <summary>The directories between the named folder and the file, outermost first.</summary>
    public IReadOnlyList<string> Directories => [.. Relative.Split('/')[..^1]];

    /// <summary>The format that the name promises, or null when it is none of ours.</summary>
    public static FileFormat? FormatOf(string path)
    {
        var format = Formats.TryGetValue(System.IO.Path.GetExtension(WithoutGzip(path)), out var found) ? found : (FileFormat?)null;
        var isGzip = path.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase);
        return isGzip && format is FileFormat.Parquet ? null : format;
    }

    private static string WithoutGzip(string path) =>
        path.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase) ? path[..^GzipExtension.Length] : path;
}
