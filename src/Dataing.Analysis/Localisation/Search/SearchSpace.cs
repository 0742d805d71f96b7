using Dataing.Analysis.Localisation.Cube;
using Dataing.Analysis.Localisation.Noise;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>Everything a search holds while it runs: the leaves, the cuboids over them, the noise, and the exact score.</summary>
internal sealed class SearchSpace
{
    private readonly Dictionary<string, int> _cuboidByDimensions = [];
    private readonly Deflation _deflation;
    private readonly Postings _postings;
    private readonly ElementScan _scan;

    public SearchSpace(LeafTable table, MetricForm form, SegmentSearchOptions options)
    {
        Table = table;
        Options = options;
        int[] sizes = [.. table.Dimensions.Select(d => d.Values.Count)];
        Lattice = CuboidLattice.Over(table.Codes, sizes, table.Count, Math.Min(3, options.MaximumConditions));
        for (var c = 0; c < Lattice.Cuboids.Count; c++)
            _cuboidByDimensions[Name(Lattice.Cuboids[c].Dimensions)] = c;
        var order = CanonicalOrder.Of(table.Codes, sizes, table.Count);
        _postings = new Postings(table.Codes, sizes, order);
        Expectation = form switch
        {
            MetricForm.Rate => new RateExpectation(table),
            MetricForm.Mean => new MeanExpectation(table),
            _ => new CountExpectation(table, Lattice, order, form),
        };
        Evidence = new LeafEvidence(Expectation);
        _scan = new ElementScan(Lattice, Expectation.Family, options.MaximumConditions);
        _deflation = Deflation.Measure(Lattice, _scan, Expectation);
        Exact = new ElementScore(Evidence, table, new ChildSums(Lattice, _scan), sizes, options);
        Aliases = new Aliases(this);
    }

    public LeafTable Table { get; }
    public SegmentSearchOptions Options { get; }
    public CuboidLattice Lattice { get; }
    public Expectation Expectation { get; }
    public LeafEvidence Evidence { get; }
    public ElementScore Exact { get; }
    public Aliases Aliases { get; }

    /// <summary>What evidence for a common move is divided by before it counts as out of the ordinary.</summary>
    public double OrdinaryLevel => _deflation.Whole;

    public List<Candidate> Candidates() => _scan.Best(Evidence, _deflation, Options.Candidates);

    /// <summary>Leaves of an element that are still unexplained.</summary>
    public int Collect(Element element, int[] buffer) => _postings.Collect(element, Evidence.Alive, buffer);

    public int Collect(Element element, bool[] among, int[] buffer) => _postings.Collect(element, among, buffer);

    public Scored Score(Element element, int[] buffer) =>
        Exact.Score(element, buffer.AsSpan(0, Collect(element, buffer)), DeflationOf(element));

    /// <summary>Scores a candidate of the latest scan: from rolled-up cells where leaves are thin, from a sample where they are thick.</summary>
    public Scored Glance(Candidate candidate, int[] buffer)
    {
        var element = Element.Of(Lattice.Cuboids[candidate.Cuboid], candidate.Cell);
        if (!Evidence.Thick && Exact.FromCells(element, candidate, _deflation[candidate.Cuboid]) is { } scored)
            return scored;
        return Exact.Score(element, buffer.AsSpan(0, Collect(element, buffer)), DeflationOf(element), sampled: true);
    }

    public double DeflationOf(Element element)
    {
        if (_cuboidByDimensions.TryGetValue(Name(element.Dimensions), out var cuboid))
            return _deflation[cuboid];
        return element.Dimensions.Max(d => _cuboidByDimensions.TryGetValue(Name([d]), out var single) ? _deflation[single] : 1);
    }

    private static string Name(int[] dimensions) => string.Join(',', dimensions);
}
