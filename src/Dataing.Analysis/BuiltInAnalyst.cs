using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Proof;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.Analysts;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;

namespace Dataing.Analysis;

/// <summary>Finds the cause by method alone: WHEN, WHERE, WHAT else, then every mechanism that fits put to the test.</summary>
public sealed class BuiltInAnalyst(Inquiry inquiry) : IAnalyst
{
    private const int MostHypotheses = 7;
    private const double LeastPlausibility = 0.2;

    /// <summary>What can change a rate or mean without changing what rows hold; the only suspects when that is what happened.</summary>
    private static readonly HashSet<string> MovesRows =
    [
        "expected_variance",
        "bot_traffic",
        "test_data_leak",
        "double_load",
        "duplicate_retry",
        "join_fan_out",
        "partial_load",
        "segment_outage",
        "timezone_shift",
        "late_arrival",
    ];

    private readonly Interview _interview = new(inquiry);
    private readonly Dictionary<string, IMechanism> _mechanisms = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Judgement> _judgements = [];
    private CaseFile? _file;
    private Incident? _incident;
    private Anatomies? _closer;
    private Counterfactual? _counterfactual;
    private readonly List<Proven> _proven = [];
    private bool _isOpen;

    public async Task<AlertConfirmation> ConfirmAsync(CancellationToken cancellationToken)
    {
        _file = await new Confirmation(inquiry, _interview).OpenAsync(cancellationToken);
        return ConfirmationWording.Of(_file);
    }

    public async Task<IncidentProfile> ProfileAsync(CancellationToken cancellationToken)
    {
        if (_file is null)
            return new IncidentProfile();
        _incident = await new IncidentBuilder(_file).BuildAsync(cancellationToken);
        if (_incident is null)
            return new IncidentProfile();
        _closer = new Anatomies(_incident);
        if (_incident.Segment is { } segment)
            _counterfactual = await Counterfactual.ReadAsync(_incident.File, _incident.Periods, segment, cancellationToken);
        return ProfileWording.Of(_incident);
    }

    public Task<IReadOnlyList<Hypothesis>> ProposeAsync(CancellationToken cancellationToken)
    {
        if (_incident is not { } incident)
            return Task.FromResult<IReadOnlyList<Hypothesis>>([]);
        var suspects = MechanismCatalogue
            .All.Select(m => (Mechanism: m, Plausibility: Fits(m, incident)))
            .Where(s => s.Plausibility >= LeastPlausibility)
            .OrderByDescending(s => s.Plausibility)
            .Take(MostHypotheses)
            .ToList();
        var hypotheses = new List<Hypothesis>();
        foreach (var (mechanism, _) in suspects)
        {
            var id = $"h{hypotheses.Count + 1}";
            var suspicion = mechanism.Describe(incident);
            _mechanisms[id] = mechanism;
            hypotheses.Add(
                new Hypothesis
                {
                    Id = id,
                    Title = suspicion.Title,
                    Category = mechanism.Category,
                    Mechanism = mechanism.Id,
                    Reasoning = suspicion.Reasoning,
                    Prediction = suspicion.Prediction,
                }
            );
        }
        return Task.FromResult<IReadOnlyList<Hypothesis>>(hypotheses);
    }

    public async Task<HypothesisOutcome> TestAsync(Hypothesis hypothesis, CancellationToken cancellationToken)
    {
        HypothesisOutcome Outcome(HypothesisVerdict verdict, string reason) =>
            new(hypothesis.Id, hypothesis.Title, hypothesis.Category, hypothesis.Prediction, verdict, reason);
        if (_incident is not { } incident || _closer is not { } closer || !_mechanisms.TryGetValue(hypothesis.Id, out var mechanism))
            return Outcome(HypothesisVerdict.Undecided, "The analyst has no test for it.");
        var judgement = await mechanism.TestAsync(incident, closer, hypothesis.Id, cancellationToken);
        _judgements[hypothesis.Id] = judgement;
        return Outcome(judgement.Verdict, judgement.Reason);
    }

    public async Task<HypothesisOutcome> ProveAsync(
        Hypothesis hypothesis,
        IReadOnlyList<ScopeCondition> rows,
        CancellationToken cancellationToken
    )
    {
        HypothesisOutcome Outcome(HypothesisVerdict verdict, string reason) =>
            new(hypothesis.Id, hypothesis.Title, hypothesis.Category, hypothesis.Prediction, verdict, reason);
        if (!_isOpen || _incident is not { } incident)
            return Outcome(HypothesisVerdict.Undecided, "The analyst's own conclusion stands.");
        var (proven, problem) = await new OutsideProof(incident, _counterfactual, Fits).ClimbAsync(
            hypothesis,
            rows,
            LeastPlausibility,
            cancellationToken
        );
        if (proven is null)
            return Outcome(HypothesisVerdict.Undecided, problem);
        if (proven.Conclude([], null) is not { Verdict: Verdict.RootCause, RootCause: { } cause } finding)
            return Outcome(HypothesisVerdict.Undecided, "The proof is too thin.");
        _proven.Add(proven);
        return Outcome(
            HypothesisVerdict.Confirmed,
            $"The analyst's own checks bear it out ({Figures.Percent(finding.Confidence.Value)}): {cause.Statement}"
        );
    }

    public async Task<Finding> ConcludeAsync(
        IReadOnlyList<HypothesisOutcome> outcomes,
        string? stopped,
        CancellationToken cancellationToken
    )
    {
        if (_file is not { } file)
            return Conclusion.Nothing(stopped ?? "Nothing could be asked of the data.", outcomes, _interview);
        if (_incident is not { } incident || _closer is not { } closer)
            return await QuietAsync(file, outcomes, stopped, cancellationToken);
        var confirmed = _mechanisms
            .Select(m => (Mechanism: m.Value, Judgement: _judgements.GetValueOrDefault(m.Key)))
            .Where(c => c.Judgement is { Confirmed: true })
            .Select(c => (c.Mechanism, Judgement: c.Judgement ?? throw new InvalidOperationException("Filtered above.")))
            .OrderByDescending(c => c.Judgement.Strength)
            .ToList();
        if (confirmed is [var (cause, judgement), ..])
        {
            var shown = await new SharperOnset(incident, closer).OfAsync(judgement.Variant ?? cause.Id, judgement, cancellationToken);
            incident = incident with { Timeline = shown.Timeline };
            if (shown.Affected is { } counted)
                confirmed[0] = (cause, judgement with { Affected = counted, CountedAll = true });
        }
        var figures = await ClosingFigures.ReadAsync(
            incident,
            confirmed.Count > 0 ? confirmed[0].Judgement : null,
            _counterfactual,
            cancellationToken
        );
        // A segment opened the case, and the metric itself turns out not to be what the monitor says it is.
        if (
            file is { BySegment: true, Timeline: { } timeline }
            && figures.After is { } after
            && AlertClaim.IsShown(inquiry.Alert, after) == false
        )
            return await QuietAsync(file with { Timeline = timeline with { Episode = null } }, outcomes, stopped, cancellationToken);
        var own = new Conclusion(incident, _counterfactual, figures, stopped).Of(confirmed, outcomes);
        _isOpen = own.Verdict == Verdict.Inconclusive;
        return _isOpen ? Proven(outcomes, stopped) ?? own : own;
    }

    private static async Task<Finding> QuietAsync(
        CaseFile file,
        IReadOnlyList<HypothesisOutcome> outcomes,
        string? stopped,
        CancellationToken cancellationToken
    )
    {
        var native =
            file
                is {
                    Metric: { Watched: not null, Subject: Subject.Tail },
                    Timeline: { } timeline,
                    Times.Event: { } time,
                    Period: { } period
                }
            && SuspectedRun.Stretch(timeline, period) is { } run
                ? await NativeFigures.ReadAsync(file, time, run.WindowFrom, run.WindowTo, cancellationToken)
                : null;
        return Conclusion.WithoutIncident(file, native, outcomes, stopped);
    }

    /// <summary>The best of what others suspected and the analyst proved; null when there is nothing of the kind.</summary>
    private Finding? Proven(IReadOnlyList<HypothesisOutcome> outcomes, string? stopped)
    {
        var best = _proven
            .Select(p => (p.HypothesisId, Finding: p.Conclude(outcomes, stopped)))
            .Where(p => p.Finding.Verdict == Verdict.RootCause)
            .OrderByDescending(p => p.Finding.Confidence.Value)
            .ThenBy(p => p.HypothesisId, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Finding is not { } finding
            ? null
            : finding with
            {
                Caveats =
                [
                    .. finding.Caveats,
                    $"Hypothesis {best.HypothesisId} named this cause; the analyst's own checks proved it, and alone it had found none.",
                ],
            };
    }

    /// <summary>0 to 1: how well a mechanism fits the profile; 0 rules it out.</summary>
    private static double Fits(IMechanism mechanism, Incident incident) =>
        incident.IsMix && !MovesRows.Contains(mechanism.Id) ? 0 : mechanism.Plausibility(incident);
}
