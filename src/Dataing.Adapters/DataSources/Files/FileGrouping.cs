using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// Decides which files are one table. A series (orders_2026-01-01, orders_2026-01-02) is one wherever it lies; in a folder of its own, files
/// with much the same columns are one and take the folder's name; all else is a table of its own, named after the file.
/// </summary>
internal static partial class FileGrouping
{
    /// <summary>Stands for the columns of a file that has none that can be read.</summary>
    private const string NoColumn = "";

    private static readonly HashSet<string> NamelessStems = new(StringComparer.OrdinalIgnoreCase)
    {
        "",
        "part",
        "chunk",
        "batch",
        "shard",
        "file",
        "data",
        "export",
        "output",
    };

    /// <param name="columnsOf">The column names that a file's head promises; empty when they cannot be read.</param>
    public static IReadOnlyList<FileTable> Tables(
        IReadOnlyList<SourceFile> files,
        string rootName,
        Func<SourceFile, IReadOnlyList<string>> columnsOf
    )
    {
        var tables = new List<FileTable>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in files.GroupBy(f => (Folder: TableFolder(f), f.Format)).OrderBy(g => g.Key.Folder, StringComparer.Ordinal))
        {
            var directory = folder.Key.Folder;
            var directoryName = directory.Length == 0 ? rootName : directory[(directory.LastIndexOf('/') + 1)..];
            var isOwnFolder = directory.Length > 0 || folder.Any(f => f.Directories.Any(FileTable.IsPartition));
            foreach (var (name, members) in Groups([.. folder], directoryName, isOwnFolder, columnsOf))
                tables.Add(new FileTable(Free(name, directoryName, folder.Key.Format, taken), folder.Key.Format, members));
        }
        return tables;
    }

    private static IEnumerable<(string Name, IReadOnlyList<SourceFile> Files)> Groups(
        IReadOnlyList<SourceFile> files,
        string directoryName,
        bool isOwnFolder,
        Func<SourceFile, IReadOnlyList<string>> columnsOf
    )
    {
        if (files.Count == 1)
            return [(NameOf(files[0].Stem, directoryName), files)];
        var alike = ByColumns(files, columnsOf);
        if (isOwnFolder && alike.Count == 1)
            return [(directoryName, files)];
        return alike.SelectMany(group => Series(group, directoryName));
    }

    /// <summary>Within files of much the same columns: those that differ only in a number, a date or an id are a series.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<SourceFile> Files)> Series(
        IReadOnlyList<SourceFile> files,
        string directoryName
    ) =>
        files
            .GroupBy(f => SeriesName(f.Stem), StringComparer.OrdinalIgnoreCase)
            .SelectMany(g =>
                g.Count() > 1
                    ? [(NameOf(g.Key, directoryName), [.. g])]
                    : g.Select(f => (NameOf(f.Stem, directoryName), (IReadOnlyList<SourceFile>)[f]))
            );

    private static List<List<SourceFile>> ByColumns(IReadOnlyList<SourceFile> files, Func<SourceFile, IReadOnlyList<string>> columnsOf)
    {
        var groups = new List<(HashSet<string> Columns, List<SourceFile> Files)>();
        // Groups without any column in common need not be looked at: of thousands of unlike files each would be held against all.
        var places = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var columns = columnsOf(file).DefaultIfEmpty(NoColumn).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var known = columns.SelectMany(c => places.GetValueOrDefault(c, [])).Distinct().Order();
            if (known.Select(at => groups[at]).FirstOrDefault(g => AreAlike(g.Columns, columns)).Files is { } home)
            {
                home.Add(file);
                continue;
            }
            foreach (var column in columns)
                (CollectionsMarshal.GetValueRefOrAddDefault(places, column, out _) ??= []).Add(groups.Count);
            groups.Add((columns, [file]));
        }
        return [.. groups.Select(g => g.Files)];
    }

    /// <summary>A column more or less is a change of schema within one table; fewer than half in common is another table.</summary>
    private static bool AreAlike(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        return common * 2 >= one.Count + other.Count - common;
    }

    private static string TableFolder(SourceFile file) => string.Join('/', file.Directories.TakeWhile(d => !FileTable.IsPartition(d)));

    private static string SeriesName(string stem) => SeriesSuffix().Replace(stem, "");

    private static string NameOf(string stem, string directoryName) =>
        NamelessStems.Contains(stem) || !stem.Any(char.IsLetter) ? directoryName : stem;

    private static string Free(string name, string directoryName, FileFormat format, HashSet<string> taken)
    {
        var candidates = new[] { name, $"{directoryName}_{name}", $"{name}_{format.ToString().ToLowerInvariant()}" }.Concat(
            Enumerable.Range(2, taken.Count + 1).Select(i => $"{name}_{i}")
        );
        return candidates.First(taken.Add);
    }

    [GeneratedRegex(
        @"([-_. ]+|(?<=\p{L})(?=\d))(part|chunk|batch|shard|run)?[-_. ]*((\d{1,14}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})([-_.T ]|$))+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex SeriesSuffix();
}
