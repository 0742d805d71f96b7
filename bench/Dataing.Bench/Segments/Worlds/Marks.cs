using Dataing.Analysis.Localisation;

namespace Dataing.Bench.Segments.Worlds;

/// <summary>Counts of right, wrong and missed elements over many worlds.</summary>
internal sealed class Marks
{
    public int Right { get; private set; }
    public int Wrong { get; private set; }
    public int Missed { get; private set; }
    public int Worlds { get; private set; }
    public int Accused { get; private set; }

    public double F1 => 2.0 * Right / Math.Max(1, 2 * Right + Wrong + Missed);
    public double AccusedShare => (double)Accused / Math.Max(1, Worlds);

    public void Add(SegmentWorld world, IEnumerable<IReadOnlyList<SegmentCondition>> found)
    {
        var truth = world.Truth.Select(t => SegmentWorld.Name(t)).ToHashSet();
        var named = found.SelectMany(Expand).ToHashSet();
        Worlds++;
        Accused += named.Count > 0 ? 1 : 0;
        Right += named.Count(truth.Contains);
        Wrong += named.Count(n => !truth.Contains(n));
        Missed += truth.Count(t => !named.Contains(t));
    }

    /// <summary>A set of values names one element per combination.</summary>
    private static IEnumerable<string> Expand(IReadOnlyList<SegmentCondition> conditions)
    {
        IEnumerable<(int, int)[]> elements =
        [
            [],
        ];
        foreach (var condition in conditions)
            elements = elements.SelectMany(e => condition.Codes.Select(c => ((int, int)[])[.. e, (condition.Dimension, c)]));
        return elements.Take(500).Select(e => SegmentWorld.Name(e));
    }
}
