using Dataing.Core.DataSources;
using Dataing.Sql.Pii;

namespace Dataing.Core.Reasoning.Egress;

/// <summary>Which columns hold personal data: by their names and tables, and by what their values look like.</summary>
internal sealed class SensitiveColumns
{
    private readonly Dictionary<string, PiiKind> _byValues = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<TableSchema> _tables;

    public SensitiveColumns(IReadOnlyList<TableSchema> tables, IReadOnlyList<ResultReading> results)
    {
        _tables = tables;
        foreach (var result in results)
            for (var i = 0; i < result.Columns.Count; i++)
                if (KindOfValues(result.Texts(i)) is { } kind)
                    _byValues.TryAdd(result.Columns[i].Name, kind);
    }

    /// <summary>A result's column with what is known of its values beside what its query tells.</summary>
    public PiiColumn Judge(PiiColumn column) =>
        _byValues.TryGetValue(column.Name, out var kind) && column.Kind is null or PiiKind.Unresolved
            ? column with
            {
                Kind = kind,
                IsDirect = true,
            }
            : column;

    /// <summary>What a column of a table holds; the table may be unknown.</summary>
    public PiiKind? Kind(string column, string? table) =>
        ColumnNames.Kind(column, table) ?? (_byValues.TryGetValue(column, out var kind) ? kind : null);

    /// <summary>Names that mean personal data wherever they stand: those of which no table has an innocent namesake.</summary>
    public IReadOnlySet<string> Names() =>
        _tables
            .SelectMany(t => t.Columns.Select(c => (c.Name, Kind: Kind(c.Name, t.Name.Name))))
            .GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.All(c => c.Kind is not null))
            .Select(g => g.Key)
            .Concat(_byValues.Keys)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A column of which every second value is personal data holds personal data in the other half too.</summary>
    private static PiiKind? KindOfValues(IReadOnlyList<string> values)
    {
        var found = values.Select(KindOf).OfType<PiiKind>().ToList();
        return found.Count > 0 && found.Count * 2 >= values.Count ? found.GroupBy(k => k).MaxBy(g => g.Count())?.Key : null;
    }

    /// <summary>A value that is mostly such a piece; a long text that mentions one is searched piece by piece instead.</summary>
    private static PiiKind? KindOf(string value) =>
        TextFinder.Find(value) is [var first, ..] && first.Length * 2 >= value.Length ? first.Kind : null;
}
