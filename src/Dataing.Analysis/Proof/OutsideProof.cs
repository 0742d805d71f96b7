using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Proof;

/// <summary>A suspicion of somebody else on the analyst's own proof ladder: the rows it names, and then the mechanisms that fit them.</summary>
/// <param name="incident">The case as the analyst found it.</param>
/// <param name="found">What is left of the change without the rows that the analyst accuses.</param>
/// <param name="plausible">Whether a mechanism may be tested on a case, and how well it fits.</param>
internal sealed class OutsideProof(Incident incident, Counterfactual? found, Func<IMechanism, Incident, double> plausible)
{
    private const int MostMechanisms = 5;
    private const string Asker = "proof";

    /// <summary>What was proven, or the rung that does not hold.</summary>
    public async Task<(Proven? Proven, string Problem)> ClimbAsync(
        Hypothesis hypothesis,
        IReadOnlyList<ScopeCondition> rows,
        double least,
        CancellationToken cancellationToken
    )
    {
        var (focused, without, problem) = await FocusAsync(rows, cancellationToken);
        if (focused is null)
            return (null, problem);
        var closer = new Anatomies(focused);
        var confirmed = new List<(IMechanism Mechanism, Judgement Judgement)>();
        foreach (var mechanism in Suspects(focused, hypothesis.Mechanism, rows.Count > 0, least))
            if (await mechanism.TestAsync(focused, closer, Asker, cancellationToken) is { Confirmed: true } judgement)
                confirmed.Add((mechanism, judgement));
        if (confirmed.Count == 0)
            return (null, "No mechanism showed the signature that it must have there.");
        confirmed = [.. confirmed.OrderByDescending(c => c.Judgement.Strength)];
        var figures = await ClosingFigures.ReadAsync(focused, confirmed[0].Judgement, without, cancellationToken);
        return (new Proven(hypothesis.Id, focused, without, figures, confirmed), "");
    }

    private async Task<(Incident? Focused, Counterfactual? Without, string Problem)> FocusAsync(
        IReadOnlyList<ScopeCondition> rows,
        CancellationToken cancellationToken
    )
    {
        if (rows.Count == 0)
            return (incident, found, "");
        var named = NamedRows.Of(incident, rows);
        return named.Segment is { } segment
            ? await new RowsProof(incident).ClimbAsync(segment, cancellationToken)
            : (null, null, named.Problem ?? "");
    }

    /// <summary>The mechanism named, unless what was measured rules it out; for rows of its own also those that fit them.</summary>
    private IEnumerable<IMechanism> Suspects(Incident focused, string named, bool ownRows, double least) =>
        MechanismCatalogue
            .All.Where(m => m.Id != "expected_variance")
            .Select(m => (Mechanism: m, Fits: plausible(m, focused), IsNamed: m.Id == named))
            .Where(s => s.Fits > 0 && (s.IsNamed || ownRows && s.Fits >= least))
            .OrderByDescending(s => s.IsNamed)
            .ThenByDescending(s => s.Fits)
            .Take(MostMechanisms)
            .Select(s => s.Mechanism);
}

/// <summary>What climbed the rungs, with all that a conclusion is drawn from.</summary>
internal sealed record Proven(
    string HypothesisId,
    Incident Incident,
    Counterfactual? Without,
    ClosingFigures Figures,
    IReadOnlyList<(IMechanism Mechanism, Judgement Judgement)> Confirmed
)
{
    public Finding Conclude(IReadOnlyList<HypothesisOutcome> outcomes, string? stopped) =>
        new Conclusion(Incident, Without, Figures, stopped).Of(Confirmed, outcomes);
}
