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
    /// Puts a suspicion of somebody else, whose own prediction came true, through the checks that the analyst's hypotheses pass. What climbs
    /// every rung becomes the cause, but only where the analyst's own conclusion was inconclusive: it is called after
    /// <see cref="ConcludeAsync"/>, which is called again behind it.
    /// </summary>
    /// <param name="hypothesis">The suspicion; its mechanism is an id of the mechanism table, or "unknown".</param>
    /// <param name="rows">The rows accused, as conditions on columns of the alert's table; empty for those that the analyst accuses.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<HypothesisOutcome> ProveAsync(Hypothesis hypothesis, IReadOnlyList<ScopeCondition> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Ranks what was confirmed on the proof ladder and words the answer, at the end of every road: also when the alert
    /// was not borne out, and when a limit ended the work (<paramref name="stopped"/> then says which). Called again it asks nothing new.
    /// </summary>
    Task<Finding> ConcludeAsync(IReadOnlyList<HypothesisOutcome> outcomes, string? stopped, CancellationToken cancellationToken);
}

/// <summary>Makes the analyst of one investigation.</summary>
public delegate IAnalyst AnalystFactory(Inquiry inquiry);
