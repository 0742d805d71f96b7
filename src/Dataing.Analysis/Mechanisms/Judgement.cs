using Dataing.Core.Findings;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms;

/// <summary>What the decisive look showed.</summary>
/// <param name="Verdict">Whether the prediction came true.</param>
/// <param name="Strength">0 to 1: how specifically the signature speaks for this mechanism and no other.</param>
/// <param name="Reason">The figures that decided.</param>
internal sealed record Judgement(HypothesisVerdict Verdict, double Strength, string Reason)
{
    /// <summary>What happened, as the middle of a sentence: "orders.user_id turned NULL".</summary>
    public string? Statement { get; init; }

    public Culprit? Culprit { get; init; }

    /// <summary>The affected rows, where the mechanism knows them better than the segment search.</summary>
    public IReadOnlyList<ScopeCondition>? Predicate { get; init; }

    /// <summary><see cref="Predicate"/> as SQL over the watched rows.</summary>
    public Expression? Condition { get; init; }

    /// <summary>True when the mechanism concerns all rows, whatever the search found.</summary>
    public bool WholeTable { get; init; }

    /// <summary>Rows harmed, where the look counted them.</summary>
    public double? Affected { get; init; }

    /// <summary>True when <see cref="Affected"/> is of the whole incident, however much of it the look was of.</summary>
    public bool CountedAll { get; init; }

    /// <summary>True when the harmed rows came on top of all others: without them there is what would have been.</summary>
    public bool AddsRows { get; init; }

    /// <summary>The columns by which copies were told; none where nothing was copied.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>True when each accused row is harmed, not only those that the metric counts: all times move with their zone.</summary>
    public bool HarmsAll { get; init; }

    /// <summary>True when rows that are not accused count as bad as well, because of those that are.</summary>
    public bool Spills { get; init; }

    /// <summary>From when to when the figures are read, where the mechanism knows the ends better than the metric shows them.</summary>
    public (DateTime From, DateTime To)? Window { get; init; }

    public string? EvidenceId { get; init; }

    /// <summary>Another id for what happened, when the row of the table has a variant.</summary>
    public string? Variant { get; init; }

    public bool Confirmed => Verdict == HypothesisVerdict.Confirmed;

    public static Judgement Yes(double strength, string reason) => new(HypothesisVerdict.Confirmed, strength, reason);

    public static Judgement No(string reason) => new(HypothesisVerdict.Rejected, 0, reason);

    public static Judgement Unclear(string reason) => new(HypothesisVerdict.Undecided, 0, reason);
}
