using System.Text.Json;
using Dataing.Core.Investigations;
using Dataing.Core.Json;

namespace Dataing.Host.Saved;

/// <summary>An event in a line: its name in the log, and what a reader looks for in it.</summary>
internal static class EventText
{
    public static string Name(InvestigationEvent e) =>
        JsonSerializer.SerializeToElement(e, DataingJson.Log).GetProperty("type").GetString() ?? "";

    public static string Detail(InvestigationEvent e) =>
        e switch
        {
            InvestigationEvent.Started s => s.Source,
            InvestigationEvent.ContextGathered c => $"{c.Tables} tables, {c.LineageEdges} edges, {c.ChangeEvents} changes",
            InvestigationEvent.AlertConfirmed c => c.Confirmation.Statement,
            InvestigationEvent.HypothesisGenerated h => $"{h.Hypothesis.Id}: {h.Hypothesis.Title}",
            InvestigationEvent.QuerySubmitted q => $"{q.QueryId} {q.HypothesisId}: {q.Purpose}",
            InvestigationEvent.QuerySucceeded q => $"{q.QueryId}: {q.Result.Outcome.Rows} rows",
            InvestigationEvent.QueryFailed q => $"{q.QueryId}: {q.Error}",
            InvestigationEvent.QueryRefused q => $"{q.HypothesisId} {q.Code}: {q.Reason}",
            InvestigationEvent.ReflexionAttempted r => $"{r.HypothesisId}: {r.Error}",
            InvestigationEvent.EvidenceRecorded r => $"{r.Evidence.Id}: {r.Evidence.Interpretation}",
            InvestigationEvent.HypothesisConfirmed h => $"{h.HypothesisId}: {h.Reason}",
            InvestigationEvent.HypothesisRejected h => $"{h.HypothesisId}: {h.Reason}",
            InvestigationEvent.HypothesisUndecided h => $"{h.HypothesisId}: {h.Reason}",
            InvestigationEvent.ModelConfigured m => m.Model,
            InvestigationEvent.ModelAsked m => $"{m.ExchangeId} {m.Call}: {m.Bytes} bytes to {m.Model}",
            InvestigationEvent.ModelAnswered m => $"{m.ExchangeId}: {m.Usage.Total} tokens",
            InvestigationEvent.ModelFailed m => $"{m.ExchangeId} {m.Kind}: {m.Error}",
            InvestigationEvent.ModelAnswerRejected m => $"{m.ExchangeId}: {m.Problem}",
            InvestigationEvent.ModelEstimated m => $"{m.Model}: about {m.Calls} calls, {m.Tokens} tokens",
            InvestigationEvent.ModelBudgetExhausted m => $"{m.Call}: {m.Reason}",
            InvestigationEvent.WordingJudged w => $"{w.Judge}: {w.Score.Composite}; {w.Weakness}",
            InvestigationEvent.WordingChosen w => w.Reason,
            InvestigationEvent.ReasoningDegraded d => $"{d.Call}: {d.Reason}",
            InvestigationEvent.SynthesisCompleted s => $"{s.Finding.Verdict}: {s.Finding.RootCause?.Statement}",
            InvestigationEvent.Failed f => f.Reason,
            InvestigationEvent.Cancelled c => c.Reason,
            _ => "",
        };
}
