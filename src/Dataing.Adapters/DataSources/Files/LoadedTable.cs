namespace Dataing.Adapters.DataSources.Files;

/// <summary>A table as it was loaded, with what the reader should know.</summary>
internal sealed record LoadedTable(FileTable Table, IReadOnlyList<string> Warnings)
{
    /// <summary>Rows by the files' own account, where the engine's catalogue does not know them.</summary>
    public long? Rows { get; init; }
}
