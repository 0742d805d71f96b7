using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Quality;

namespace Dataing.Core.Investigations;

/// <summary>
/// The life of an investigation on one page. Every phase is "known already, or find out": what the log holds is not recorded again, and
/// a query whose answer it holds is not sent again, so resuming after a crash is running again.
/// </summary>
public sealed class Investigator(AnalystFactory analysts, InvestigationLimits limits, ReasonerFactory? reasoners = null)
{
    /// <summary>
    /// Investigates to a finding, which may be inconclusive. Throws <see cref="InvestigationFailedException"/> when there is nothing to
    /// investigate or the source is gone, <see cref="BadAlertException"/> when the alert does not fit the data, and
    /// <see cref="OperationCanceledException"/> when cancelled; each is recorded first.
    /// </summary>
    public async Task<Finding> InvestigateAsync(
        AnomalyAlert alert,
        InvestigationLog log,
        IDataSource source,
        IContextProvider contexts,
        CancellationToken cancellationToken
    )
    {
        if (InvestigationRules.Known(log.State, limits) is { } known)
            return known;
        try
        {
            await log.RecordAsync((state, _) => InvestigationRules.Start(state, alert, source.Description), cancellationToken);
            var context = await contexts.GatherAsync(source, cancellationToken);
            await log.RecordAsync(
                (state, _) => InvestigationRules.GatherContext(state, context, source.Dialect.Name, limits),
                cancellationToken
            );
            if (log.State.Status == InvestigationStatus.Failed)
                throw new InvestigationFailedException(log.State.FailureReason ?? "The investigation failed.");
            return await FindAsync(log, source, context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await log.RecordAsync(new InvestigationEvent.Cancelled("Cancelled by the caller."), CancellationToken.None);
            throw;
        }
        catch (SourceException e) when (e.Kind != SourceErrorKind.Cancelled)
        {
            await log.RecordAsync(new InvestigationEvent.Failed(e.Message), CancellationToken.None);
            throw new InvestigationFailedException(e.Message, e);
        }
        catch (BadAlertException e)
        {
            await log.RecordAsync(new InvestigationEvent.Failed(e.Message), CancellationToken.None);
            throw;
        }
    }

    /// <summary>The finding from a context that is known, with whatever answers the log holds already.</summary>
    internal async Task<Finding> FindAsync(
        InvestigationLog log,
        IDataSource source,
        InquiryContext context,
        CancellationToken cancellationToken
    )
    {
        var inquiry = new Inquiry(log, source, context, limits);
        var analyst = analysts(inquiry);
        var reasoning = reasoners is null ? null : new ReasonedPhase(reasoners(log), inquiry, log);
        var stopped = await TestAsync(analyst, reasoning, log, cancellationToken);
        return await ConcludeAsync(analyst, reasoning, log, stopped, cancellationToken);
    }

    /// <summary>Confirm, profile, propose, test; the reason when a limit ended it early.</summary>
    private static async Task<string?> TestAsync(
        IAnalyst analyst,
        ReasonedPhase? reasoning,
        InvestigationLog log,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var confirmation = await analyst.ConfirmAsync(cancellationToken);
            await log.RecordAsync((state, _) => InvestigationRules.Confirm(state, confirmation), cancellationToken);
            if (!confirmation.BorneOut)
                return null;
            var profile = await analyst.ProfileAsync(cancellationToken);
            await log.RecordAsync((state, _) => InvestigationRules.Profile(state, profile), cancellationToken);
            var hypotheses = await analyst.ProposeAsync(cancellationToken);
            foreach (var hypothesis in hypotheses)
                await log.RecordAsync((state, _) => InvestigationRules.Propose(state, hypothesis), cancellationToken);
            await Task.WhenAll(hypotheses.Select(h => TestAsync(analyst, h, log, cancellationToken)));
            if (reasoning is not null)
                await ReasonAsync(analyst, reasoning, hypotheses, log, cancellationToken);
            return null;
        }
        catch (LimitReachedException e)
        {
            return e.Message;
        }
    }

    /// <summary>
    /// The analyst draws its conclusion before a model is asked anything, so that no query, failure or second that a model costs can touch it.
    /// Only where it is inconclusive may what a model suspects be proven.
    /// </summary>
    private static async Task ReasonAsync(
        IAnalyst analyst,
        ReasonedPhase reasoning,
        IReadOnlyList<Hypothesis> hypotheses,
        InvestigationLog log,
        CancellationToken cancellationToken
    )
    {
        var outcomes = hypotheses.Select(h => log.State.Outcomes[h.Id]).ToList();
        var own = await DraftAsync(analyst, outcomes, null, cancellationToken);
        await reasoning.TestAsync(hypotheses, own.Verdict == Verdict.Inconclusive ? analyst : null, cancellationToken);
    }

    private static async Task TestAsync(IAnalyst analyst, Hypothesis hypothesis, InvestigationLog log, CancellationToken cancellationToken)
    {
        var outcome = await OutcomeAsync(analyst, hypothesis, cancellationToken);
        await log.RecordAsync((state, _) => InvestigationRules.Decide(state, outcome), cancellationToken);
    }

    private static async Task<HypothesisOutcome> OutcomeAsync(IAnalyst analyst, Hypothesis h, CancellationToken cancellationToken)
    {
        try
        {
            return await analyst.TestAsync(h, cancellationToken);
        }
        catch (QueryRejectedException e)
        {
            return Undecided(h, $"Its query was refused: {e.Message}");
        }
        catch (LimitReachedException e)
        {
            return Undecided(h, e.Message);
        }
    }

    private static HypothesisOutcome Undecided(Hypothesis h, string reason) =>
        new(h.Id, h.Title, h.Category, h.Prediction, HypothesisVerdict.Undecided, reason);

    /// <summary>A limit that is reached while concluding ends the asking, not the conclusion.</summary>
    private static async Task<Finding> DraftAsync(
        IAnalyst analyst,
        IReadOnlyList<HypothesisOutcome> outcomes,
        string? stopped,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await analyst.ConcludeAsync(outcomes, stopped, cancellationToken);
        }
        catch (LimitReachedException e) when (stopped is null)
        {
            return await analyst.ConcludeAsync(outcomes, e.Message, cancellationToken);
        }
    }

    /// <summary>What a limit cut off says what was found until then; it accuses nobody.</summary>
    private static Finding WithWhatIsKnown(Finding draft, InvestigationState state, string? stopped)
    {
        if (stopped is null || draft.Verdict != Verdict.Inconclusive)
            return draft;
        var known = state.Confirmation;
        return draft with
        {
            Metric = draft.Metric ?? known?.Metric,
            Onset = draft.Onset ?? (known is { BorneOut: true } ? known.Onset : null),
            Evidence = draft.Evidence.Count > 0 ? draft.Evidence : [.. state.Evidence.Values.OrderBy(e => e.Id, StringComparer.Ordinal)],
            Caveats = known is null ? draft.Caveats : [.. draft.Caveats, $"Known so far: {known.Statement}"],
            Recommendations =
                draft.Recommendations.Count > 0
                    ? draft.Recommendations
                    : [new Recommendation("Allow more queries or more time, and ask afresh", null)],
        };
    }

    private async Task<Finding> ConcludeAsync(
        IAnalyst analyst,
        ReasonedPhase? reasoning,
        InvestigationLog log,
        string? stopped,
        CancellationToken cancellationToken
    )
    {
        HypothesisOutcome[] outcomes =
        [
            .. log.State.Hypotheses.Select(h =>
                log.State.Outcomes.GetValueOrDefault(h.Id) ?? Undecided(h, stopped ?? "It was not tested.")
            ),
        ];
        var draft = WithWhatIsKnown(await DraftAsync(analyst, outcomes, stopped, cancellationToken), log.State, stopped);
        if (reasoning is not null)
            draft = await reasoning.WordAsync(draft, outcomes, cancellationToken);
        var quality = QualityRules.Score(draft, limits.Quality.PassThreshold) with { Judge = draft.Quality?.Judge };
        Finding? finding = null;
        await log.RecordAsync(
            (state, now) =>
            {
                finding = draft with { Quality = quality, Cost = InvestigationRules.CostOf(state, now) };
                return new Decision.Accepted(
                    new InvestigationEvent.QualityAssessed(quality),
                    new InvestigationEvent.SynthesisCompleted(finding)
                );
            },
            cancellationToken
        );
        return finding ?? draft;
    }
}

/// <summary>Gathers what is known around an alert: the schema, which is required, and what else can be had, each failing softly.</summary>
public interface IContextProvider
{
    /// <summary>Throws <see cref="SourceException"/> when the schema cannot be read; what else is missing is a warning of the context.</summary>
    Task<InquiryContext> GatherAsync(IDataSource source, CancellationToken cancellationToken);
}

/// <summary>The investigation could not be carried out; the message says why and what to do.</summary>
public sealed class InvestigationFailedException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>The alert does not fit the data: an unknown table or column, or nothing to measure. The message says what to mend.</summary>
public sealed class BadAlertException(string reason) : Exception(reason);
