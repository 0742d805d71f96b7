using Dataing.Analysis.Localisation.Cube;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>The parts of an element along one more dimension, read from cells already rolled up; only a dense cube can.</summary>
internal sealed class ChildSums
{
    private readonly ElementScan _scan;
    private readonly CuboidLattice _lattice;
    private readonly Dictionary<int, int> _byDimensions = [];

    public ChildSums(CuboidLattice lattice, ElementScan scan)
    {
        _lattice = lattice;
        _scan = scan;
        if (lattice is DenseLattice)
            for (var c = 0; c < lattice.Cuboids.Count; c++)
                _byDimensions[Mask(lattice.Cuboids[c].Dimensions)] = c;
    }

    public bool CanRead => _byDimensions.Count > 0;

    public Sums Whole(Candidate candidate) => _scan.At(candidate.Cuboid, candidate.Cell);

    /// <summary>Fills one slot per code of the dimension; the element's conditions must be single values.</summary>
    public void Read(Element element, int dimension, Span<Sums> into)
    {
        var finer = _byDimensions[Mask(element.Dimensions) | 1 << dimension];
        var cuboid = _lattice.Cuboids[finer];
        var (cell, step) = (0L, 0L);
        for (var i = 0; i < cuboid.Dimensions.Length; i++)
        {
            var d = cuboid.Dimensions[i];
            if (d == dimension)
                step = cuboid.Strides[i];
            else
                cell += element.Codes[Array.IndexOf(element.Dimensions, d)][0] * cuboid.Strides[i];
        }
        for (var code = 0; code < into.Length; code++)
            into[code] = _scan.At(finer, cell + code * step);
    }

    private static int Mask(int[] dimensions)
    {
        var mask = 0;
        foreach (var d in dimensions)
            mask |= 1 << d;
        return mask;
    }
}
