using System.Text.RegularExpressions;
using Dataing.Core.Findings;

namespace Dataing.Core.Quality;

/// <summary>
/// Scores a finding's prose by rules: causal depth 0.5, specificity 0.3, actionability 0.2, pass at 0.6. The score is advice about the
/// wording; it never turns an unproven cause into a proven one.
/// </summary>
public static partial class QualityRules
{
    /// <summary>The default pass mark.</summary>
    public const double PassThreshold = 0.6;

    private static readonly string[] Chain = ["trigger", "mechanism", "symptom"];

    public static QualityScore Score(Finding finding, double passThreshold = PassThreshold)
    {
        var depth = CausalDepth(finding);
        var specificity = Specificity(finding);
        var actionability = Actionability(finding);
        var composite = Composite(depth, specificity, actionability);
        return new QualityScore(depth, specificity, actionability, composite, composite >= passThreshold);
    }

    /// <summary>The weighted sum of the dimensions, each from 0 to 1.</summary>
    public static double Composite(double causalDepth, double specificity, double actionability) =>
        Math.Round(causalDepth * 0.5 + specificity * 0.3 + actionability * 0.2, 4);

    /// <summary>The dimension that costs the score most, as a sentence for whoever words it next; null when nothing is lacking.</summary>
    public static string? Weakness(Finding finding, QualityScore score)
    {
        var lost = new (double Loss, string Sentence)[]
        {
            ((1 - score.CausalDepth) * 0.5, Shallow(finding)),
            (
                (1 - score.Specificity) * 0.3,
                "It is not specific: give the figures, the time and the name of what is to blame, as the evidence holds them."
            ),
            ((1 - score.Actionability) * 0.2, "It is not actionable: recommend what to do as a command or query that can be copied."),
        };
        var worst = lost.MaxBy(l => l.Loss);
        return worst.Loss > 0.01 ? worst.Sentence : null;
    }

    private static string Shallow(Finding finding)
    {
        string[] missing = [.. Chain.Except(finding.CausalChain.Select(s => s.Role))];
        return missing.Length > 0
            ? $"The causal chain is not whole: it lacks {string.Join(" and ", missing)}."
            : "The cause is not set against its rivals: say why the others are ruled out.";
    }

    /// <summary>A full chain from trigger over mechanism to symptom is 1; without a cause, ruling rivals out is what depth there can be.</summary>
    private static double CausalDepth(Finding finding)
    {
        var roles = finding.CausalChain.Select(s => s.Role).Distinct().Count(r => r is "trigger" or "mechanism" or "symptom");
        var chain = roles / 3.0;
        var ruledOut = finding.Hypotheses.Count(h => h.Verdict == HypothesisVerdict.Rejected);
        return finding.Verdict is Verdict.RootCause or Verdict.ExpectedVariance
            ? Math.Round(chain * 0.8 + Math.Min(ruledOut, 2) * 0.1, 4)
            : Math.Round(Math.Min(1, 0.5 + 0.1 * ruledOut + 0.1 * finding.Caveats.Count), 4);
    }

    /// <summary>Figures, times and names in the statement, and the facts behind them: onset, scope, metric, evidence.</summary>
    private static double Specificity(Finding finding)
    {
        var statement = finding.RootCause?.Statement ?? "";
        bool[] facts =
        [
            Digit().IsMatch(statement) || finding.RootCause is null,
            finding.Onset is not null || finding.Verdict == Verdict.FalseAlarm,
            finding.Scope is not null || finding.Verdict != Verdict.RootCause,
            finding.Metric is { Before: not null, After: not null },
            finding.Evidence.Count > 0,
        ];
        return facts.Count(f => f) / (double)facts.Length;
    }

    /// <summary>A command to copy is worth more than a word of advice.</summary>
    private static double Actionability(Finding finding)
    {
        var commands = finding.Recommendations.Count(r => !string.IsNullOrWhiteSpace(r.Command));
        var words = finding.Recommendations.Count - commands;
        return Math.Min(1, commands * 0.5 + words * 0.2);
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();
}
