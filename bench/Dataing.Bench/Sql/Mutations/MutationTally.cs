using System.Globalization;
using System.Text;

namespace Dataing.Bench.Sql.Mutations;

/// <summary>How many mutations there were, why some are allowed, and which of those the oracle objects to.</summary>
internal sealed class MutationTally
{
    private readonly Dictionary<string, List<string>> _reasons = [];

    public long All { get; set; }

    /// <summary>Allowed texts in which the oracle sees harm.</summary>
    public List<string> Harmful { get; } = [];

    public void Add(string reason, string example)
    {
        if (!_reasons.TryGetValue(reason, out var examples))
            _reasons[reason] = examples = [];
        examples.Add(example);
    }

    public string Describe(int show)
    {
        var text = new StringBuilder();
        var passed = _reasons.Values.Sum(e => (long)e.Count);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{All:N0} mutations, {passed:N0} allowed ({(double)passed / Math.Max(1, All):P2}); the oracle objects to {Harmful.Count:N0} texts"
        );
        foreach (var harmful in Harmful.Take(show * 100))
            text.AppendLine(CultureInfo.InvariantCulture, $"    {harmful.ReplaceLineEndings("⏎")}");
        foreach (var (reason, examples) in _reasons.OrderByDescending(r => r.Value.Count))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{examples.Count, 6:N0}  {reason}");
            foreach (var example in examples.Where((_, i) => i % Math.Max(1, examples.Count / Math.Max(1, show)) == 0).Take(show))
                text.AppendLine(CultureInfo.InvariantCulture, $"          {example.ReplaceLineEndings("⏎")}");
        }
        return text.ToString().TrimEnd();
    }
}
