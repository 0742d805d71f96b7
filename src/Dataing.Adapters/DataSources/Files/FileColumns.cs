using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Adapters.DataSources.DuckDb;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>What a file's path adds to its rows: partition columns, and the file's name where a table has several files.</summary>
internal static partial class FileColumns
{
    public const string FileName = "_file";

    /// <summary>The added columns, in the order in which they follow the file's own.</summary>
    public static IReadOnlyList<string> Of(FileTable table) =>
        table.Files.Count > 1 ? [FileName, .. table.PartitionKeys] : table.PartitionKeys;

    /// <summary>The reader's options that add them.</summary>
    public static string Options(FileTable table)
    {
        var name = table.Files.Count > 1 ? $"filename = {DuckDbText.Literal(FileName)}" : "filename = false";
        if (table.PartitionKeys.Count == 0)
            return $"{name}, hive_partitioning = false";
        var types = table.PartitionKeys.Select(k => $"{DuckDbText.Literal(k)}: {TypeOf(table, k)}");
        return $"{name}, hive_partitioning = true, hive_types_autocast = false, hive_types = {{{string.Join(", ", types)}}}";
    }

    /// <summary>Cuts the folder's own path off the file names, and drops what the engine took for partitions above the folder.</summary>
    public static string Replace(FileTable table)
    {
        var prefix = table.Files[0].Path.Length - table.Files[0].Relative.Length;
        var above = table
            .Files[0]
            .Path[..prefix]
            .Split('/', '\\')
            .Where(FileTable.IsPartition)
            .Select(d => d[..d.IndexOf('=', StringComparison.Ordinal)]);
        var drop = table.PartitionKeys.Count == 0 ? [] : above.Except(table.PartitionKeys, StringComparer.OrdinalIgnoreCase).ToList();
        var exclude = drop.Count == 0 ? "" : $" EXCLUDE ({string.Join(", ", drop.Select(DuckDbText.Name))})";
        return table.Files.Count == 1
            ? exclude
            : string.Create(CultureInfo.InvariantCulture, $"{exclude} REPLACE (substr({FileName}, {prefix + 1}) AS {FileName})");
    }

    /// <summary>Paths as the engine's list; its wildcards inside names stand for themselves.</summary>
    public static string Paths(IEnumerable<SourceFile> files) => DuckDbText.List(files.Select(f => Wildcards().Replace(f.Path, "[$0]")));

    /// <summary>Whole numbers and ISO dates; a value such as 007 keeps a key text.</summary>
    private static string TypeOf(FileTable table, string key)
    {
        var values = table.Files.Select(f => FileTable.PartitionValue(f, key)).OfType<string>().Distinct().ToList();
        if (values.Count > 0 && values.All(v => long.TryParse(v, out var number) && number.ToString(CultureInfo.InvariantCulture) == v))
            return "BIGINT";
        var areDates =
            values.Count > 0
            && values.All(v => DateOnly.TryParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        return areDates ? "DATE" : "VARCHAR";
    }

    [GeneratedRegex(@"[*?\[]")]
    private static partial Regex Wildcards();
}
