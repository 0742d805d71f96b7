using System.Text.Json;
using Dataing.Core.Findings;

namespace Dataing.Core.Reasoning;

/// <summary>
/// The answers' shapes, as the schemas beside the prompts say. The member "thinking" gives a model room before it commits; nothing reads it,
/// so an answer may do without. What may be null may be left out, for servers that do not enforce a schema.
/// </summary>
internal static class ModelAnswers
{
    /// <summary>One of the hypotheses, with what may be missing of it.</summary>
    public sealed record Proposal(
        string Title,
        Test Test,
        HypothesisCategory Category = HypothesisCategory.DataQuality,
        string? Reasoning = null,
        string? Mechanism = null,
        IReadOnlyList<ProposedCondition>? Rows = null
    )
    {
        public ProposedHypothesis ToHypothesis() =>
            new(Title, Category, Reasoning ?? "", Test.ToTest())
            {
                Mechanism = Mechanism?.Trim().ToLowerInvariant().Replace(' ', '_'),
                Rows = Rows,
            };
    }

    /// <summary>A test; where only one side of the prediction is given, the other is all else.</summary>
    public sealed record Test(string Sql, Prediction? IfTrue = null, Prediction? IfFalse = null)
    {
        public ProposedTest ToTest() =>
            Problem(out var test) is { } problem ? throw new JsonException(problem) : test ?? throw new JsonException("There is no test.");

        /// <summary>Why it is no test; null when it is.</summary>
        public string? Problem(out ProposedTest? test)
        {
            var (isTrue, isFalse) = (IfTrue?.ToValue(), IfFalse?.ToValue());
            test = (isTrue ?? isFalse?.Opposite(), isFalse ?? isTrue?.Opposite()) is ({ } t, { } f) ? new ProposedTest(Sql, t, f) : null;
            return test is null ? "if_true and if_false must each say what the result looks like." : null;
        }
    }

    public sealed record Prediction(
        double Value,
        string? Column = null,
        RowAggregate Aggregate = RowAggregate.First,
        Comparison Comparison = Comparison.Equal
    )
    {
        public PredictedValue ToValue() => new(Aggregate, Column ?? "", Comparison, Value);
    }

    public sealed record Query(Test Test, string? Thinking = null);

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
        IReadOnlyList<Step>? CausalChain = null,
        IReadOnlyList<Advice>? Recommendations = null,
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
