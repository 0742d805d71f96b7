using System.Collections.Concurrent;
using System.Collections.Frozen;
using Dataing.Sql.Dialects;

namespace Dataing.Sql.Functions;

/// <summary>The functions of a dialect that are allowed: those that only compute. Read from the reviewable lists beside this file.</summary>
public sealed class FunctionCatalogue
{
    private static readonly ConcurrentDictionary<string, FunctionCatalogue> ByDialect = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, FunctionEntry> _entries;
    private readonly bool _hasCombinators;

    private FunctionCatalogue(FrozenDictionary<string, FunctionEntry> entries, bool hasCombinators)
    {
        _entries = entries;
        _hasCombinators = hasCombinators;
    }

    public IEnumerable<FunctionEntry> Entries => _entries.Values;

    public static FunctionCatalogue For(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return ByDialect.GetOrAdd(dialect.Name, Load, dialect);
    }

    /// <summary>The function of that name (dots included where the dialect has them), or null when it is not allowed.</summary>
    public FunctionEntry? Find(string name)
    {
        if (_entries.TryGetValue(name, out var entry))
            return entry;
        return _hasCombinators ? AggregateCombinators.Find(name, _entries) : null;
    }

    public bool IsAggregate(string name) => Find(name)?.Is(FunctionClasses.Aggregate) == true;

    /// <summary>Allowed names within an edit or two of a name, nearest first.</summary>
    public IReadOnlyList<string> Near(string name) => Resolution.Spelling.Nearest(name, _entries.Keys, limit: 3);

    private static FunctionCatalogue Load(string name, SqlDialect dialect)
    {
        var entries = CatalogueFile.Read(name).ToFrozenDictionary(e => e.Name, StringComparer.OrdinalIgnoreCase);
        return new(entries, dialect.Family == DialectFamily.ClickHouse);
    }
}
