using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Mechanisms;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>Compares an answer with the truth of a case, part by part.</summary>
internal static class CaseScorer
{
    private const double JaccardBar = 0.9;

    public static CaseScore Score(IncidentCase made, Answer answer, bool? evidenceHolds)
    {
        var truth = made.Truth;
        var verdictRight = truth.AcceptedVerdicts.Contains(answer.Verdict);
        var jaccard = answer.Accuses ? BestJaccard(made, answer) : (double?)null;
        var score = new CaseScore
        {
            Id = made.Id,
            Label = made.Label,
            Family = made.Family,
            AlertForm = made.Alert.Form,
            Negative = truth.IsNegative,
            VerdictRight = verdictRight,
            Confidence = answer.Confidence,
            Seconds = answer.Seconds,
            Queries = answer.Queries,
            Bytes = answer.BytesScanned,
            Failure = answer.Failure,
            Comparison = Comparison.Of(made, answer, jaccard),
        };
        if (truth.IsNegative)
        {
            // Who names the true rows of an effect thought too small to see has accused no innocent.
            var found = answer.Accuses && truth.Verdict == MechanismCatalog.Undetectable && jaccard >= JaccardBar;
            return score with
            {
                VerdictRight = verdictRight || found,
                FullyCorrect = verdictRight || found,
                FalseAccusation = answer.Accuses && !found,
            };
        }
        var mechanism = answer.Mechanism is { } named && truth.AcceptedMechanisms.Contains(named);
        var why = mechanism && CulpritRight(truth.Injection, answer);
        var (when, what, where) = (OnsetScore.Holds(truth, answer), MetricScore.Holds(truth, answer), jaccard >= JaccardBar);
        return score with
        {
            When = when,
            Where = where,
            What = what,
            Why = why,
            EvidenceHolds = evidenceHolds,
            OnsetErrorHours = OnsetScore.ErrorHours(truth, answer),
            Jaccard = jaccard,
            MechanismRight = mechanism,
            FullyCorrect = verdictRight && when && where && what && why && evidenceHolds != false,
            FalseAccusation = answer.Accuses && !mechanism && !where && BlamesDistractor(made, answer),
        };
    }

    /// <summary>The best overlap of the answered rows with any set that names the affected ones.</summary>
    private static double BestJaccard(IncidentCase made, Answer answer)
    {
        var truth = made.Truth;
        var whole = answer.WholeTable || answer.Predicate.Count == 0;
        if (whole && truth.Injection.Segment.IsWhole)
            return 1;
        if (!whole && answer.ScopeTable is { } table && !Same(Last(table), made.Warehouse.Fact.Table.Name))
            return 0;
        var selected = whole ? [.. truth.Universe] : new PredicateRows(made.Warehouse).Select(answer.Predicate, truth.Universe);
        return selected is null ? 0 : truth.AcceptedRows.Max(rows => PredicateRows.Jaccard(selected, rows));
    }

    private static bool CulpritRight(Injection injection, Answer answer)
    {
        if (injection.Culprits.Count == 0)
            return true;
        return answer.Culprit is { } named && injection.Culprits.Any(truth => Names(named, truth));
    }

    private static bool Names(AnswerCulprit named, CulpritTruth truth)
    {
        if (truth.Value is { } value)
            return Mentions(named.Value, value) || Mentions(named.Column, value);
        if (truth.Column is { } column)
            return Same(named.Column, column) || Same(named.Value, column);
        return Same(Last(named.Table), truth.Table) || Same(Last(named.Value), truth.Table);
    }

    private static bool BlamesDistractor(IncidentCase made, Answer answer)
    {
        var columns = made.Distractors.Select(d => d.Column).OfType<string>().Except(made.Truth.Injection.Metric.Columns).ToList();
        return columns.Exists(c => Same(answer.Culprit?.Column, c) || answer.Predicate.Any(p => Same(p.Column, c)));
    }

    private static bool Mentions(string? text, string value) => text?.Contains(value, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Same(string? left, string? right) =>
        left is not null && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string Last(string? name) => name?.Split('.')[^1].Trim('"') ?? "";
}
