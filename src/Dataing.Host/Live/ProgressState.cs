using System.Collections.Immutable;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Host.Reporting;

namespace Dataing.Host.Live;

/// <summary>What the live display shows: a fold of the events, as the investigation itself is.</summary>
internal sealed record ProgressState
{
    public string Title { get; init; } = "";
    public string Phase { get; init; } = "Connecting";
    public string? Context { get; init; }
    public string? Confirmation { get; init; }
    public string? Where { get; init; }
    public bool IsResumed { get; init; }
    public bool IsDone { get; init; }
    public int Submissions { get; init; }
    public ImmutableList<ShownQuery> Queries { get; init; } = [];
    public ImmutableList<ShownHypothesis> Hypotheses { get; init; } = [];
    public Finding? Finding { get; init; }

    public static ProgressState Evolve(ProgressState state, InvestigationEvent happened) =>
        happened switch
        {
            InvestigationEvent.Started e => state with { Title = $"{e.Alert.Dataset} on {e.Source}", Phase = "Reading the schema" },
            InvestigationEvent.Resumed => state with { IsResumed = true },
            InvestigationEvent.Reopened => state with
            {
                IsResumed = true,
                IsDone = false,
                Confirmation = null,
                Where = null,
                Hypotheses = [],
                Finding = null,
                Phase = "Carrying on",
            },
            InvestigationEvent.ContextGathered e => state with
            {
                Context =
                    $"{Counted.Of(e.Tables, "table")}, {Counted.Of(e.LineageEdges, "lineage edge")}, {Counted.Of(e.ChangeEvents, "change")}",
                Phase = "Confirming the alert",
            },
            InvestigationEvent.AlertConfirmed e => state with { Confirmation = e.Confirmation.Statement, Phase = "Finding where" },
            InvestigationEvent.ProfileRecorded e => state with { Where = Wording.Scope(e.Profile.Scope), Phase = "Proposing causes" },
            InvestigationEvent.HypothesisGenerated e => state with
            {
                Hypotheses = state.Hypotheses.Add(new ShownHypothesis(e.Hypothesis.Id, e.Hypothesis.Title, null)),
                Phase = "Testing hypotheses",
            },
            InvestigationEvent.QuerySubmitted e => state with
            {
                Submissions = state.Submissions + 1,
                Queries = state.Queries.RemoveAll(q => q.Id == e.QueryId).Add(new ShownQuery(e.QueryId, e.Purpose, null, null, false)),
            },
            InvestigationEvent.QuerySucceeded e => state.Answered(
                e.QueryId,
                q => q with { Rows = e.Result.Rows.Count, Elapsed = e.Result.Outcome.Elapsed }
            ),
            InvestigationEvent.QueryFailed e => state.Answered(e.QueryId, q => q with { HasFailed = true }),
            InvestigationEvent.ModelAsked e => state with { Phase = $"Asking the model: {e.Call.Replace('_', ' ')}" },
            InvestigationEvent.ModelAnswered => state with { Phase = "Testing hypotheses" },
            InvestigationEvent.HypothesisConfirmed e => state.Decided(e.HypothesisId, HypothesisVerdict.Confirmed),
            InvestigationEvent.HypothesisRejected e => state.Decided(e.HypothesisId, HypothesisVerdict.Rejected),
            InvestigationEvent.HypothesisUndecided e => state.Decided(e.HypothesisId, HypothesisVerdict.Undecided),
            InvestigationEvent.SynthesisCompleted e => state with { Finding = e.Finding, IsDone = true, Phase = "Done" },
            InvestigationEvent.Failed or InvestigationEvent.Cancelled or InvestigationEvent.SchemaDiscoveryFailed => state with
            {
                IsDone = true,
            },
            _ => state,
        };

    private ProgressState Answered(string id, Func<ShownQuery, ShownQuery> answer) =>
        this with
        {
            Queries = [.. Queries.Select(q => q.Id == id ? answer(q) : q)],
        };

    private ProgressState Decided(string id, HypothesisVerdict verdict) =>
        this with
        {
            Hypotheses = [.. Hypotheses.Select(h => h.Id == id ? h with { Verdict = verdict } : h)],
        };
}

/// <summary>A query under way when it has neither rows nor failed.</summary>
internal sealed record ShownQuery(string Id, string Purpose, int? Rows, TimeSpan? Elapsed, bool HasFailed);

/// <summary>A hypothesis under test when it has no verdict.</summary>
internal sealed record ShownHypothesis(string Id, string Title, HypothesisVerdict? Verdict);
