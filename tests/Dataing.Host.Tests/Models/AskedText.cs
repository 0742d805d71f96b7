using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Adapters.Models.StandIn;

namespace Dataing.Host.Tests.Models;

/// <summary>
/// A question as lines that are the same in every run: figures to six digits, because threads add up in any order, and without the rows of
/// results, which an engine gives in any order; the ids of the results stand for their queries.
/// </summary>
internal static partial class AskedText
{
    public static IReadOnlyList<string> Of(StandInQuestion question)
    {
        var lines = new List<string> { "call: " + Calls.Of(question) };
        var inResult = false;
        foreach (var line in question.Prompt.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal) || line.Length == 0)
                inResult = line.StartsWith("## Result ", StringComparison.Ordinal);
            else if (inResult)
                continue;
            lines.Add(Figure().Replace(line, m => Rounded(m.Value)));
        }
        return lines;
    }

    private static string Rounded(string figure) =>
        double.Parse(figure, CultureInfo.InvariantCulture).ToString("G6", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\w.-])\d+\.\d{4,}(?:[eE][-+]?\d+)?(?![\w.])")]
    private static partial Regex Figure();
}
