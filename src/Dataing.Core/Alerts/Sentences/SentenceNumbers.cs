using System.Text.RegularExpressions;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>The numbers of a sentence, each by the words around it: what was expected, what was seen, a bound, or a mere change.</summary>
internal sealed partial record SentenceNumbers
{
    public ExpectedRange? Expected { get; private init; }
    public double? Actual { get; private init; }
    public string? Unit { get; private init; }

    /// <summary>"above 100": the bound that was crossed, and whether it is the upper one.</summary>
    public (double Value, bool IsUpper)? Bound { get; private init; }

    /// <summary>"by 40 %", which compares but does not say with what.</summary>
    public string? Change { get; private init; }

    public static SentenceNumbers Read(Skeleton skeleton, string text)
    {
        string? unit = null;
        string? change = null;
        if (Take(ref text, Relative()) is { } relative)
            change = Words(skeleton, relative.Groups["a"]);
        var expected = (ExpectedRange?)null;
        double? actual = null;
        (double, bool)? bound = null;
        if (Take(ref text, ExpectedWords()) is { } said)
            expected = said.Groups["b"].Success
                ? new ExpectedRange(null, Of(said, "a"), Of(said, "b"), null, null)
                : said.Groups["op"].Value.ToUpperInvariant() switch
                {
                    "ABOVE" or "OVER" or "MORE THAN" or "AT LEAST" or ">" or "> =" => new ExpectedRange(
                        null,
                        Of(said, "a"),
                        null,
                        null,
                        null
                    ),
                    "BELOW" or "UNDER" or "LESS THAN" or "AT MOST" or "<" or "< =" => new ExpectedRange(
                        null,
                        null,
                        Of(said, "a"),
                        null,
                        null
                    ),
                    _ => new ExpectedRange(Of(said, "a"), null, null, null, null),
                };
        if (expected is null && Take(ref text, FromTo()) is { } moved)
        {
            expected = new ExpectedRange(Of(moved, "a"), null, null, null, null);
            actual = Of(moved, "b");
        }
        if (Take(ref text, BoundWords()) is { } crossed)
        {
            var isUpper = crossed.Groups["up"].Success;
            var value = Of(crossed, "a");
            bound = (value, isUpper);
            expected ??= isUpper ? new ExpectedRange(null, null, value, null, null) : new ExpectedRange(null, value, null, null, null);
        }
        if (actual is null && (Take(ref text, ActualWords()) ?? Take(ref text, Any())) is { } seen)
            actual = Of(seen, "a");
        return new SentenceNumbers
        {
            Expected = expected,
            Actual = actual,
            Unit = unit,
            Bound = bound,
            Change = change,
        };

        double Of(Match match, string group)
        {
            var (value, word) = skeleton.Numbers[Skeleton.Index(match.Groups[group].Value)];
            unit = word ?? unit;
            return value;
        }
    }

    private static Match? Take(ref string text, Regex pattern)
    {
        if (pattern.Match(text) is not { Success: true } match)
            return null;
        text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
        return match;
    }

    private static string Words(Skeleton skeleton, Group group)
    {
        var (value, unit) = skeleton.Numbers[Skeleton.Index(group.Value)];
        return FormattableString.Invariant($"{value}{(unit is "%" ? "%" : unit is null ? "" : " " + unit)}");
    }

    private const RegexOptions Loose = RegexOptions.IgnoreCase;
    private const string Filler =
        @"(?:\s*(?:it|was|is|are|were|to|be|of|at|about|around|roughly|only|just|a|the|value|values|rate|range|level|:|=|\())*\s*";

    [GeneratedRegex(
        """\b(?:by|down|up|off)\s+(?:about\s+|around\s+|roughly\s+)?(?<a>%\d+)|\b(?:dropped|fell|rose|grew|jumped|increased|decreased|spiked|declined|shrank|lost)\s+(?:about\s+|around\s+|roughly\s+)?(?<a>%\d+)(?!\s+(?:to|→))|(?<a>%\d+)\s+(?:standard\s+deviations?|sigmas?|σ|times|fold|x\b)|(?<a>%\d+)\s+(?:fewer|less|more|higher|lower|above usual|below usual|drop|decrease|increase|spike|fall|rise)\b""",
        Loose
    )]
    private static partial Regex Relative();

    [GeneratedRegex(
        """\b(?:expect(?:ed|ing|s)?|usual(?:ly)?|normal(?:ly)?|typical(?:ly)?|baseline|instead of|versus|vs\.?|against|rather than|compared (?:to|with)|up from|down from|previously|should be|(?<=[,(]\s?)was)"""
            + Filler
            + """(?:between\s+|from\s+)?(?<op>above|over|more than|at least|below|under|less than|at most|<\s*=?|>\s*=?)?\s*(?<a>%\d+)(?:\s*(?:and|to|–|→|\.\s*\.)\s*(?<b>%\d+))?""",
        Loose
    )]
    private static partial Regex ExpectedWords();

    [GeneratedRegex(
        """\bfrom\s+(?:about\s+|around\s+)?(?<a>%\d+)\s+(?:up\s+|down\s+)?(?:to|→)\s+(?:about\s+|around\s+)?(?<b>%\d+)|(?<a>%\d+)\s*→\s*(?<b>%\d+)""",
        Loose
    )]
    private static partial Regex FromTo();

    [GeneratedRegex(
        """(?:\b(?<up>above|over|more than|greater than|exceed(?:s|ed|ing)?|higher than|beyond)|(?<up>>)|\b(?<down>below|under|less than|lower than|fewer than)|(?<down><))\s*=?\s*(?:the\s+)?(?:threshold|limit|bound)?(?:\s+of)?\s*(?<a>%\d+)""",
        Loose
    )]
    private static partial Regex BoundWords();

    [GeneratedRegex(
        """(?:\b(?:is|are|was|were|at|to|reached|hit|now|actual(?:ly)?|got|saw|found|has|have|shows?|with|of|only)\b|=|:)\s*(?:now\s+|about\s+|around\s+|only\s+|at\s+|up to\s+|=\s*|:\s*)*(?<a>%\d+)""",
        Loose
    )]
    private static partial Regex ActualWords();

    [GeneratedRegex("""(?<a>%\d+)""")]
    private static partial Regex Any();
}
