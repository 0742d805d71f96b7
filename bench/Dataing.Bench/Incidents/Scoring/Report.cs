using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>The tables of a run: the analyst beside the naive floor, then by mechanism, family and form of alert.</summary>
internal static class Report
{
    private static readonly (string Name, Func<Tally, string> Of, string Bar)[] Measures =
    [
        ("cases", t => $"{t.Cases}", ""),
        ("headline: fully correct − false accusations", t => Percent(t.Headline), ""),
        ("fully correct first answer, all cases", t => Percent(t.FullyCorrect), ""),
        ("fully correct first answer, cases with a cause", t => Percent(t.FullyCorrectOnCauses), "≥ 70 %"),
        ("verdict", t => Percent(t.Verdict), ""),
        ("WHEN", t => Percent(t.When), "≥ 95 %"),
        ("WHERE, Jaccard ≥ 0.9", t => Percent(t.Where), "≥ 90 %"),
        ("WHAT", t => Percent(t.What), ""),
        ("mechanism", t => Percent(t.Mechanism), "≥ 80 %"),
        ("WHY, with the culprit", t => Percent(t.Why), ""),
        ("EVIDENCE holds when run again", t => Percent(t.Evidence), ""),
        ("false accusations on negatives", t => Percent(t.FalseOnNegatives), "≤ 3 %"),
        ("false accusations of a distractor", t => Percent(t.FalseOnDistractors), ""),
        ("median onset error, hours", t => Number(t.MedianOnsetError), ""),
        ("calibration (Brier)", t => Number(t.Brier), ""),
        ("median seconds, process included", t => Number(t.Seconds), ""),
        ("slowest case, seconds", t => Number(t.SlowestSeconds), ""),
        ("median queries", t => Number(t.Queries), ""),
        ("median megabytes scanned", t => Number(t.Megabytes), ""),
        ("failures and time-outs", t => $"{t.Failures}", ""),
    ];

    public static string Text(IReadOnlyList<CaseScore> scores, IReadOnlyList<CaseScore> floor)
    {
        var text = new StringBuilder();
        var (ours, naive) = (new Tally(scores), new Tally(floor));
        text.AppendLine("| measure | Dataing | naive | bar |").AppendLine("| --- | --- | --- | --- |");
        foreach (var (name, of, bar) in Measures)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {of(ours)} | {of(naive)} | {bar} |");
        Breakdown(text, "mechanism", scores, floor, s => s.Label);
        Breakdown(text, "family", scores, floor, s => s.Family);
        Breakdown(text, "alert form", scores, floor, s => s.AlertForm);
        return text.ToString();
    }

    public static JsonObject Json(IReadOnlyList<CaseScore> scores, IReadOnlyList<CaseScore> floor)
    {
        var cases = new JsonArray();
        foreach (var score in scores)
            cases.Add(Case(score));
        return new JsonObject
        {
            ["dataing"] = new Tally(scores).Json(),
            ["naive"] = new Tally(floor).Json(),
            ["cases"] = cases,
        };
    }

    private static JsonObject Case(CaseScore score) =>
        new()
        {
            ["id"] = score.Id,
            ["verdict"] = score.VerdictRight,
            ["when"] = score.When,
            ["where"] = score.Where,
            ["what"] = score.What,
            ["why"] = score.Why,
            ["evidence"] = score.EvidenceHolds,
            ["fully_correct"] = score.FullyCorrect,
            ["false_accusation"] = score.FalseAccusation,
            ["jaccard"] = score.Jaccard,
            ["onset_error_hours"] = score.OnsetErrorHours,
            ["confidence"] = score.Confidence,
            ["seconds"] = score.Seconds,
            ["comparison"] = score.Comparison,
        };

    private static void Breakdown(
        StringBuilder text,
        string name,
        IReadOnlyList<CaseScore> scores,
        IReadOnlyList<CaseScore> floor,
        Func<CaseScore, string> key
    )
    {
        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {name} | cases | fully correct | naive | verdict | WHEN | WHERE | WHAT | mechanism | WHY | false accusations |"
        );
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in scores.GroupBy(key))
        {
            var tally = new Tally([.. group]);
            var naive = new Tally([.. floor.Where(s => key(s) == group.Key)]);
            var causes = group.Any(s => !s.Negative);
            string Part(double share) => causes ? Percent(share) : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {group.Key} | {tally.Cases} | {Percent(tally.FullyCorrect)} | {Percent(naive.FullyCorrect)} "
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Percent(tally.Verdict)} | {Part(tally.When)} | {Part(tally.Where)} | {Part(tally.What)} "
            );
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {Part(tally.Mechanism)} | {Part(tally.Why)} | {group.Count(s => s.FalseAccusation)} |"
            );
        }
    }

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
