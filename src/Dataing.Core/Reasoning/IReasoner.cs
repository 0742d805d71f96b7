using Dataing.Core.Findings;

namespace Dataing.Core.Reasoning;

/// <summary>
/// Proposes what the analyst may not have thought of, and words what was found. It decides nothing: predictions are judged by code, and
/// verdict and confidence come from rules. Each call throws <see cref="ReasoningUnavailableException"/> when no usable answer can be had.
/// </summary>
public interface IReasoner
{
    /// <summary>Hypotheses beyond the analyst's own, each with a query and a prediction that code can check.</summary>
    Task<IReadOnlyList<ProposedHypothesis>> ProposeHypothesesAsync(CaseFacts facts, CancellationToken cancellationToken);

    /// <summary>The next query that tests a hypothesis, given the question that is still open.</summary>
    Task<ProposedTest> WriteQueryAsync(CaseFacts facts, Hypothesis hypothesis, string question, CancellationToken cancellationToken);

    /// <summary>A query that does what the failed one was to do; the error and the guard's hint say what was wrong.</summary>
    Task<ProposedTest> CorrectQueryAsync(CaseFacts facts, Hypothesis hypothesis, FailedTest failed, CancellationToken cancellationToken);

    /// <summary>What a result means for a hypothesis whose prediction has been judged already.</summary>
    Task<Interpretation> InterpretEvidenceAsync(
        CaseFacts facts,
        Hypothesis hypothesis,
        JudgedTest judged,
        CancellationToken cancellationToken
    );

    /// <summary>The finding's words: every figure, name and time in them must occur in its evidence.</summary>
    Task<Synthesis> SynthesizeAsync(CaseFacts facts, Finding draft, string? objection, CancellationToken cancellationToken);

    /// <summary>How well a finding reads, on the dimensions of the quality rules. It is advice about prose and moves nothing else.</summary>
    Task<QualityOpinion> JudgeAsync(CaseFacts facts, Finding worded, CancellationToken cancellationToken);
}

/// <summary>No usable answer: no budget, no connection, or nothing that could be understood. The investigation goes on without it.</summary>
public sealed class ReasoningUnavailableException(string reason, Exception? inner = null) : Exception(reason, inner);
