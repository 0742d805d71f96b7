using System.Collections.Immutable;
using System.Diagnostics;
using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Models;

namespace Dataing.Core.Investigations;

/// <summary>Everything known about an investigation: the fold of its events, and nothing kept elsewhere.</summary>
public sealed record InvestigationState
{
    public static InvestigationState Empty { get; } = new();

    /// <summary>The sequence of the last event folded; 0 when there is none.</summary>
    public int Version { get; init; }

    public InvestigationStatus Status { get; init; } = InvestigationStatus.Pending;
    public AnomalyAlert? Alert { get; init; }

    /// <summary>When it was started or last resumed; the time limit counts from here.</summary>
    public DateTimeOffset? RunningSince { get; init; }
    public bool ContextKnown { get; init; }

    /// <summary>All that it is carried out with; null in logs that did not keep it.</summary>
    public InvestigationEvent.ContextRecorded? Context { get; init; }

    /// <summary>The model that was last configured; null when none was asked.</summary>
    public InvestigationEvent.ModelConfigured? Model { get; init; }
    public AlertConfirmation? Confirmation { get; init; }
    public IncidentProfile? Profile { get; init; }
    public ImmutableList<Hypothesis> Hypotheses { get; init; } = [];

    /// <summary>Queries by id, in the state their last event left them.</summary>
    public ImmutableDictionary<string, AskedQuery> Queries { get; init; } = ImmutableDictionary<string, AskedQuery>.Empty;

    /// <summary>Submissions in all: a query that was cut off and asked again counts twice.</summary>
    public int Submissions { get; init; }

    public ImmutableDictionary<string, int> SubmissionsByHypothesis { get; init; } = ImmutableDictionary<string, int>.Empty;
    public ImmutableDictionary<string, int> RetriesByHypothesis { get; init; } = ImmutableDictionary<string, int>.Empty;
    public int ConsecutiveFailures { get; init; }
    public long ScannedBytes { get; init; }
    public ImmutableDictionary<string, Evidence> Evidence { get; init; } = ImmutableDictionary<string, Evidence>.Empty;
    public ImmutableDictionary<string, HypothesisOutcome> Outcomes { get; init; } = ImmutableDictionary<string, HypothesisOutcome>.Empty;

    /// <summary>What models answered, by exchange.</summary>
    public ImmutableDictionary<string, string> Exchanges { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The last failure of each exchange that failed, also when a later attempt was answered.</summary>
    public ImmutableDictionary<string, InvestigationEvent.ModelFailed> ModelFailures { get; init; } =
        ImmutableDictionary<string, InvestigationEvent.ModelFailed>.Empty;

    public ModelSpend ModelSpend { get; init; } = ModelSpend.None;

    /// <summary>Whether the model's prices are known, so that money can be counted.</summary>
    public bool ModelPriced { get; init; } = true;

    /// <summary>What was estimated before the first question; null when no model was asked.</summary>
    public InvestigationEvent.ModelEstimated? ModelEstimate { get; init; }

    /// <summary>What is set aside for questions that have no answer yet, by exchange.</summary>
    public ImmutableDictionary<string, ModelReserve> ModelReserved { get; init; } = ImmutableDictionary<string, ModelReserve>.Empty;

    /// <summary>Since when at least one question to a model is open; null when none is.</summary>
    public DateTimeOffset? ModelOpenSince { get; init; }

    /// <summary>Time spent waiting for models since it was started or last resumed, without <see cref="ModelOpenSince"/>.</summary>
    public TimeSpan ModelWaitedBefore { get; init; }

    /// <summary>Scores of the finding's words, in order.</summary>
    public ImmutableList<InvestigationEvent.WordingJudged> Judgements { get; init; } = [];

    /// <summary>Which words were taken; null until they are.</summary>
    public InvestigationEvent.WordingChosen? Wording { get; init; }

    /// <summary>Budgets that did not hold a question, in order.</summary>
    public ImmutableList<InvestigationEvent.ModelBudgetExhausted> BudgetsExhausted { get; init; } = [];

    /// <summary>Steps that went on without the model, in order.</summary>
    public ImmutableList<InvestigationEvent.ReasoningDegraded> Degradations { get; init; } = [];
    public Finding? Finding { get; init; }
    public string? FailureReason { get; init; }

    /// <summary>The state after one more event.</summary>
    public static InvestigationState Evolve(InvestigationState state, Recorded recorded)
    {
        var next = recorded.Event switch
        {
            InvestigationEvent.Started e => state with
            {
                Status = InvestigationStatus.Running,
                Alert = e.Alert,
                RunningSince = recorded.At,
            },
            InvestigationEvent.Resumed => state.Resumed(recorded.At),
            InvestigationEvent.Reopened => state.Reopened(recorded.At),
            InvestigationEvent.ContextGathered => state with { ContextKnown = true },
            InvestigationEvent.ContextRecorded e => state with { Context = e },
            InvestigationEvent.SchemaDiscoveryFailed e => state.Failed(e.Reason),
            InvestigationEvent.AlertConfirmed e => state with { Confirmation = e.Confirmation },
            InvestigationEvent.ProfileRecorded e => state with { Profile = e.Profile },
            InvestigationEvent.HypothesisGenerated e => state with { Hypotheses = state.Hypotheses.Add(e.Hypothesis) },
            InvestigationEvent.QuerySubmitted e => state.Submitted(e),
            InvestigationEvent.QuerySucceeded e => state.Answered(e.QueryId, q => q with { Result = e.Result }) with
            {
                ConsecutiveFailures = 0,
                ScannedBytes = state.ScannedBytes + (e.Result.Outcome.BytesScanned ?? 0),
            },
            InvestigationEvent.QueryFailed e => state.Answered(
                e.QueryId,
                q => SourceException.ConcernsQuery(e.Kind) ? q with { Error = e.Error } : q
            ) with
            {
                // A query that a model wrote badly says nothing about the source.
                ConsecutiveFailures =
                    state.ConsecutiveFailures + (SourceException.ConcernsQuery(e.Kind) && state.IsOfModel(e.QueryId) ? 0 : 1),
            },
            InvestigationEvent.QueryRefused => state,
            InvestigationEvent.ReflexionAttempted e => state with
            {
                RetriesByHypothesis = state.RetriesByHypothesis.SetItem(
                    e.HypothesisId,
                    state.RetriesByHypothesis.GetValueOrDefault(e.HypothesisId) + 1
                ),
            },
            InvestigationEvent.EvidenceRecorded e => state with { Evidence = state.Evidence.SetItem(e.Evidence.Id, e.Evidence) },
            InvestigationEvent.HypothesisConfirmed e => state.Decided(e.HypothesisId, HypothesisVerdict.Confirmed, e.Reason),
            InvestigationEvent.HypothesisRejected e => state.Decided(e.HypothesisId, HypothesisVerdict.Rejected, e.Reason),
            InvestigationEvent.HypothesisUndecided e => state.Decided(e.HypothesisId, HypothesisVerdict.Undecided, e.Reason),
            InvestigationEvent.ModelConfigured e => state with { Model = e },
            InvestigationEvent.ModelEstimated e => state with { ModelEstimate = e, ModelPriced = e.Money is not null },
            InvestigationEvent.ModelAsked e => state with
            {
                ModelSpend = state.ModelSpend with { Calls = state.ModelSpend.Calls + 1 },
                ModelReserved = state.ModelReserved.SetItem(e.ExchangeId, new ModelReserve(e.EstimatedTokens, e.OutputTokens)),
                ModelOpenSince = state.ModelOpenSince ?? recorded.At,
            },
            InvestigationEvent.ModelAnswered e => state.Spent(e.ExchangeId, e.Usage, e.Money, recorded.At) with
            {
                Exchanges = state.Exchanges.SetItem(e.ExchangeId, e.Answer),
            },
            InvestigationEvent.ModelFailed e => state.Spent(e.ExchangeId, e.Usage, e.Money, recorded.At) with
            {
                ModelFailures = state.ModelFailures.SetItem(e.ExchangeId, e),
            },
            InvestigationEvent.ModelAnswerRejected => state,
            InvestigationEvent.ModelBudgetExhausted e => state with { BudgetsExhausted = state.BudgetsExhausted.Add(e) },
            InvestigationEvent.ReasoningDegraded e => state with { Degradations = state.Degradations.Add(e) },
            InvestigationEvent.WordingJudged e => state with { Judgements = state.Judgements.Add(e) },
            InvestigationEvent.WordingChosen e => state with { Wording = e },
            InvestigationEvent.QualityAssessed => state,
            InvestigationEvent.SynthesisCompleted e => state with
            {
                Finding = e.Finding,
                Status = e.Finding.Status == FindingStatus.Inconclusive ? InvestigationStatus.Inconclusive : InvestigationStatus.Completed,
            },
            InvestigationEvent.Failed e => state.Failed(e.Reason),
            InvestigationEvent.Cancelled e => state with { Status = InvestigationStatus.Cancelled, FailureReason = e.Reason },
            _ => throw new UnreachableException($"No fold for {recorded.Event.GetType().Name}."),
        };
        return next with { Version = recorded.Sequence };
    }

    /// <summary>Time spent waiting for models: a person may sit in for one, and the limits of an investigation are not for that.</summary>
    public TimeSpan ModelWaited(DateTimeOffset now) => ModelWaitedBefore + (ModelOpenSince is { } since ? now - since : TimeSpan.Zero);

    private bool IsOfModel(string queryId) => Queries.GetValueOrDefault(queryId)?.HypothesisId.StartsWith('m') == true;

    private InvestigationState Failed(string reason) => this with { Status = InvestigationStatus.Failed, FailureReason = reason };

    private InvestigationState Resumed(DateTimeOffset at) =>
        this with
        {
            Status = InvestigationStatus.Running,
            RunningSince = at,
            ConsecutiveFailures = 0,
            FailureReason = null,
            ModelReserved = ImmutableDictionary<string, ModelReserve>.Empty,
            ModelOpenSince = null,
            ModelWaitedBefore = TimeSpan.Zero,
        };

    /// <summary>What was asked and answered stays, all that was made of it goes: more answers may lead elsewhere.</summary>
    private InvestigationState Reopened(DateTimeOffset at) =>
        Resumed(at) with
        {
            Confirmation = null,
            Profile = null,
            Hypotheses = [],
            Outcomes = ImmutableDictionary<string, HypothesisOutcome>.Empty,
            Evidence = ImmutableDictionary<string, Evidence>.Empty,
            // A query that was out of time may have enough of it now.
            Queries = Queries.SetItems(
                Queries.Where(q => q.Value.Error is not null).Select(q => KeyValuePair.Create(q.Key, q.Value with { Error = null }))
            ),
            Judgements = [],
            Wording = null,
            BudgetsExhausted = [],
            Degradations = [],
            Finding = null,
        };

    private InvestigationState Submitted(InvestigationEvent.QuerySubmitted e) =>
        this with
        {
            Queries = Queries.SetItem(e.QueryId, new AskedQuery(e.QueryId, e.HypothesisId, e.Purpose, e.Sql, null, null)),
            Submissions = Submissions + 1,
            SubmissionsByHypothesis = SubmissionsByHypothesis.SetItem(
                e.HypothesisId,
                SubmissionsByHypothesis.GetValueOrDefault(e.HypothesisId) + 1
            ),
        };

    private InvestigationState Spent(string exchangeId, ModelUsage? usage, decimal money, DateTimeOffset now)
    {
        var reserved = ModelReserved.Remove(exchangeId);
        return this with
        {
            ModelSpend = ModelSpend with { Tokens = ModelSpend.Tokens + (usage?.Total ?? 0), Money = ModelSpend.Money + money },
            ModelReserved = reserved,
            ModelOpenSince = reserved.IsEmpty ? null : ModelOpenSince,
            ModelWaitedBefore = reserved.IsEmpty ? ModelWaited(now) : ModelWaitedBefore,
        };
    }

    private InvestigationState Answered(string queryId, Func<AskedQuery, AskedQuery> answer) =>
        Queries.TryGetValue(queryId, out var asked) ? this with { Queries = Queries.SetItem(queryId, answer(asked)) } : this;

    private InvestigationState Decided(string hypothesisId, HypothesisVerdict verdict, string reason) =>
        Hypotheses.Find(h => h.Id == hypothesisId) is { } h
            ? this with
            {
                Outcomes = Outcomes.SetItem(h.Id, new HypothesisOutcome(h.Id, h.Title, h.Category, h.Prediction, verdict, reason)),
            }
            : this;
}

/// <summary>A query of the investigation: under way when it has neither a result nor an error.</summary>
public sealed record AskedQuery(string Id, string HypothesisId, string Purpose, string Sql, QueryResult? Result, string? Error);

public enum InvestigationStatus
{
    Pending,
    Running,
    AwaitingApproval,
    Completed,
    Inconclusive,
    Failed,
    Cancelled,
}
