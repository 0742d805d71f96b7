using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>The data files under a folder, in a stable order, and what was passed over.</summary>
internal sealed record FileListing(IReadOnlyList<SourceFile> Files, IReadOnlyList<string> Warnings)
{
    private const int MaxFiles = 10_000;

    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = 0 };

    public static FileListing Of(string path)
    {
        if (File.Exists(path))
            return OfOne(path);
        if (!Directory.Exists(path))
            throw new SourceException(
                SourceErrorKind.NotFound,
                SourceLocation.MayHoldPassword(path)
                    ? "There is no such file or folder. If an address was meant, write it as postgres://user:password@host:5432/database."
                    : $"There is no file or folder {path}, or it may not be seen; check the path and its permissions."
            );
        var (files, warnings) = (new List<SourceFile>(), new List<string>());
        Walk(path, "", files, warnings, isRoot: true);
        if (files.Count == 0)
            throw new SourceException(
                SourceErrorKind.Configuration,
                $"{path} holds no data file; expected .csv, .tsv, .json, .ndjson or .parquet (text also as .gz)."
                    + string.Concat(warnings.Take(3).Select(w => " " + w))
            );
        return new FileListing(files, warnings);
    }

    private static FileListing OfOne(string path)
    {
        if (!FileSignature.IsReadable(path))
            throw new SourceException(SourceErrorKind.Permission, $"{path} may not be read; check its permissions.");
        var length = new FileInfo(path).Length;
        if (length == 0)
            throw new SourceException(SourceErrorKind.Configuration, $"{path} is empty: there is nothing to investigate.");
        var format =
            SourceFile.FormatOf(path)
            ?? throw new SourceException(
                SourceErrorKind.Configuration,
                $"{path} is no data file by its name; expected .csv, .tsv, .json, .ndjson or .parquet (text also as .gz), a DuckDB or a SQLite file."
            );
        return new FileListing([new SourceFile(path, Path.GetFileName(path), format, length)], []);
    }

    private static void Walk(string directory, string relative, List<SourceFile> files, List<string> warnings, bool isRoot)
    {
        FileSystemInfo[] entries;
        try
        {
            entries =
            [
                .. new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Everything).OrderBy(e => e.Name, StringComparer.Ordinal),
            ];
        }
        catch (UnauthorizedAccessException e)
        {
            if (isRoot)
                throw new SourceException(SourceErrorKind.Permission, $"The folder {directory} may not be read; check its permissions.", e);
            warnings.Add($"The folder {relative} may not be read and was left out.");
            return;
        }
        foreach (var entry in entries.Where(e => !IsHidden(e.Name)))
        {
            var name = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
            if (entry.LinkTarget is not null)
                warnings.Add($"{name} is a link and was left out; give the folder it points to.");
            else if (entry is DirectoryInfo)
                Walk(entry.FullName, name, files, warnings, isRoot: false);
            else if (SourceFile.FormatOf(entry.Name) is { } format)
                Add(new SourceFile(entry.FullName, name, format, ((FileInfo)entry).Length), files, warnings);
        }
    }

    private static void Add(SourceFile file, List<SourceFile> files, List<string> warnings)
    {
        // Pipes and devices have no length either: opening one could wait for ever.
        if (file.Length == 0)
            warnings.Add($"{file.Relative} is empty and was left out.");
        else if (file.Relative.Contains('�', StringComparison.Ordinal))
            warnings.Add($"{file.Relative} has a name that is not valid Unicode and was left out.");
        else
            files.Add(file);
        if (files.Count > MaxFiles)
            throw new SourceException(
                SourceErrorKind.ResourceLimit,
                $"The folder holds more than {MaxFiles} data files; give one of its folders."
            );
    }

    /// <summary>What tools keep beside data: .git, _SUCCESS, _delta_log. A partition such as _month=1 is data.</summary>
    private static bool IsHidden(string name) =>
        name.StartsWith('.') || name.StartsWith('_') && !name.Contains('=', StringComparison.Ordinal);
}
