using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>From when to when rows are hit (by event time), and the day the monitor looked at.</summary>
internal sealed record IncidentWindow(DateTime Onset, DateTime End, DateTime Observed)
{
    public bool Holds(DateTime time) => time >= Onset && time < End;
}

/// <summary>An object that a right answer may blame; null parts are not asked for.</summary>
internal sealed record CulpritTruth(string? Table, string? Column, string? Value);

/// <summary>What was done to the data, and everything a right answer must say about it.</summary>
internal sealed record Injection
{
    public required Metric Metric { get; init; }

    /// <summary>The rows that could be hit; the whole table when the mechanism knows no segment.</summary>
    public required Segment Segment { get; init; }

    public required IncidentWindow Window { get; init; }

    /// <summary>Rows that carry the damage: wrong, late or superfluous.</summary>
    public HashSet<Row> Changed { get; init; } = [];

    /// <summary>Rows that should be there and are not.</summary>
    public HashSet<Row> Missing { get; init; } = [];

    /// <summary>Rows that were right until others took their place: the first holders of keys that are now there twice.</summary>
    public HashSet<Row> Counterparts { get; init; } = [];

    /// <summary>Other mechanism ids that name the same thing.</summary>
    public IReadOnlyList<string> AlsoRight { get; init; } = [];

    /// <summary>Objects one of which must be blamed; empty when the rows say it all.</summary>
    public IReadOnlyList<CulpritTruth> Culprits { get; init; } = [];

    /// <summary>The change event behind it, offered when the case has a changes file.</summary>
    public ChangeEvent? Trigger { get; init; }

    /// <summary>Further moments that are a right onset (a rewritten block began on its first day, or when it was rewritten).</summary>
    public IReadOnlyList<DateTime> OtherOnsets { get; init; } = [];

    /// <summary>The finest step at which the onset shows, when the mechanism knows better than the row rate.</summary>
    public TimeSpan? Grain { get; init; }

    /// <summary>Of a case without a culprit: the verdicts that count as right; empty: the label's own.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = [];

    public required string Story { get; init; }
}

/// <summary>One way in which data breaks.</summary>
/// <param name="Id">The case label; equals the mechanism id but for a boolean inversion and negatives.</param>
/// <param name="Expected">The mechanism id in the finding.</param>
/// <param name="Fits">Whether a schema has the columns it needs.</param>
/// <param name="Inject">Breaks the data and says how.</param>
internal sealed record Mechanism(string Id, string Expected, Func<Fact, bool> Fits, Func<Stage, Injection> Inject)
{
    /// <summary>What the data must hold beyond what its family makes, before anything breaks.</summary>
    public Action<Warehouse, Draw>? Prepare { get; init; }
}
