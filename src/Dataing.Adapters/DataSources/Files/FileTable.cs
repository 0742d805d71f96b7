namespace Dataing.Adapters.DataSources.Files;

/// <summary>Files that are one table. <see cref="PartitionKeys"/> are the names of the k=v folders on the way to them.</summary>
internal sealed record FileTable(string Name, FileFormat Format, IReadOnlyList<SourceFile> Files)
{
    private static readonly System.Buffers.SearchValues<char> Equal = System.Buffers.SearchValues.Create("=");

    public IReadOnlyList<string> PartitionKeys =>
        [.. Files.SelectMany(f => f.Directories).Where(IsPartition).Select(d => Split(d).Key).Distinct(StringComparer.OrdinalIgnoreCase)];

    public long Length => Files.Sum(f => f.Length);

    public static bool IsPartition(string directory) => directory.AsSpan().IndexOfAny(Equal) > 0;

    /// <summary>The value of a file's partition key; null when its path lacks the key or holds the engine's word for NULL.</summary>
    public static string? PartitionValue(SourceFile file, string key)
    {
        const string nullPartition = "__HIVE_DEFAULT_PARTITION__";
        foreach (var directory in file.Directories.Where(IsPartition))
        {
            var (name, value) = Split(directory);
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return value == nullPartition ? null : Uri.UnescapeDataString(value);
        }
        return null;
    }

    private static (string Key, string Value) Split(string directory)
    {
        var at = directory.IndexOf('=', StringComparison.Ordinal);
        return (Uri.UnescapeDataString(directory[..at]), directory[(at + 1)..]);
    }
}
