using Dataing.Core.Findings;

namespace Dataing.Core.Reasoning;

/// <summary>A hypothesis of a reasoner, with the first test of it.</summary>
public sealed record ProposedHypothesis(string Title, HypothesisCategory Category, string Reasoning, ProposedTest Test)
{
    /// <summary>An id of the mechanism table, "unknown", or null: what the analyst is to look for where the prediction comes true.</summary>
    public string? Mechanism { get; init; }

    /// <summary>The rows it accuses; null or empty for the whole table.</summary>
    public IReadOnlyList<ProposedCondition>? Rows { get; init; }
}

/// <summary>A condition on a column of the alert's table, as a reasoner writes it.</summary>
/// <param name="Op">=, in, is_null, &gt;=, or &lt;.</param>
/// <param name="Values">One for =, &gt;= and &lt;; several for in; none for is_null.</param>
public sealed record ProposedCondition(string Column, string Op, IReadOnlyList<string>? Values = null);

/// <summary>A query, and what its rows look like if the hypothesis is true and if it is false; fixed before the query runs.</summary>
public sealed record ProposedTest(string Sql, PredictedValue IfTrue, PredictedValue IfFalse);

/// <summary>A test that could not be run.</summary>
/// <param name="Hint">How to mend it, where the guard knows.</param>
public sealed record FailedTest(ProposedTest Test, string Error, string? Hint);

/// <summary>A test that ran, and what code says of its prediction.</summary>
public sealed record JudgedTest(ProposedTest Test, Evidence Evidence, PredictionVerdict Verdict, double? Observed);

/// <param name="Trigger">What set it off, or null.</param>
/// <param name="Mechanism">How the trigger made the symptom.</param>
/// <param name="Differentiator">What sets it apart from its rivals.</param>
/// <param name="NextQuestion">What to ask next; null when the hypothesis is settled.</param>
public sealed record Interpretation(string Summary, string? Trigger, string? Mechanism, string? Differentiator, string? NextQuestion);

/// <param name="Statement">The cause in one sentence.</param>
/// <param name="CausalChain">Trigger, mechanism, symptom, in order.</param>
/// <param name="Recommendations">What to do, with commands.</param>
public sealed record Synthesis(string Statement, IReadOnlyList<CausalStep> CausalChain, IReadOnlyList<Recommendation> Recommendations)
{
    /// <summary>The exchange that brought it; null where there was none.</summary>
    public string? ExchangeId { get; init; }
}

/// <summary>What a model thinks of a finding's words, each dimension from 0 to 1.</summary>
/// <param name="Weakness">What to better, in a sentence; null when there is nothing.</param>
/// <param name="Model">Who judged.</param>
/// <param name="ExchangeId">The exchange in which it did.</param>
public sealed record QualityOpinion(
    double CausalDepth,
    double Specificity,
    double Actionability,
    string? Weakness,
    string Model,
    string ExchangeId
);
