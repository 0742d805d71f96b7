namespace Dataing.Bench.Incidents.Model;

/// <summary>A category with skewed weights; which value is the common one differs by seed.</summary>
internal sealed class Choice
{
    private readonly double[] _cumulative;

    private Choice(IReadOnlyList<string> values, IEnumerable<double> weights)
    {
        Values = values;
        var running = 0.0;
        _cumulative = [.. weights.Select(weight => running += weight)];
    }

    public IReadOnlyList<string> Values { get; }

    /// <summary>Zipf-like weights over the shuffled values; steepness 0 is even, 1 is strongly skewed.</summary>
    public static Choice Skewed(Draw draw, double steepness, params IReadOnlyList<string> values) =>
        new(draw.Shuffled(values), values.Select((_, rank) => draw.Uniform(0.8, 1.2) / Math.Pow(rank + 1, steepness)));

    /// <summary>The given order and weights, for categories whose common value is a matter of meaning.</summary>
    public static Choice Weighted(params (string Value, double Weight)[] values) =>
        new([.. values.Select(v => v.Value)], values.Select(v => v.Weight));

    public string Take(Draw draw)
    {
        var target = draw.Unit() * _cumulative[^1];
        for (var i = 0; i < _cumulative.Length; i++)
        {
            if (target < _cumulative[i])
                return Values[i];
        }
        return Values[^1];
    }
}
