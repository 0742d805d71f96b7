using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;

namespace Dataing.Core.Reasoning;

/// <summary>Every figure, time, version and quoted name in prose must occur in the finding's own facts or evidence; what does not is sent back.</summary>
public static partial class GroundingCheck
{
    /// <summary>The claims of the text that nothing bears out; empty when it is grounded.</summary>
    public static IReadOnlyList<string> Ungrounded(string text, Finding finding, CaseFacts facts)
    {
        var ground = new Ground(finding, facts);
        return [.. Claims(text).Where(claim => !ground.Holds(claim)).Distinct()];
    }

    /// <summary>Numbers (also with separators and %), versions, dates and times, and whatever stands in backticks or quotes.</summary>
    private static IEnumerable<string> Claims(string text) =>
        Claim().Matches(text).Select(m => m.Value.Trim('`', '"', '\'', '“', '”').TrimEnd('.', ',', ':')).Where(c => c.Length > 0);

    [GeneratedRegex(
        """`[^`]+`|"[^"]+"|“[^”]+”|'[^'\s][^']*'|\b[vV]?\d+(?:\.\d+){2,}\b|\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?|\b\d{1,2}:\d{2}\b|[-+]?\d[\d,_]*(?:\.\d+)?(?:[eE][-+]?\d+)?(?:\s*%)?|\b\w*[a-z0-9]+_[a-z0-9_]+\b""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Claim();

    /// <summary>All that may be said: the words of the facts, and every number of the evidence.</summary>
    private sealed class Ground
    {
        private readonly string _words;
        private readonly List<double> _numbers;

        public Ground(Finding finding, CaseFacts facts)
        {
            var cells = finding.Evidence.SelectMany(e => e.Rows).SelectMany(row => row).Where(cell => cell is not null).ToList();
            var sentences = Sentences(finding).Concat(facts.Sentences());
            _words = string.Join('\n', sentences.Concat(cells.Select(CellText.Of))).ToLowerInvariant();
            _numbers =
            [
                .. cells.Select(CellText.ToNumber).OfType<double>(),
                .. NumberIn().Matches(_words).Select(m => Parse(m.Value)).OfType<double>(),
                finding.Metric?.Before ?? 0,
                finding.Metric?.After ?? 0,
                finding.Scope?.AffectedRows ?? 0,
            ];
        }

        public bool Holds(string claim)
        {
            if (_words.Contains(claim.ToLowerInvariant(), StringComparison.Ordinal))
                return true;
            var percent = claim.EndsWith('%');
            if (Parse(claim.TrimEnd('%', ' ')) is not { } number)
                return false;
            return _numbers.Exists(n => Near(n, number, claim) || (percent && Near(n * 100, number, claim)));
        }

        /// <summary>Equal to the digits that the prose shows.</summary>
        private static bool Near(double fact, double claimed, string text)
        {
            var dot = text.IndexOf('.', StringComparison.Ordinal);
            var digits = dot < 0 ? 0 : text[(dot + 1)..].Count(char.IsAsciiDigit);
            return Math.Abs(Math.Abs(fact) - Math.Abs(claimed)) <= 0.5000001 * Math.Pow(10, -digits)
                || Math.Abs(Math.Abs(fact) - Math.Abs(claimed)) <= 0.005 * Math.Abs(claimed);
        }

        private static double? Parse(string text) =>
            double.TryParse(
                text.Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null;

        private static IEnumerable<string> Sentences(Finding f) =>
            [
                f.RootCause?.Statement ?? "",
                f.RootCause?.Culprit?.Table ?? "",
                f.RootCause?.Culprit?.Column ?? "",
                f.RootCause?.Culprit?.Value ?? "",
                f.RootCause?.Mechanism ?? "",
                f.Onset is { } o
                    ? $"{o.Start:yyyy-MM-dd HH:mm} {o.Start:yyyy-MM-ddTHH:mm} {o.End:yyyy-MM-dd HH:mm} {o.End:yyyy-MM-ddTHH:mm}"
                    : "",
                .. f.CausalChain.Select(s => $"{s.Statement} {s.At:yyyy-MM-dd HH:mm} {s.At:yyyy-MM-ddTHH:mm}"),
                .. f.Hypotheses.SelectMany(h => new[] { h.Title, h.Prediction, h.Reason }),
                .. f.Evidence.SelectMany(e => new[] { e.Sql, e.Interpretation, e.Id }),
                .. f.Recommendations.SelectMany(r => new[] { r.Title, r.Command ?? "" }),
                .. f.BlastRadius,
                .. f.Caveats,
                .. f.Scope?.Predicate.Select(c => $"{c.Column} {c.Op} {CellText.Of(c.Value)}") ?? [],
                .. f.Scope?.Aliases ?? [],
            ];
    }

    [GeneratedRegex(@"\d[\d,_]*(?:\.\d+)?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberIn();
}
