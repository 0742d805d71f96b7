using System.Text.Json.Serialization;
using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Lineage;
using Dataing.Core.Models;
using Dataing.Core.Notes;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Investigations;

/// <summary>One thing that happened during an investigation. Appended once, never edited; the wire names are a promise.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Started), "investigation_started")]
[JsonDerivedType(typeof(Resumed), "investigation_resumed")]
[JsonDerivedType(typeof(Reopened), "investigation_reopened")]
[JsonDerivedType(typeof(ContextGathered), "context_gathered")]
[JsonDerivedType(typeof(ContextRecorded), "context_recorded")]
[JsonDerivedType(typeof(SchemaDiscoveryFailed), "schema_discovery_failed")]
[JsonDerivedType(typeof(AlertConfirmed), "alert_confirmed")]
[JsonDerivedType(typeof(ProfileRecorded), "profile_recorded")]
[JsonDerivedType(typeof(HypothesisGenerated), "hypothesis_generated")]
[JsonDerivedType(typeof(QuerySubmitted), "query_submitted")]
[JsonDerivedType(typeof(QuerySucceeded), "query_succeeded")]
[JsonDerivedType(typeof(QueryFailed), "query_failed")]
[JsonDerivedType(typeof(QueryRefused), "query_refused")]
[JsonDerivedType(typeof(ReflexionAttempted), "reflexion_attempted")]
[JsonDerivedType(typeof(EvidenceRecorded), "evidence_recorded")]
[JsonDerivedType(typeof(HypothesisConfirmed), "hypothesis_confirmed")]
[JsonDerivedType(typeof(HypothesisRejected), "hypothesis_rejected")]
[JsonDerivedType(typeof(HypothesisUndecided), "hypothesis_undecided")]
[JsonDerivedType(typeof(ModelEstimated), "model_estimated")]
[JsonDerivedType(typeof(ModelConfigured), "model_configured")]
[JsonDerivedType(typeof(ModelAsked), "model_asked")]
[JsonDerivedType(typeof(ModelAnswered), "model_answered")]
[JsonDerivedType(typeof(ModelFailed), "model_failed")]
[JsonDerivedType(typeof(ModelAnswerRejected), "model_answer_rejected")]
[JsonDerivedType(typeof(ModelBudgetExhausted), "model_budget_exhausted")]
[JsonDerivedType(typeof(ReasoningDegraded), "reasoning_degraded")]
[JsonDerivedType(typeof(WordingJudged), "wording_judged")]
[JsonDerivedType(typeof(WordingChosen), "wording_chosen")]
[JsonDerivedType(typeof(QualityAssessed), "quality_assessed")]
[JsonDerivedType(typeof(SynthesisCompleted), "synthesis_completed")]
[JsonDerivedType(typeof(Failed), "investigation_failed")]
[JsonDerivedType(typeof(Cancelled), "investigation_cancelled")]
public abstract record InvestigationEvent
{
    private InvestigationEvent() { }

    public sealed record Started(AnomalyAlert Alert, string Source) : InvestigationEvent;

    /// <summary>Taken up again after a crash, a cancel or a failure.</summary>
    public sealed record Resumed : InvestigationEvent;

    /// <summary>
    /// Concluded when a limit was reached, and carried on under wider ones. What was concluded is concluded anew; answers are kept.
    /// </summary>
    public sealed record Reopened : InvestigationEvent;

    /// <param name="Tables">How many tables the source holds.</param>
    /// <param name="LineageEdges">Edges given or read.</param>
    /// <param name="ChangeEvents">Change events given or read.</param>
    /// <param name="Warnings">What could not be had, one sentence each.</param>
    /// <param name="Notes">Notes of the team that were given.</param>
    public sealed record ContextGathered(int Tables, int LineageEdges, int ChangeEvents, IReadOnlyList<string> Warnings, int Notes = 0)
        : InvestigationEvent;

    /// <summary>All that the investigation is carried out with, so that it can be replayed without its source and run again on it.</summary>
    /// <param name="Dialect">The source's dialect.</param>
    /// <param name="Location">Where the source was found, without a password; null when it is not known.</param>
    /// <param name="Schema">What it held.</param>
    /// <param name="Lineage">Edges given or read.</param>
    /// <param name="Changes">Change events given or read.</param>
    /// <param name="Limits">What it may spend.</param>
    /// <param name="Notes">Notes of the team; null when there were none.</param>
    public sealed record ContextRecorded(
        string Dialect,
        string? Location,
        SchemaSnapshot Schema,
        LineageGraph Lineage,
        IReadOnlyList<ChangeEvent> Changes,
        InvestigationLimits Limits,
        IReadOnlyList<TeamNote>? Notes = null
    ) : InvestigationEvent;

    public sealed record SchemaDiscoveryFailed(string Reason) : InvestigationEvent;

    public sealed record AlertConfirmed(AlertConfirmation Confirmation) : InvestigationEvent;

    public sealed record ProfileRecorded(IncidentProfile Profile) : InvestigationEvent;

    public sealed record HypothesisGenerated(Hypothesis Hypothesis) : InvestigationEvent;

    /// <summary>Written before the query runs, so that a crash leaves a visible question.</summary>
    public sealed record QuerySubmitted(string QueryId, string HypothesisId, string Purpose, string Sql) : InvestigationEvent;

    public sealed record QuerySucceeded(string QueryId, QueryResult Result) : InvestigationEvent;

    public sealed record QueryFailed(string QueryId, SourceErrorKind Kind, string Error) : InvestigationEvent;

    /// <summary>The guard or the limits refused it; it never reached the source.</summary>
    public sealed record QueryRefused(string HypothesisId, string Sql, string Code, string Reason) : InvestigationEvent;

    /// <param name="Hint">How to mend it, where the guard knows.</param>
    public sealed record ReflexionAttempted(string HypothesisId, string FailedSql, string Error, string? Hint = null) : InvestigationEvent;

    public sealed record EvidenceRecorded(Evidence Evidence) : InvestigationEvent;

    public sealed record HypothesisConfirmed(string HypothesisId, string Reason) : InvestigationEvent;

    public sealed record HypothesisRejected(string HypothesisId, string Reason) : InvestigationEvent;

    public sealed record HypothesisUndecided(string HypothesisId, string Reason) : InvestigationEvent;

    /// <summary>What a model's part may come to, estimated before the first question leaves.</summary>
    /// <param name="Model">Who will be asked.</param>
    /// <param name="Calls">Questions that an investigation of this size asks.</param>
    /// <param name="Tokens">In and out, estimated.</param>
    /// <param name="Money">US dollars; null where the model's prices are not known.</param>
    /// <param name="TokenBudget">What the investigation may take.</param>
    /// <param name="MoneyBudget">What it may cost; null where the model's prices are not known.</param>
    public sealed record ModelEstimated(string Model, int Calls, long Tokens, decimal? Money, long TokenBudget, decimal? MoneyBudget)
        : InvestigationEvent;

    /// <summary>Which model is asked, what it may be told and what it may spend: with these the same questions are asked in a replay.</summary>
    public sealed record ModelConfigured(string Model, EgressPolicy Egress, ModelLimits Limits) : InvestigationEvent;

    /// <summary>Written before the question leaves: with its answers, the egress ledger. The prompt is as it left, masked.</summary>
    /// <param name="Call">Which call it is.</param>
    /// <param name="Model">Who is asked.</param>
    /// <param name="PrefixHash">Which version of the stable instructions went before the prompt.</param>
    /// <param name="Prompt">What was sent after them.</param>
    /// <param name="Bytes">Everything that left, in bytes of UTF-8: instructions, prompt and schema.</param>
    /// <param name="EstimatedTokens">What is set aside for it until the answer tells what it took.</param>
    /// <param name="Instructions">The stable instructions; null in logs that did not keep them.</param>
    /// <param name="Schema">The JSON Schema of the answer; null in logs that did not keep it.</param>
    /// <param name="OutputTokens">The longest answer asked for, which is part of what is set aside; 0 in logs that did not keep it.</param>
    public sealed record ModelAsked(
        string ExchangeId,
        string Call,
        string Model,
        string PrefixHash,
        string Prompt,
        int Bytes,
        long EstimatedTokens = 0,
        string? Instructions = null,
        string? Schema = null,
        int OutputTokens = 0
    ) : InvestigationEvent;

    /// <param name="Money">US dollars by the configured prices.</param>
    public sealed record ModelAnswered(string ExchangeId, string Answer, ModelUsage Usage, decimal Money) : InvestigationEvent;

    /// <param name="Usage">What the failed call took, where the vendor says.</param>
    /// <param name="Money">US dollars of that.</param>
    public sealed record ModelFailed(string ExchangeId, ModelErrorKind Kind, string Error, ModelUsage? Usage = null, decimal Money = 0)
        : InvestigationEvent;

    /// <summary>An answer that could not be used: not by the schema, or with figures that no evidence holds.</summary>
    public sealed record ModelAnswerRejected(string ExchangeId, string Problem) : InvestigationEvent;

    /// <summary>A budget did not hold a question, which was not sent.</summary>
    public sealed record ModelBudgetExhausted(string Call, ModelBudgetScope Scope, string Reason) : InvestigationEvent;

    /// <summary>A step went on without the model.</summary>
    public sealed record ReasoningDegraded(string Call, string Reason) : InvestigationEvent;

    /// <summary>One version of the finding's words, scored; with the exchanges it names, a training signal.</summary>
    /// <param name="ExchangeId">The exchange that wrote the words; null for the analyst's own.</param>
    /// <param name="Judge">"rules", or the model that judged.</param>
    /// <param name="JudgeExchangeId">The exchange that judged them; null for rules.</param>
    /// <param name="Score">By dimension.</param>
    /// <param name="Weakness">What to better, in a sentence; null when there is nothing.</param>
    public sealed record WordingJudged(string? ExchangeId, string Judge, string? JudgeExchangeId, QualityScore Score, string? Weakness)
        : InvestigationEvent;

    /// <summary>Which version of the words the finding took.</summary>
    /// <param name="ExchangeId">The exchange that wrote them; null for the analyst's own.</param>
    /// <param name="Reason">Why this one.</param>
    public sealed record WordingChosen(string? ExchangeId, string Reason) : InvestigationEvent;

    /// <summary>The score that the finding carries.</summary>
    public sealed record QualityAssessed(QualityScore Score) : InvestigationEvent;

    public sealed record SynthesisCompleted(Finding Finding) : InvestigationEvent;

    public sealed record Failed(string Reason) : InvestigationEvent;

    public sealed record Cancelled(string Reason) : InvestigationEvent;
}

/// <summary>An event with its place in the log; sequences start at 1 and have no gaps.</summary>
public sealed record Recorded(int Sequence, DateTimeOffset At, InvestigationEvent Event);
