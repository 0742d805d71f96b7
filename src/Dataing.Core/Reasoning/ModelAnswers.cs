using Dataing.Core.Findings;

namespace Dataing.Core.Reasoning;

/// <summary>The answers' shapes, as the schemas beside the prompts say. The member "thinking" gives a model room before it commits; nothing reads it.</summary>
internal static class ModelAnswers
{
    public sealed record Hypotheses(string Thinking, IReadOnlyList<ProposedHypothesis> Items)
    {
        [System.Text.Json.Serialization.JsonPropertyName("hypotheses")]
        public IReadOnlyList<ProposedHypothesis> Items { get; init; } = Items;
    }

    public sealed record Query(string Thinking, ProposedTest Test);

    public sealed record Reading(
        string Thinking,
        string Summary,
        string? Trigger,
        string? Mechanism,
        string? Differentiator,
        string? NextQuestion
    );

    public sealed record Words(
        string Thinking,
        string Statement,
        IReadOnlyList<Step> CausalChain,
        IReadOnlyList<Recommendation> Recommendations
    );

    public sealed record Step(string Role, string Statement, string? At, string? EvidenceId);
}
