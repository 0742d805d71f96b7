using System.Collections.Frozen;
using System.Globalization;
using Dataing.Sql.Guard.Work;
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
        "NO_PERFORMANCE_SPOOL",
        "IGNORE_NONCLUSTERED_COLUMNSTORE_INDEX",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            if (node is QueryOption option && Judge(option, facts) is { } message)
                return new(RefusalCodes.Setting, message, option);
        }
        return null;
    }

    private static string? Judge(QueryOption option, QueryFacts facts) =>
        option.Name switch
        {
            "OPTION" => option.Entries.Select(e => JudgeEntry(e, facts)).FirstOrDefault(m => m is not null),
            "FOR JSON" or "FOR XML" => null,
            "ALLOW FILTERING" => facts.Policy.AllowFiltering
                ? null
                : "Remove ALLOW FILTERING: it reads the whole table. Filter on the partition key instead.",
            _ => $"Remove the {option.Name} clause: settings and output formats are not part of a query here.",
        };

    private static string? JudgeEntry(OptionEntry entry, QueryFacts facts)
    {
        if (string.Equals(entry.Name, "MAXRECURSION", StringComparison.OrdinalIgnoreCase))
            return IsBoundedRecursion(entry.Value) || (IsZero(entry.Value) && CountsItself(facts))
                ? null
                : "MAXRECURSION must be between 1 and 32767; 0 takes the bound away.";
        return HarmlessOptions.Contains(entry.Name) || UseHints.OnlySteer(entry)
            ? null
            : $"Remove {entry.Name} from OPTION: it is not a hint that only steers the plan.";
    }

    private static bool IsZero(Expression? value) => value is Expression.Number { Text: "0" };

    /// <summary>A calendar that counts its days up to a date needs no other bound; what follows data does, because data can lead in a circle.</summary>
    private static bool CountsItself(QueryFacts facts)
    {
        var terms = facts
            .Nodes.OfType<CommonTable>()
            .Where(facts.Bindings.IsRecursive)
            .SelectMany(t =>
                t.Query is { } query
                    ? RecursionCheck.RecursiveTerms(t, query, facts).Select(s => new RecursiveTerm(t, query, s, facts))
                    : []
            )
            .ToArray();
        return terms.Length > 0 && terms.All(t => !t.WalksData() && t.Judge(goesOn: false) == RecursionVerdict.Bounded);
    }

    private static bool IsBoundedRecursion(Expression? value) =>
        value is Expression.Number number
        && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var levels)
        && levels is >= 1 and <= 32_767;
}
