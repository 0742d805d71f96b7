namespace Dataing.Analysis.Localisation.Cube;

/// <summary>For every dimension and code, the leaves that carry it, in canonical order.</summary>
internal sealed class Postings
{
    private readonly int[][] _codes;
    private readonly int[] _order;
    private readonly int[][] _starts;
    private readonly int[][] _leaves;

    /// <param name="order">The order leaves are listed in.</param>
    public Postings(int[][] codes, int[] sizes, int[] order)
    {
        _codes = codes;
        _order = order;
        _starts = new int[codes.Length][];
        _leaves = new int[codes.Length][];
        for (var d = 0; d < codes.Length; d++)
            (_starts[d], _leaves[d]) = Group(codes[d], sizes[d], order);
    }

    public ReadOnlySpan<int> Of(int dimension, int code) =>
        _leaves[dimension].AsSpan(_starts[dimension][code].._starts[dimension][code + 1]);

    /// <summary>Writes the leaves of a conjunction into the buffer, in canonical order within each value of its rarest condition; returns how many.</summary>
    public int Collect(Element element, bool[] alive, int[] buffer)
    {
        var count = 0;
        if (element.Dimensions.Length == 0)
        {
            foreach (var leaf in _order)
                if (alive[leaf])
                    buffer[count++] = leaf;
            return count;
        }
        var rarest = Rarest(element);
        foreach (var code in element.Codes[rarest])
        foreach (var leaf in Of(element.Dimensions[rarest], code))
            if (alive[leaf] && Matches(element, rarest, leaf))
                buffer[count++] = leaf;
        return count;
    }

    private bool Matches(Element element, int except, int leaf)
    {
        for (var i = 0; i < element.Dimensions.Length; i++)
        {
            if (i == except)
                continue;
            var code = _codes[element.Dimensions[i]][leaf];
            var allowed = element.Codes[i];
            if (allowed.Length == 1 ? allowed[0] != code : Array.BinarySearch(allowed, code) < 0)
                return false;
        }
        return true;
    }

    private int Rarest(Element element)
    {
        var (best, fewest) = (0, int.MaxValue);
        for (var i = 0; i < element.Dimensions.Length; i++)
        {
            var total = 0;
            foreach (var code in element.Codes[i])
                total += Of(element.Dimensions[i], code).Length;
            if (total < fewest)
                (best, fewest) = (i, total);
        }
        return best;
    }

    private static (int[] Starts, int[] Leaves) Group(int[] codes, int size, int[] order)
    {
        var starts = new int[size + 1];
        foreach (var code in codes)
            starts[code + 1]++;
        for (var c = 0; c < size; c++)
            starts[c + 1] += starts[c];
        var next = starts[..size];
        var grouped = new int[order.Length];
        foreach (var leaf in order)
            grouped[next[codes[leaf]]++] = leaf;
        return (starts, grouped);
    }
}
