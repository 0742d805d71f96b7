using Dataing.Core.Alerts;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;

namespace Dataing.Host.Saved;

/// <summary>A saved investigation, read: its events and what they come to.</summary>
internal sealed record SavedRun(string Id, IReadOnlyList<Recorded> Events, InvestigationState State)
{
    public static SavedRun Of(string id, IReadOnlyList<Recorded> events) =>
        new(id, events, events.Aggregate(InvestigationState.Empty, InvestigationState.Evolve));

    public DateTimeOffset? StartedAt => Events.Count > 0 ? Events[0].At : null;

    public Finding? Finding => State.Finding;

    public string Source => All<InvestigationEvent.Started>().Select(e => e.Source).FirstOrDefault() ?? "";

    /// <summary>The models that were asked, in order of their first question; none: the built-in analyst alone.</summary>
    public IReadOnlyList<string> Models => [.. All<InvestigationEvent.ModelAsked>().Select(e => e.Model).Distinct()];

    /// <summary>One sentence: what was found, or why there is no finding yet.</summary>
    public string Outcome =>
        Finding is { } finding
            ? Reporting.Wording.Headline(finding)
            : State.FailureReason ?? "It was cut off; the same investigate command resumes it.";

    public string Status =>
        Finding is { } finding ? Reporting.Wording.Verdict(finding.Verdict).ToLowerInvariant() : State.Status.ToString().ToLowerInvariant();

    public IEnumerable<T> All<T>()
        where T : InvestigationEvent => Events.Select(e => e.Event).OfType<T>();

    public RunSummary Summary() =>
        new(
            Id,
            Status,
            StartedAt,
            Source,
            State.Alert?.Dataset,
            State.Alert?.Type,
            Models,
            Finding?.Verdict,
            Finding?.Confidence.Value,
            Outcome,
            State.Submissions,
            State.ModelSpend.Calls,
            State.ModelSpend.Tokens,
            State.ModelSpend.Money,
            Events.Count
        );
}

/// <summary>What `list` and `diff` say of a run as JSON.</summary>
internal sealed record RunSummary(
    string Id,
    string Status,
    DateTimeOffset? StartedAt,
    string Source,
    string? Dataset,
    AnomalyType? AlertType,
    IReadOnlyList<string> Models,
    Verdict? Verdict,
    double? Confidence,
    string Outcome,
    int Queries,
    int ModelCalls,
    long ModelTokens,
    decimal ModelMoney,
    int Events
);
