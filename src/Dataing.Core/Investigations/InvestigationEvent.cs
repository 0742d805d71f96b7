using System.Text.Json.Serialization;
using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Models;

namespace Dataing.Core.Investigations;

/// <summary>One thing that happened during an investigation. Appended once, never edited; the wire names are a promise.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Started), "investigation_started")]
[JsonDerivedType(typeof(Resumed), "investigation_resumed")]
[JsonDerivedType(typeof(ContextGathered), "context_gathered")]
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
[JsonDerivedType(typeof(ModelAsked), "model_asked")]
[JsonDerivedType(typeof(ModelAnswered), "model_answered")]
[JsonDerivedType(typeof(ModelFailed), "model_failed")]
[JsonDerivedType(typeof(ModelAnswerRejected), "model_answer_rejected")]
[JsonDerivedType(typeof(ReasoningDegraded), "reasoning_degraded")]
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

    /// <param name="Tables">How many tables the source holds.</param>
    /// <param name="LineageEdges">Edges given or read.</param>
    /// <param name="ChangeEvents">Change events given or read.</param>
    /// <param name="Warnings">What could not be had, one sentence each.</param>
    public sealed record ContextGathered(int Tables, int LineageEdges, int ChangeEvents, IReadOnlyList<string> Warnings)
        : InvestigationEvent;

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

    public sealed record ReflexionAttempted(string HypothesisId, string FailedSql, string Error) : InvestigationEvent;

    public sealed record EvidenceRecorded(Evidence Evidence) : InvestigationEvent;

    public sealed record HypothesisConfirmed(string HypothesisId, string Reason) : InvestigationEvent;

    public sealed record HypothesisRejected(string HypothesisId, string Reason) : InvestigationEvent;

    public sealed record HypothesisUndecided(string HypothesisId, string Reason) : InvestigationEvent;

    /// <summary>Written before the question leaves: with its answers, the egress ledger. The prompt is as it left, masked.</summary>
    /// <param name="Call">Which call it is.</param>
    /// <param name="Model">Who is asked.</param>
    /// <param name="PrefixHash">Which version of the stable instructions went before the prompt.</param>
    /// <param name="Prompt">What was sent after them.</param>
    /// <param name="Bytes">Everything that left, in bytes of UTF-8.</param>
    public sealed record ModelAsked(string ExchangeId, string Call, string Model, string PrefixHash, string Prompt, int Bytes)
        : InvestigationEvent;

    /// <param name="Money">US dollars by the configured prices.</param>
    public sealed record ModelAnswered(string ExchangeId, string Answer, ModelUsage Usage, decimal Money) : InvestigationEvent;

    public sealed record ModelFailed(string ExchangeId, ModelErrorKind Kind, string Error) : InvestigationEvent;

    /// <summary>An answer that could not be used: not by the schema, or with figures that no evidence holds.</summary>
    public sealed record ModelAnswerRejected(string ExchangeId, string Problem) : InvestigationEvent;

    /// <summary>A step went on without the model.</summary>
    public sealed record ReasoningDegraded(string Call, string Reason) : InvestigationEvent;

    public sealed record QualityAssessed(QualityScore Score) : InvestigationEvent;

    public sealed record SynthesisCompleted(Finding Finding) : InvestigationEvent;

    public sealed record Failed(string Reason) : InvestigationEvent;

    public sealed record Cancelled(string Reason) : InvestigationEvent;
}

/// <summary>An event with its place in the log; sequences start at 1 and have no gaps.</summary>
public sealed record Recorded(int Sequence, DateTimeOffset At, InvestigationEvent Event);
