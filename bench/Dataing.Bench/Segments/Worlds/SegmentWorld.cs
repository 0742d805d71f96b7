using Dataing.Analysis.Localisation;

namespace Dataing.Bench.Segments.Worlds;

/// <summary>A made-up leaf table whose causes are known.</summary>
/// <param name="Truth">Each cause as (dimension, code) pairs; empty when no segment is to blame.</param>
internal sealed record SegmentWorld(LeafTable Table, MetricForm Form, IReadOnlyList<IReadOnlyList<(int Dimension, int Code)>> Truth)
{
    public static string Name(IEnumerable<(int Dimension, int Code)> element) =>
        string.Join('&', element.OrderBy(e => e.Dimension).Select(e => $"{e.Dimension}={e.Code}"));

    public bool Holds(IReadOnlyList<(int Dimension, int Code)> element, int leaf) =>
        element.All(e => Table.Codes[e.Dimension][leaf] == e.Code);
}
