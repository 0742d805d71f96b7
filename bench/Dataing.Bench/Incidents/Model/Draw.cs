namespace Dataing.Bench.Incidents.Model;

/// <summary>Seeded randomness: the same seed and label give the same sequence on every machine and runtime.</summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    public static Draw For(int seed, string label) => new Draw((ulong)seed * 0x9E3779B97F4A7C15UL + 1).Fork(label);

    /// <summary>An independent sequence, so that adding a draw in one place does not shift all others.</summary>
    public Draw Fork(string label)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in label)
            hash = (hash ^ character) * 1099511628211UL;
        return new Draw(hash ^ Next());
    }

    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    public int Below(int count) => (int)(Unit() * count);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public double Uniform(double low, double high) => low + Unit() * (high - low);

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    public int Poisson(double mean)
    {
        if (mean > 40)
            return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Normal()));
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Unit(); product > limit; product *= Unit())
            count++;
        return count;
    }

    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    public T OneOf<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    public List<T> Shuffled<T>(IEnumerable<T> values)
    {
        var list = values.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
        return list;
    }

    public string Hex(int length)
    {
        const string Digits = "0123456789abcdef";
        return string.Create(
            length,
            this,
            static (span, draw) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = Digits[draw.Below(16)];
            }
        );
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
