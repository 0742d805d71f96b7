using Dataing.Core.Findings;
using Dataing.Core.Investigations;

namespace Dataing.Core.Analysts;

/// <summary>
/// Finds the cause by method alone: no model, no network. One analyst serves one investigation and asks its <see cref="Inquiry"/>
/// every question; an answer that the log already holds costs nothing, so that running the phases again after a crash is resuming.
/// </summary>
public interface IAnalyst
{
    /// <summary>Recomputes the metric, finds the baseline and the onset, and says whether the data bears the alert out.</summary>
    Task<AlertConfirmation> ConfirmAsync(CancellationToken cancellationToken);

    /// <summary>Finds where it is and what else moved with it. Called only when the alert is borne out.</summary>
    Task<IncidentProfile> ProfileAsync(CancellationToken cancellationToken);

    /// <summary>The mechanisms that could make this picture, each with the signature it must show, most likely first.</summary>
    Task<IReadOnlyList<Hypothesis>> ProposeAsync(CancellationToken cancellationToken);

    /// <summary>Puts one hypothesis to the test and compares the rows with its prediction.</summary>
    Task<HypothesisOutcome> TestAsync(Hypothesis hypothesis, CancellationToken cancellationToken);

    /// <summary>
    /// Ranks what was confirmed on the proof ladder and words the answer. Called once, at the end of every road: also when the alert
    /// was not borne out, and when a limit ended the work (<paramref name="stopped"/> then says which).
    /// </summary>
    Task<Finding> ConcludeAsync(IReadOnlyList<HypothesisOutcome> outcomes, string? stopped, CancellationToken cancellationToken);
}

/// <summary>Makes the analyst of one investigation.</summary>
public delegate IAnalyst AnalystFactory(Inquiry inquiry);
