using System.Globalization;
using Dataing.Core.Findings;
using Dataing.Host.Reporting;

namespace Dataing.Host.Saved;

/// <summary>Two runs beside each other: what was found, what was thought of, and what it took.</summary>
internal sealed record RunComparison(SavedRun A, SavedRun B)
{
    /// <summary>Everything that is compared, in the order in which it is shown.</summary>
    public IReadOnlyList<ComparedPart> Parts =>
        [
            Part("model", r => r.Models.Count == 0 ? "none" : string.Join(", ", r.Models)),
            Part("result", r => r.Status),
            Part("verdict", r => r.Finding is { } f ? Wording.Verdict(f.Verdict) : null),
            Part("confidence", r => r.Finding?.Confidence.Value.ToString("0.###", CultureInfo.InvariantCulture)),
            Part("cause", r => r.Finding?.RootCause?.Statement),
            Part("mechanism", r => r.Finding?.RootCause?.Mechanism),
            Part("culprit", r => r.Finding?.RootCause?.Culprit is { } c ? Wording.Culprit(c) : null),
            Part("onset", r => r.Finding?.Onset is { } o ? Wording.Onset(o) : null),
            Part("scope", r => r.Finding is { } f ? Wording.Scope(f.Scope) : null),
            Part("affected rows", r => r.Finding?.Scope?.AffectedRows?.ToString("#,0", CultureInfo.InvariantCulture)),
            Part("before", r => r.Finding?.Metric is { } m ? Wording.Figure(m.Before, m.Unit) : null),
            Part("after", r => r.Finding?.Metric is { } m ? Wording.Figure(m.After, m.Unit) : null),
            .. Titles.Select(title => Part($"hypothesis: {title}", r => Outcome(r, title))),
            Part("queries", r => Number(r.State.Submissions)),
            Part("seconds", r => r.Finding?.Cost.Seconds.ToString("0.##", CultureInfo.InvariantCulture)),
            Part("model calls", r => Number(r.State.ModelSpend.Calls)),
            Part("model tokens", r => Number(r.State.ModelSpend.Tokens)),
            Part("model money (USD)", r => r.State.ModelSpend.Money.ToString("0.####", CultureInfo.InvariantCulture)),
            Part("steps without the model", r => Number(r.State.Degradations.Count)),
        ];

    public ComparisonReport Report() => new(A.Summary(), B.Summary(), Parts.Where(p => p.IsOfFinding).All(p => p.IsSame), Parts);

    public string Text()
    {
        var parts = Parts;
        var same = parts.Where(p => p.IsSame).ToList();
        var lines = parts
            .Where(p => !p.IsSame)
            .Select(p => (IReadOnlyList<string>)[p.Name, p.A ?? "—", p.B ?? "—"])
            .Prepend(["", A.Id, B.Id]);
        return TextColumns.Of([.. lines])
            + (
                same.Count > 0
                    ? $"\nThe same in both:\n{TextColumns.Of([.. same.Select(p => (IReadOnlyList<string>)["  " + p.Name, p.A ?? "—"])])}"
                    : ""
            );
    }

    private IEnumerable<string> Titles =>
        new[] { A, B }.SelectMany(r => r.State.Hypotheses).Select(h => h.Title).Distinct(StringComparer.Ordinal);

    private ComparedPart Part(string name, Func<SavedRun, string?> of) => new(name, of(A), of(B));

    private static string? Outcome(SavedRun run, string title) =>
        run.State.Hypotheses.Find(h => h.Title == title) is not { } hypothesis ? "not thought of"
        : run.State.Outcomes.GetValueOrDefault(hypothesis.Id) is { } outcome ? outcome.Verdict.ToString().ToLowerInvariant()
        : "not tested";

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}

/// <param name="A">In the first run; null where it has none.</param>
/// <param name="B">In the second run.</param>
internal sealed record ComparedPart(string Name, string? A, string? B)
{
    private static readonly HashSet<string> Substance =
    [
        "verdict",
        "confidence",
        "mechanism",
        "culprit",
        "onset",
        "scope",
        "affected rows",
        "before",
        "after",
    ];

    public bool IsSame => A == B;

    /// <summary>What the finding claims, apart from its words and from what it took.</summary>
    public bool IsOfFinding => Substance.Contains(Name);
}

/// <param name="SameFinding">Whether both claim the same, whatever their words and their cost.</param>
internal sealed record ComparisonReport(RunSummary A, RunSummary B, bool SameFinding, IReadOnlyList<ComparedPart> Parts);
