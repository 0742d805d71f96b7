namespace Dataing.Bench.Segments.Worlds;

/// <summary>Seeded draws from the distributions the worlds are made of.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public int Whole(int from, int below) => _random.Next(from, below);

    public double Uniform(double from, double to) => from + (to - from) * _random.NextDouble();

    public bool Flip(double probability) => _random.NextDouble() < probability;

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public double Weibull(double shape) => Math.Pow(-Math.Log(1 - _random.NextDouble()), 1 / shape);

    public double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(1 - _random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + c * x, 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < 0.5 * x * x + d - d * v + d * Math.Log(v))
                return d * v;
        }
    }

    public int Poisson(double mean)
    {
        if (mean <= 0)
            return 0;
        if (mean > 60)
            return (int)Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * Normal()));
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        while (product > limit)
        {
            product *= _random.NextDouble();
            count++;
        }
        return count;
    }

    public int Binomial(int trials, double share)
    {
        var mean = trials * share;
        if (trials > 200 && mean > 30 && trials - mean > 30)
            return (int)Math.Clamp(Math.Round(mean + Math.Sqrt(mean * (1 - share)) * Normal()), 0, trials);
        if (trials > 200 && mean <= 30)
            return Math.Min(trials, Poisson(mean));
        if (trials > 200)
            return trials - Math.Min(trials, Poisson(trials - mean));
        var hits = 0;
        for (var i = 0; i < trials; i++)
            hits += _random.NextDouble() < share ? 1 : 0;
        return hits;
    }

    public T Pick<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];

    public int[] Distinct(int count, int below)
    {
        var order = Enumerable.Range(0, below).ToArray();
        _random.Shuffle(order);
        return [.. order.Take(count).Order()];
    }

    /// <summary>Falling weights that add up to one: the first value is common, the last rare.</summary>
    public double[] Zipf(int size, double skew)
    {
        var weights = Enumerable.Range(1, size).Select(i => Math.Pow(i, -skew) * Uniform(0.6, 1.4)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
