using System.Collections.Frozen;

namespace Dataing.Sql.Functions;

/// <summary>ClickHouse's suffixes that turn one aggregate into another: <c>sumIf</c>, <c>uniqExactArray</c>, <c>avgOrNullState</c>.</summary>
internal static class AggregateCombinators
{
    private const int LongestChain = 6;

    private static readonly string[] Suffixes =
    [
        "SimpleState",
        "MergeState",
        "OrDefault",
        "Resample",
        "Distinct",
        "ForEach",
        "OrNull",
        "ArgMin",
        "ArgMax",
        "Array",
        "State",
        "Merge",
        "Map",
        "If",
    ];

    public static FunctionEntry? Find(string name, FrozenDictionary<string, FunctionEntry> entries) => Find(name, entries, LongestChain);

    private static FunctionEntry? Find(string name, FrozenDictionary<string, FunctionEntry> entries, int chain)
    {
        if (entries.TryGetValue(name, out var entry))
            return entry.Is(FunctionClasses.Aggregate) ? entry : null;
        if (chain == 0)
            return null;
        foreach (var suffix in Suffixes)
        {
            if (
                name.Length > suffix.Length
                && name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && Find(name[..^suffix.Length], entries, chain - 1) is { } found
            )
                return found with { Name = name, SizeArgument = 0 };
        }
        return null;
    }
}
