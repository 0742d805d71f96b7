using Dataing.Analysis.Localisation.Cube;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>Other predicates that name nearly the same rows: correlated columns cannot be told apart by evidence, so all are told.</summary>
internal sealed class Aliases
{
    private const double SameRows = 0.95;
    private const int MostValues = 12;
    private readonly SearchSpace _space;
    private readonly double[] _rows;
    private readonly bool[] _all;
    private readonly int[] _buffer;

    public Aliases(SearchSpace space)
    {
        _space = space;
        _all = new bool[space.Table.Count];
        Array.Fill(_all, true);
        _buffer = new int[space.Table.Count];
        _rows = [.. space.Table.Incident.Denominator];
        foreach (var period in space.Table.Baseline)
            for (var i = 0; i < _rows.Length; i++)
                _rows[i] += period.Denominator[i];
    }

    public IReadOnlyList<Element> Of(Element element)
    {
        var inside = new bool[_rows.Length];
        foreach (var leaf in Leaves(element))
            inside[leaf] = true;
        var found = new List<Element>();
        for (var d = 0; d < _space.Table.Codes.Length; d++)
        {
            if (element.Dimensions.Contains(d) || _space.Table.Dimensions[d].Values.Count < 2)
                continue;
            if (Substitute(Element.Everything, d, inside) is { } alone)
            {
                found.Add(alone);
                continue;
            }
            for (var place = 0; place < element.Dimensions.Length && element.Dimensions.Length > 1; place++)
                if (Substitute(element.Without(place), d, inside) is { } swapped)
                    found.Add(swapped);
        }
        return found;
    }

    /// <summary>Share of rows that two sets of leaves have in common.</summary>
    public double Jaccard(Element a, Element b)
    {
        var mine = Leaves(a).ToArray();
        var marks = new bool[_rows.Length];
        foreach (var leaf in mine)
            marks[leaf] = true;
        var (both, either) = (0.0, mine.Sum(l => _rows[l]));
        foreach (var leaf in Leaves(b))
            if (marks[leaf])
                both += _rows[leaf];
            else
                either += _rows[leaf];
        return either > 0 ? both / either : 0;
    }

    private ReadOnlySpan<int> Leaves(Element element) => _buffer.AsSpan(0, _space.Collect(element, _all, _buffer));

    private Element? Substitute(Element rest, int dimension, bool[] inside)
    {
        var codes = _space.Table.Codes[dimension];
        var size = _space.Table.Dimensions[dimension].Values.Count;
        var (within, without) = (new double[size], new double[size]);
        foreach (var leaf in Leaves(rest))
            (inside[leaf] ? within : without)[codes[leaf]] += _rows[leaf];
        int[] chosen = [.. Enumerable.Range(0, size).Where(c => within[c] > without[c])];
        var either = within.Sum() + chosen.Sum(c => without[c]);
        var possible = chosen.Length > 0 && chosen.Length <= Math.Min(MostValues, size - 1);
        return possible && chosen.Sum(c => within[c]) >= SameRows * either ? rest.And(dimension, chosen) : null;
    }
}
