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

    /// <summary>Worlds in which the rows named and the rows truly hit overlap by nine tenths.</summary>
    public int SameRows { get; private set; }

    public double F1 => 2.0 * Right / Math.Max(1, 2 * Right + Wrong + Missed);
    public double SameRowsShare => (double)SameRows / Math.Max(1, Worlds);
    public double AccusedShare => (double)Accused / Math.Max(1, Worlds);

    public void Add(SegmentWorld world, IReadOnlyList<IReadOnlyList<SegmentCondition>> found)
    {
        SameRows += Overlap(world, found) >= 0.9 ? 1 : 0;
        var truth = world.Truth.Select(t => SegmentWorld.Name(t)).ToHashSet();
        var named = found.SelectMany(Expand).ToHashSet();
        Worlds++;
        Accused += named.Count > 0 ? 1 : 0;
        Right += named.Count(truth.Contains);
        Wrong += named.Count(n => !truth.Contains(n));
        Missed += truth.Count(t => !named.Contains(t));
    }

    private static double Overlap(SegmentWorld world, IReadOnlyList<IReadOnlyList<SegmentCondition>> found)
    {
        var (both, either) = (0.0, 0.0);
        for (var i = 0; i < world.Table.Count; i++)
        {
            var hit = world.Truth.Any(t => world.Holds(t, i));
            var named = found.Any(f => f.All(c => c.Codes.Contains(world.Table.Codes[c.Dimension][i])));
            var weight = world.Table.Incident.Denominator[i] + world.Table.Baseline[0].Denominator[i];
            both += hit && named ? weight : 0;
            either += hit || named ? weight : 0;
        }
        return either > 0 ? both / either : 1;
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
