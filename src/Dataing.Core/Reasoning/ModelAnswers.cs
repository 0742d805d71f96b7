using System.Text.Json.Serialization;
using Dataing.Core.Findings;

namespace Dataing.Core.Reasoning;

/// <summary>
/// The answers' shapes, as the schemas beside the prompts say. The member "thinking" gives a model room before it commits; nothing reads it,
/// so an answer may do without. What may be null may be left out, for servers that do not enforce a schema.
/// </summary>
internal static class ModelAnswers
{
    public sealed record Hypotheses(
        [property: JsonPropertyName("hypotheses")] IReadOnlyList<ProposedHypothesis> Items,
        string? Thinking = null
    );

    public sealed record Query(ProposedTest Test, string? Thinking = null);

    public sealed record Reading(
        string Summary,
        string? Trigger = null,
        string? Mechanism = null,
        string? Differentiator = null,
        string? NextQuestion = null,
        string? Thinking = null
    );

    public sealed record Words(
        string Statement,
        IReadOnlyList<Step> CausalChain,
        IReadOnlyList<Advice> Recommendations,
        string? Thinking = null
    );

    public sealed record Step(string Role, string Statement, string? At = null, string? EvidenceId = null);

    public sealed record Advice(string Title, string? Command = null)
    {
        public Recommendation ToRecommendation() => new(Title, Command);
    }

    public sealed record Opinion(
        double CausalDepth,
        double Specificity,
        double Actionability,
        string? Weakness = null,
        string? Thinking = null
    )
    {
        /// <summary>Why these are no scores; null when they are.</summary>
        public string? Problem() =>
            new[] { CausalDepth, Specificity, Actionability }.All(score => score is >= 0 and <= 1)
                ? null
                : "causal_depth, specificity and actionability lie between 0 and 1.";
    }
}
