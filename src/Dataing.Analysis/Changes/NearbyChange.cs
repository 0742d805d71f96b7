using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Timing;
using Dataing.Core.ChangeEvents;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Changes;

/// <summary>A change event weighed against the onset.</summary>
/// <param name="Event">The event.</param>
/// <param name="Lead">How long before the onset it happened; negative: after.</param>
/// <param name="Weight">0 to 1: near in time, and about this table or its segment.</param>
/// <param name="OnTarget">True when it names the table or a part of it, false when it names another, null when it names nothing.</param>
internal sealed record NearbyChange(ChangeEvent Event, TimeSpan Lead, double Weight, bool? OnTarget)
{
    private static readonly string[] Innocent =
    [
        "holiday",
        "campaign",
        "launch",
        "promotion",
        "promo",
        "sale",
        "marketing",
        "season",
        "announcement",
        "planned",
        "announced",
        "pricing",
        "price_change",
        "event",
        "closure",
    ];

    private static readonly string[] Priced = ["pric", "tariff", "fee", "announce", "planned", "discount", "rate change"];

    /// <summary>True when the event itself announces a change of demand, not of a system.</summary>
    public bool ExplainsDemand => Innocent.Any(i => Event.Kind.Contains(i, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when it announces other prices, which move values and no rows.</summary>
    public bool ExplainsValues => Priced.Any(p => $"{Event.Kind} {Event.Name}".Contains(p, StringComparison.OrdinalIgnoreCase));

    public bool Precedes => Lead > TimeSpan.FromMinutes(-90);

    /// <summary>All events, the likeliest trigger first.</summary>
    public static IReadOnlyList<NearbyChange> Rank(CaseFile file, Timeline timeline, IReadOnlyList<string> words)
    {
        var slack = (timeline.OnsetTo - timeline.OnsetFrom).TotalHours;
        return
        [
            .. file
                .Inquiry.Changes.Select(e => Weigh(e, file.Table, timeline, words, slack))
                .OrderByDescending(c => c.Weight)
                .ThenBy(c => Math.Abs(c.Lead.TotalHours))
                .ThenBy(c => c.Event.Name, StringComparer.Ordinal),
        ];
    }

    private static NearbyChange Weigh(ChangeEvent e, TableSchema table, Timeline timeline, IReadOnlyList<string> words, double slack)
    {
        var lead = timeline.OnsetFrom - e.At.UtcDateTime;
        var onTarget = OnTargetOf(e, table);
        var hours = lead.TotalHours;
        var time = hours switch
        {
            >= 0 => Math.Exp(-hours / 10),
            _ when -hours <= slack + 1 => 0.95,
            _ => Math.Exp((hours + slack) / 3),
        };
        var text = $"{e.Name} {e.Detail} {e.Target}";
        var mentions = words.Any(w => w.Length > 2 && text.Contains(w, StringComparison.OrdinalIgnoreCase));
        var target = onTarget switch
        {
            true => 1,
            false => mentions ? 0.8 : 0.35,
            _ => 0.75,
        };
        return new NearbyChange(e, lead, Math.Clamp(time * target * (mentions ? 1.15 : 1), 0, 1), onTarget);
    }

    private static bool? OnTargetOf(ChangeEvent e, TableSchema table)
    {
        if (string.IsNullOrWhiteSpace(e.Target))
            return null;
        var last = TableResolver.Parts(e.Target) is [.., var name] ? name : e.Target;
        return last.Equals(table.Name.Name, StringComparison.OrdinalIgnoreCase)
            || e.Target.Contains(table.Name.Name, StringComparison.OrdinalIgnoreCase);
    }
}
