namespace Dataing.Demo.World;

/// <summary>Values with shares; the shares need not add up to one.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _values;
    private readonly double[] _upTo;

    public Weighted(params ReadOnlySpan<(T Value, double Share)> entries)
    {
        _values = new T[entries.Length];
        _upTo = new double[entries.Length];
        var total = 0.0;
        for (var i = 0; i < entries.Length; i++)
        {
            _values[i] = entries[i].Value;
            _upTo[i] = total += entries[i].Share;
        }
    }

    public T Pick(DemoRandom random)
    {
        var at = random.Next() * _upTo[^1];
        var i = 0;
        while (i < _upTo.Length - 1 && at >= _upTo[i])
            i++;
        return _values[i];
    }
}
