using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.Findings;

namespace Dataing.Core.Investigations;

/// <summary>The circuit breaker: a pure function for each thing that can be refused.</summary>
public static class InvestigationRules
{
    /// <summary>
    /// An investigation starts once; one that was cut off, cancelled or failed is resumed with a fresh clock, and one that is carried on
    /// after its conclusion is reopened.
    /// </summary>
    public static Decision Start(InvestigationState state, AnomalyAlert alert, string source) =>
        state switch
        {
            { Alert: null } => new InvestigationEvent.Started(alert, source),
            { Finding: not null } => new InvestigationEvent.Reopened(),
            _ => new InvestigationEvent.Resumed(),
        };

    /// <summary>The recorded finding; null when there is none, or when it ended at a limit that is wider now.</summary>
    public static Finding? Known(InvestigationState state, InvestigationLimits limits)
    {
        if (state is not { Finding: { } finding, Context.Limits: { } then })
            return state.Finding;
        var moreQueries = state.Submissions >= then.Queries && limits.Queries > then.Queries;
        var moreTime = finding.Cost.Seconds >= then.Duration.TotalSeconds && limits.Duration > then.Duration;
        return moreQueries || moreTime ? null : finding;
    }

    /// <summary>No schema, no investigation. What is known is recorded whole, once more when it is carried on under other limits.</summary>
    public static Decision GatherContext(InvestigationState state, InquiryContext context, string dialect, InvestigationLimits limits)
    {
        var whole = new InvestigationEvent.ContextRecorded(
            dialect,
            context.Location,
            context.Schema,
            context.Lineage,
            context.Changes,
            limits,
            context.Notes.Count > 0 ? context.Notes : null
        );
        if (state.ContextKnown)
            return state.Context?.Limits == limits ? new Decision.Accepted() : whole;
        if (context.Schema.Tables.Count == 0)
            return new InvestigationEvent.SchemaDiscoveryFailed(
                "The source holds no table that may be read; check the path, the schema and the grants of the role."
            );
        var gathered = new InvestigationEvent.ContextGathered(
            context.Schema.Tables.Count,
            context.Lineage.Edges.Count,
            context.Changes.Count,
            context.Schema.Warnings,
            context.Notes.Count
        );
        return new Decision.Accepted(gathered, whole);
    }

    public static Decision Confirm(InvestigationState state, AlertConfirmation confirmation) =>
        state.Confirmation is null ? new InvestigationEvent.AlertConfirmed(confirmation) : new Decision.Accepted();

    public static Decision Profile(InvestigationState state, IncidentProfile profile) =>
        state.Profile is null ? new InvestigationEvent.ProfileRecorded(profile) : new Decision.Accepted();

    public static Decision Propose(InvestigationState state, Hypothesis hypothesis) =>
        state.Hypotheses.Exists(h => h.Id == hypothesis.Id)
            ? new Decision.Accepted()
            : new InvestigationEvent.HypothesisGenerated(hypothesis);

    /// <summary>What the recorded queries took.</summary>
    public static Cost CostOf(InvestigationState state, DateTimeOffset now)
    {
        var outcomes = state.Queries.Values.Select(q => q.Result?.Outcome).OfType<DataSources.QueryOutcome>().ToList();
        return new Cost(
            state.Submissions,
            Math.Round((now - (state.RunningSince ?? now)).TotalSeconds, 3),
            SumOf(outcomes, o => o.RowsScanned),
            SumOf(outcomes, o => o.BytesScanned)
        )
        {
            ModelCalls = state.ModelSpend.Calls,
            ModelTokens = state.ModelSpend.Tokens,
            ModelMoney = state.ModelPriced ? state.ModelSpend.Money : null,
        };
    }

    /// <summary>A query may be sent when no limit is reached and its answer is not known already.</summary>
    public static Decision SubmitQuery(
        InvestigationState state,
        InvestigationEvent.QuerySubmitted query,
        InvestigationLimits limits,
        DateTimeOffset now
    )
    {
        if (state.Status is not (InvestigationStatus.Running or InvestigationStatus.AwaitingApproval))
            return new Decision.Refused($"The investigation is {state.Status.ToString().ToLowerInvariant()}.");
        if (now - state.RunningSince - state.ModelWaited(now) > limits.Duration)
            return new Decision.Refused($"The time of {limits.Duration.TotalSeconds:0} s is spent.");
        if (state.Submissions >= limits.Queries)
            return new Decision.Refused(
                limits.Queries == 1 ? "The one query allowed is spent." : $"All {limits.Queries} queries are spent."
            );
        if (state.ConsecutiveFailures >= limits.ConsecutiveFailures)
            return new Decision.Refused($"{limits.ConsecutiveFailures} queries in a row failed; the source does not answer as expected.");
        if (limits.ScannedBytes is { } bytes && state.ScannedBytes >= bytes)
            return new Decision.Refused($"The scan budget of {bytes} bytes is spent.");
        if (state.Queries.TryGetValue(query.QueryId, out var asked) && (asked.Result is not null || asked.Error is not null))
            return new Decision.Refused("This exact query already ran.");
        if (
            IsOfHypothesis(state, query.HypothesisId)
            && state.SubmissionsByHypothesis.GetValueOrDefault(query.HypothesisId) >= limits.QueriesPerHypothesis
        )
            return new Decision.Refused($"All {limits.QueriesPerHypothesis} queries of hypothesis {query.HypothesisId} are spent.");
        return query;
    }

    /// <summary>A failed query may be corrected while retries are left; one that an earlier run recorded is not counted again.</summary>
    /// <param name="number">The how-manieth of the hypothesis in this run, from 1.</param>
    public static Decision AttemptReflexion(
        InvestigationState state,
        InvestigationEvent.ReflexionAttempted attempt,
        int number,
        InvestigationLimits limits
    )
    {
        if (number > limits.RetriesPerHypothesis)
            return new Decision.Refused($"All {limits.RetriesPerHypothesis} corrections of hypothesis {attempt.HypothesisId} are spent.");
        return state.RetriesByHypothesis.GetValueOrDefault(attempt.HypothesisId) >= number ? new Decision.Accepted() : attempt;
    }

    /// <summary>A hypothesis is decided once.</summary>
    public static Decision Decide(InvestigationState state, HypothesisOutcome outcome)
    {
        if (state.Outcomes.ContainsKey(outcome.Id))
            return new Decision.Accepted();
        return outcome.Verdict switch
        {
            HypothesisVerdict.Confirmed => new InvestigationEvent.HypothesisConfirmed(outcome.Id, outcome.Reason),
            HypothesisVerdict.Rejected => new InvestigationEvent.HypothesisRejected(outcome.Id, outcome.Reason),
            _ => new InvestigationEvent.HypothesisUndecided(outcome.Id, outcome.Reason),
        };
    }

    private static bool IsOfHypothesis(InvestigationState state, string id) => state.Hypotheses.Exists(h => h.Id == id);

    /// <summary>A sum that leaves one out would look like the whole: then it is not known.</summary>
    private static long? SumOf(List<DataSources.QueryOutcome> outcomes, Func<DataSources.QueryOutcome, long?> part) =>
        outcomes.Count > 0 && outcomes.TrueForAll(o => part(o) is not null) ? outcomes.Sum(part) : null;
}
