namespace Dataing.Demo;

/// <summary>A seeded generator (xoshiro256**) whose sequence is ours, so a runtime upgrade cannot change the demo's bytes.</summary>
internal sealed class DemoRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Opens the named stream of a seed; streams are independent, so that one table never disturbs another.</summary>
    public DemoRandom(int seed, string stream)
    {
        var state = 14695981039346656037UL ^ unchecked((ulong)seed);
        foreach (var letter in stream)
            state = (state ^ letter) * 1099511628211UL;

        _a = Split(ref state);
        _b = Split(ref state);
        _c = Split(ref state);
        _d = Split(ref state);
    }

    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number in [0, 1).</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, bound).</summary>
    public int Below(int bound) => (int)(Next() * bound);

    /// <summary>A whole number in [low, high].</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(double probability) => Next() < probability;

    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    public int Poisson(double mean)
    {
        if (mean > 40)
            return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Gaussian()));

        var count = 0;
        for (var product = Next(); product > Math.Exp(-mean); product *= Next())
            count++;
        return count;
    }

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
