using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Text was read or written in the wrong encoding.</summary>
internal sealed class EncodingBreakage : IMechanism
{
    private static readonly string[] Marks =
    [
        "\uFFFD",
        "Ã",
        "Â",
        "â€",
        "Ð",
        "Ñ\u0080",
        "Å",
        "Ä\u008d",
        "ï»¿",
        "&#",
        "\\u00",
        "%C3",
        "=C3",
        "ÐŸ",
        "Ø§",
    ];

    public string Id => "encoding_breakage";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident) => TextFault.Plausibility(incident);

    public Suspicion Describe(Incident incident) =>
        new(
            $"The text of {incident.Subject()} is broken{incident.Where()}",
            $"The {incident.Metric.Name} moved.",
            "If true, new values hold replacement characters or mojibake where old ones hold letters beyond ASCII; if false, no such marks appear."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.ValuesAsync(asker, cancellationToken) is not { } values)
            return Judgement.Unclear("The values could not be read.");
        var isAsked = values.Values.Where(v => v.Before > 0).Any(v => IsReplaced(v.Value ?? ""));
        // Names that hardly come twice are new one by one.
        var fresh = values.New.Count > 0 ? values.New : [.. values.Values.Where(v => v is { Value: not null, After: > 0, Before: 0 })];
        var broken = fresh.Where(v => IsBroken(v.Value ?? "") || !isAsked && IsReplaced(v.Value ?? "")).ToList();
        var pairs = TextFault.Pairs(values, (old, now) => !old.All(char.IsAscii) && Skeleton(old) == Skeleton(now));
        var rows = broken.Sum(v => v.After);
        var all = Math.Max(1, fresh.Sum(v => v.After));
        if (broken.Count == 0 && TextFault.Covered(values, pairs) < 0.6 || fresh.Count == 0)
            return Judgement.No("No replacement characters or mojibake appear.");
        var share = Math.Max(rows / all, TextFault.Covered(values, pairs));
        var example = broken.Count > 0 ? broken[0].Value : pairs[0].New.Value;
        var shown = $"{Figures.Percent(share)} of the new values' rows hold broken letters, such as '{example}'";
        if (share < 0.5)
            return Judgement.No($"Only {shown}.");
        return Judgement.Yes(0.95, $"{shown}.") with
        {
            Statement = $"The text of {incident.Subject()}{incident.Where()} is read in the wrong encoding ('{example}')",
            Culprit = new Culprit("column", incident.Table.Name.Name, values.Column, null),
            EvidenceId = values.EvidenceId,
        };
    }

    private static bool IsBroken(string value) =>
        Marks.Any(m => value.Contains(m, StringComparison.Ordinal)) || value.Any(c => c is >= '\u0080' and <= '\u009F');

    /// <summary>A letter that the encoding did not know became a question mark: beside a letter, and no end of a sentence.</summary>
    private static bool IsReplaced(string value)
    {
        for (var i = 0; i < value.Length; i++)
            if (value[i] == '?' && (i + 1 < value.Length && char.IsLetter(value[i + 1]) || i == value.Length - 1 && !value.Contains(' ')))
                return true;
        return false;
    }

    /// <summary>What is left of a text when everything that an encoding may break is taken away.</summary>
    private static string Skeleton(string value) => string.Concat(value.Where(c => char.IsAsciiLetterOrDigit(c)));
}
