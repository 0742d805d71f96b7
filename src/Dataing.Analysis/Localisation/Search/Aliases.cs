using Dataing.Analysis.Localisation.Cube;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>Other predicates that name nearly the same rows: correlated columns cannot be told apart by evidence, so all are told.</summary>
internal sealed class Aliases
{
    private const double SameRows = 0.95;
    private const int MostValues = 12;
    private readonly SearchSpace _space;
    private readonly double[] _rows;
    private readonly double[][] _rowsByCode;
    private readonly bool[] _all;
    private readonly bool[] _inside;
    private readonly int[] _buffer;

    public Aliases(SearchSpace space)
    {
        _space = space;
        _all = new bool[space.Table.Count];
        _inside = new bool[space.Table.Count];
        Array.Fill(_all, true);
        _buffer = new int[space.Table.Count];
        _rows = [.. space.Table.Incident.Denominator];
        foreach (var period in space.Table.Baseline)
            for (var i = 0; i < _rows.Length; i++)
                _rows[i] += period.Denominator[i];
        _rowsByCode = [.. space.Table.Codes.Select((codes, d) => RowsByCode(codes, d))];
    }

    public IReadOnlyList<Element> Of(Element element)
    {
        var leaves = Leaves(element).ToArray();
        foreach (var leaf in leaves)
            _inside[leaf] = true;
        var others = Enumerable.Range(0, _space.Table.Codes.Length).Where(d => !element.Dimensions.Contains(d)).ToArray();
        var found = others.Select(d => Alone(d, leaves)).OfType<Element>().ToList();
        var left = others.Where(d => !found.Exists(f => f.Dimensions[0] == d)).ToArray();
        for (var place = 0; place < element.Dimensions.Length && element.Dimensions.Length > 1; place++)
            found.AddRange(Swapped(element.Without(place), left));
        foreach (var leaf in leaves)
            _inside[leaf] = false;
        return found;
    }

    /// <summary>Share of rows that two elements have in common.</summary>
    public double Jaccard(Element a, Element b)
    {
        var mine = Leaves(a).ToArray();
        foreach (var leaf in mine)
            _inside[leaf] = true;
        var (both, either) = (0.0, mine.Sum(l => _rows[l]));
        foreach (var leaf in Leaves(b))
            if (_inside[leaf])
                both += _rows[leaf];
            else
                either += _rows[leaf];
        foreach (var leaf in mine)
            _inside[leaf] = false;
        return either > 0 ? both / either : 0;
    }

    private double[] RowsByCode(int[] codes, int dimension)
    {
        var rows = new double[_space.Table.Dimensions[dimension].Values.Count];
        for (var i = 0; i < codes.Length; i++)
            rows[codes[i]] += _rows[i];
        return rows;
    }

    private ReadOnlySpan<int> Leaves(Element element) => _buffer.AsSpan(0, _space.Collect(element, _all, _buffer));

    /// <summary>Values of one other dimension that hold the same rows by themselves.</summary>
    private Element? Alone(int dimension, int[] leaves)
    {
        var codes = _space.Table.Codes[dimension];
        var within = new double[_rowsByCode[dimension].Length];
        foreach (var leaf in leaves)
            within[codes[leaf]] += _rows[leaf];
        return Same(Element.Everything, dimension, within, [.. _rowsByCode[dimension].Select((all, c) => all - within[c])]);
    }

    /// <summary>Values of another dimension that can stand in for one condition.</summary>
    private IEnumerable<Element> Swapped(Element rest, int[] dimensions)
    {
        var around = Leaves(rest).ToArray();
        foreach (var d in dimensions)
        {
            var codes = _space.Table.Codes[d];
            var (within, without) = (new double[_rowsByCode[d].Length], new double[_rowsByCode[d].Length]);
            foreach (var leaf in around)
                (_inside[leaf] ? within : without)[codes[leaf]] += _rows[leaf];
            if (Same(rest, d, within, without) is { } swapped)
                yield return swapped;
        }
    }

    private static Element? Same(Element rest, int dimension, double[] within, double[] without)
    {
        int[] chosen = [.. Enumerable.Range(0, within.Length).Where(c => within[c] > Math.Max(0, without[c]))];
        var either = within.Sum() + chosen.Sum(c => Math.Max(0, without[c]));
        var possible = chosen.Length > 0 && chosen.Length <= Math.Min(MostValues, within.Length - 1);
        return possible && chosen.Sum(c => within[c]) >= SameRows * either ? rest.And(dimension, chosen) : null;
    }
}
