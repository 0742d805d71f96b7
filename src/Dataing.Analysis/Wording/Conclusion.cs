using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Proof;
using Dataing.Analysis.Timing;
using Dataing.Core.ChangeEvents;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Wording;

/// <summary>Ranks what came true and words the finding. Accusing the innocent is worse than abstaining.</summary>
internal sealed class Conclusion(Incident incident, Counterfactual? counterfactual, ClosingFigures figures, string? stopped)
{
    private const double LeastStrength = 0.5;

    /// <summary>An accusation must be about as likely right as wrong; that nobody is to blame does less harm.</summary>
    private const double LeastToAccuse = 0.45;

    private const double LeastToAcquit = 0.4;

    /// <summary>A finding when not even a case could be opened.</summary>
    public static Finding Nothing(string reason, IReadOnlyList<HypothesisOutcome> outcomes, Interview interview) =>
        new()
        {
            Status = FindingStatus.Inconclusive,
            Verdict = Verdict.Inconclusive,
            Confidence = new Confidence(0.1, [new ConfidenceFactor("data", 0.1, reason)]),
            Hypotheses = outcomes,
            Cost = new Cost(0, 0, null, null),
            Caveats = [reason, .. interview.Unanswered],
        };

    /// <summary>A finding on an alert that was not borne out, or whose profile could not be made.</summary>
    public static Finding WithoutIncident(
        CaseFile file,
        NativeFigures? native,
        IReadOnlyList<HypothesisOutcome> outcomes,
        string? stopped
    ) =>
        Nothing(stopped ?? ConfirmationWording.Of(file).Statement, outcomes, file.Interview) is var bare && stopped is null
            ? QuietVerdict.Of(file, native, bare)
            : bare;

    public Finding Of(IReadOnlyList<(IMechanism Mechanism, Judgement Judgement)> confirmed, IReadOnlyList<HypothesisOutcome> outcomes)
    {
        if (confirmed.Count == 0 || confirmed[0].Judgement.Strength < LeastStrength)
            return Open(outcomes, "No mechanism showed the signature that it must have.");
        var (mechanism, best) = confirmed[0];
        var rival = confirmed.Skip(1).Select(c => c.Judgement).FirstOrDefault();
        var confidence = Confidences.Of(incident, best, rival, counterfactual, Placebo.Of(incident.Timeline));
        var innocent = mechanism.Id == "expected_variance";
        if (confidence.Value < (innocent ? LeastToAcquit : LeastToAccuse))
            return Open(outcomes, $"{best.Statement} is the best explanation, but the proof is too thin.") with { Confidence = confidence };
        var id = best.Variant ?? mechanism.Id;
        return Base(outcomes) with
        {
            Status = FindingStatus.Completed,
            Verdict = innocent ? Verdict.ExpectedVariance : Verdict.RootCause,
            RootCause = new RootCause(Statement(best), id, mechanism.Category, best.Culprit),
            Caveats = [.. Caveats(), .. innocent || best.WholeTable ? [] : ProfileWording.Besides(incident)],
            Confidence = confidence,
            Onset = ConfirmationWording.Onset(incident.Timeline),
            Scope = Scope(best),
            CausalChain = Chain(best),
            BlastRadius = Radius(),
            Recommendations = innocent
                ? [new Recommendation("Teach the monitor this season or event, or widen its bounds for it", null)]
                : Recommendations.Of(incident, id, best),
        };
    }

    private Finding Open(IReadOnlyList<HypothesisOutcome> outcomes, string reason) =>
        Base(outcomes) with
        {
            Status = FindingStatus.Inconclusive,
            Verdict = Verdict.Inconclusive,
            Confidence = new Confidence(0.3, [new ConfidenceFactor("signature", 0.3, reason)]),
            Onset = ConfirmationWording.Onset(incident.Timeline),
            Scope = ProfileWording.ScopeOf(incident) with { AffectedRows = Rounded(figures.Affected) },
            Caveats = [reason, .. Caveats()],
            Recommendations =
            [
                new Recommendation("What would decide: the load log and the releases around the onset, as change events", null),
            ],
        };

    private Finding Base(IReadOnlyList<HypothesisOutcome> outcomes) =>
        new()
        {
            Status = FindingStatus.Completed,
            Verdict = Verdict.Inconclusive,
            Confidence = new Confidence(0, []),
            Hypotheses = outcomes,
            Metric = incident.File.Told is { Timeline: { } timeline } told
                ? ProfileWording.WithContributions(ConfirmationWording.Change(told, timeline, figures.Before, figures.After), incident)
                : null,
            Evidence =
            [
                .. incident
                    .File.Inquiry.State.Evidence.Values.OrderBy(e => e.HypothesisId, StringComparer.Ordinal)
                    .ThenBy(e => e.Id, StringComparer.Ordinal),
            ],
            Cost = new Cost(0, 0, null, null),
            Caveats = Caveats(),
        };

    private string Statement(Judgement best)
    {
        var sentence = best.Statement ?? best.Reason;
        return sentence.Contains(Figures.Moment(incident.Timeline.OnsetFrom), StringComparison.Ordinal)
            ? $"{sentence}."
            : $"{sentence}, since {Figures.Moment(Began)}.";
    }

    private ChangeEvent? Trigger => incident.Changes.FirstOrDefault(c => c.Weight > 0.4 && c.Precedes)?.Event;

    /// <summary>The onset is an interval; within it nothing begins before what set it off.</summary>
    private DateTime Began
    {
        get
        {
            var (from, to) = (incident.Timeline.OnsetFrom, incident.Timeline.OnsetTo);
            return Trigger?.At.UtcDateTime is { } at && at > from && at < to ? at : from;
        }
    }

    private Scope Scope(Judgement best)
    {
        var scope =
            best.WholeTable || best.Predicate is null && incident.Segment is null ? ProfileWording.Watched(incident)
            : best.Predicate is { } predicate ? new Scope { Table = incident.Table.Name.ToString(), Predicate = predicate }
            : ProfileWording.ScopeOf(incident);
        return scope with { AffectedRows = Rounded(figures.Affected) };
    }

    private List<CausalStep> Chain(Judgement best)
    {
        var (chain, told) = (new List<CausalStep>(), incident.File.Told);
        if (Trigger is { } change)
            chain.Add(
                new CausalStep(
                    "trigger",
                    $"{change.Name} ({change.Kind}){(change.Detail is { Length: > 0 } d ? $": {d}" : "")}",
                    change.At,
                    null
                )
            );
        else if (incident.Upstream.Stale is { } parent && best.Culprit?.Table == parent.Table.Name.Name)
            chain.Add(
                new CausalStep(
                    "trigger",
                    $"{parent.Table.Name} got no new rows",
                    Figures.Utc(parent.FrozenAt ?? incident.Timeline.OnsetFrom),
                    parent.EvidenceId
                )
            );
        else if (best.Culprit is { Kind: "release" or "value" or "batch", Value: { } value })
            chain.Add(
                new CausalStep(
                    "trigger",
                    $"{best.Culprit.Column} = {value} {ProfileWording.Became(incident, best.Culprit.Column, value)}",
                    Figures.Utc(incident.Timeline.OnsetFrom),
                    best.EvidenceId
                )
            );
        chain.Add(new CausalStep("mechanism", best.Statement ?? best.Reason, Figures.Utc(Began), best.EvidenceId));
        chain.Add(
            new CausalStep(
                "symptom",
                $"The {told.Metric.Name} went from {Figures.Value(figures.Before, told.Metric.Unit)} to {Figures.Value(figures.After, told.Metric.Unit)}",
                Figures.Utc(Began > incident.Timeline.WindowFrom ? Began : incident.Timeline.WindowFrom),
                told.SeriesEvidence
            )
        );
        return chain;
    }

    private IReadOnlyList<string> Radius() =>
        BlastRadius.Of(incident.File.Inquiry.Lineage, incident.Table.Name.Name, incident.Metric.Column);

    private List<string> Caveats()
    {
        var caveats = new List<string>(incident.File.Choices);
        if (stopped is not null)
            caveats.Add($"The work ended early: {stopped}");
        if (incident.Timeline.Ongoing)
            caveats.Add("The incident had not ended when the data did.");
        caveats.AddRange(incident.Interview.Unanswered);
        return caveats;
    }

    private static long? Rounded(double? rows) => rows is { } r && !double.IsNaN(r) ? (long)Math.Round(r) : null;
}
