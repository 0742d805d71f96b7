using System.Collections.Frozen;
using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>A query changes no setting and chooses no output format; settings belong to the connection.</summary>
internal static class SettingCheck
{
    private static readonly FrozenSet<string> HarmlessOptions = new[]
    {
        "RECOMPILE",
        "HASH JOIN",
        "LOOP JOIN",
        "MERGE JOIN",
        "HASH GROUP",
        "ORDER GROUP",
        "CONCAT UNION",
        "HASH UNION",
        "MERGE UNION",
        "FORCE ORDER",
        "FAST",
        "MAXDOP",
        "EXPAND VIEWS",
        "KEEP PLAN",
        "KEEPFIXED PLAN",
        "ROBUST PLAN",
        "OPTIMIZE FOR UNKNOWN",
        "OPTIMIZE FOR",
        "DISABLE_OPTIMIZED_PLAN_FORCING",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            if (node is QueryOption option && Judge(option, facts.Policy) is { } message)
                return new(RefusalCodes.Setting, message, option);
        }
        return null;
    }

    private static string? Judge(QueryOption option, QueryPolicy policy) =>
        option.Name switch
        {
            "OPTION" => option.Entries.Select(JudgeEntry).FirstOrDefault(m => m is not null),
            "FOR JSON" or "FOR XML" => null,
            "ALLOW FILTERING" => policy.AllowFiltering
                ? null
                : "Remove ALLOW FILTERING: it reads the whole table. Filter on the partition key instead.",
            _ => $"Remove the {option.Name} clause: settings and output formats are not part of a query here.",
        };

    private static string? JudgeEntry(OptionEntry entry)
    {
        if (string.Equals(entry.Name, "MAXRECURSION", StringComparison.OrdinalIgnoreCase))
            return IsBoundedRecursion(entry.Value) ? null : "MAXRECURSION must be between 1 and 32767; 0 takes the bound away.";
        return HarmlessOptions.Contains(entry.Name)
            ? null
            : $"Remove {entry.Name} from OPTION: it is not a hint that only steers the plan.";
    }

    private static bool IsBoundedRecursion(Expression? value) =>
        value is Expression.Number number
        && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var levels)
        && levels is >= 1 and <= 32_767;
}
