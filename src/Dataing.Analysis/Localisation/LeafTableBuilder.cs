namespace Dataing.Analysis.Localisation;

/// <summary>Builds a leaf table from rows as a query returns them.</summary>
internal sealed class LeafTableBuilder
{
    private static readonly string NullKey = "\0null";
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlySet<string> _ordered;
    private readonly Func<string?, string?, int>? _order;
    private readonly int _periods;
    private readonly List<string?[]> _values = [];
    private readonly List<(double Numerator, double Denominator, double Squares)[]> _measures = [];
    private bool _squares;
    private bool _byAmount;

    /// <param name="names">The dimensions, in the order values come in.</param>
    /// <param name="periods">How many baseline periods every row brings.</param>
    /// <param name="ordered">Names of dimensions whose values have an order.</param>
    /// <param name="order">How values of an ordered dimension compare; numbers by value, else text, when not given.</param>
    public LeafTableBuilder(
        IReadOnlyList<string> names,
        int periods,
        IReadOnlySet<string>? ordered = null,
        Func<string?, string?, int>? order = null
    )
    {
        _names = names;
        _periods = periods;
        _ordered = ordered ?? new HashSet<string>();
        _order = order;
    }

    public int Periods => _periods;

    /// <summary>Adds a leaf: incident first, then one measure per baseline period.</summary>
    public void Add(
        IReadOnlyList<string?> values,
        (double Numerator, double Denominator, double Squares) incident,
        params ReadOnlySpan<(double Numerator, double Denominator, double Squares)> baseline
    )
    {
        if (values.Count != _names.Count || baseline.Length != _periods)
            throw new ArgumentException($"A leaf needs {_names.Count} values and {_periods} baseline measures.");
        _values.Add([.. values]);
        _measures.Add([incident, .. baseline]);
    }

    /// <summary>Says that the third part of each measure is a sum of squares.</summary>
    public LeafTableBuilder WithSquares()
    {
        _squares = true;
        return this;
    }

    /// <summary>Says that the means move by an amount and not by a factor.</summary>
    public LeafTableBuilder MovingByAmount()
    {
        _byAmount = true;
        return this;
    }

    public LeafTable Build(double exposure = 1, string? other = null)
    {
        var dimensions = new SegmentDimension[_names.Count];
        var codes = new int[_names.Count][];
        for (var d = 0; d < dimensions.Length; d++)
            (dimensions[d], codes[d]) = Encode(d, other);
        var baseline = Enumerable.Range(1, _periods).Select(Measures).ToArray();
        return new LeafTable(dimensions, codes, Measures(0), baseline, exposure, _byAmount);
    }

    private (SegmentDimension Dimension, int[] Codes) Encode(int d, string? other)
    {
        var ordered = _ordered.Contains(_names[d]);
        var distinct = _values.Select(v => v[d]).Distinct().ToArray();
        Array.Sort(distinct, (a, b) => ordered && _order is not null ? _order(a, b) : Compare(a, b));
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < distinct.Length; i++)
            index[distinct[i] ?? NullKey] = i;
        var otherCode = other is null ? -1 : index.GetValueOrDefault(other, -1);
        return (new SegmentDimension(_names[d], distinct, ordered, otherCode), [.. _values.Select(v => index[v[d] ?? NullKey])]);
    }

    private static int Compare(string? a, string? b)
    {
        if (a is null || b is null)
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);
        var numbers = double.TryParse(a, out var x) & double.TryParse(b, out var y);
        return numbers && x.CompareTo(y) is var byValue && byValue != 0 ? byValue : string.CompareOrdinal(a, b);
    }

    private LeafMeasures Measures(int period) =>
        new(
            [.. _measures.Select(m => m[period].Numerator)],
            [.. _measures.Select(m => m[period].Denominator)],
            _squares ? [.. _measures.Select(m => m[period].Squares)] : null
        );
}
