using Dataing.Analysis.Localisation.Cube;
using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>Thick leaves that alone went further than anything on the other side ever did: only those are causes by themselves.</summary>
internal static class SingleLeaves
{
    private const double Beyond = 1.1;
    private const double Margin = 0.02;
    private const int FewForATail = 2000;

    /// <summary>A move of ±2 is a value that vanished or appeared: an atom, not noise.</summary>
    private const double Atom = 1.99;

    public static IEnumerable<Peeled> Find(SearchSpace space, int most)
    {
        var evidence = space.Evidence;
        int[] alive = [.. Enumerable.Range(0, evidence.Alive.Length).Where(i => evidence.Alive[i])];
        var side = new double[alive.Length];
        var found = new List<(int Leaf, double Size)>();
        foreach (var sign in new[] { 1, -1 })
        {
            var (moved, clean, freaks) = (0, 0.0, false);
            foreach (var leaf in alive)
            {
                var move = sign * evidence.Move[leaf];
                var size = move / evidence.Sigma[leaf];
                if (move > 0)
                    side[moved++] = size;
                else if (move > -Atom)
                    clean = Math.Max(clean, -size);
                else
                    freaks = true;
            }
            var tail = Math.Max(clean, Math.Sqrt(2 * Math.Log(Math.Max(3, alive.Length))));
            var bar = Math.Max(Beyond * tail, Extrapolated(side.AsSpan(0, moved)));
            foreach (var leaf in alive)
            {
                var move = sign * evidence.Move[leaf];
                if (move > bar * evidence.Sigma[leaf] + Margin && !(freaks && move >= Atom))
                    found.Add((leaf, move / evidence.Sigma[leaf]));
            }
        }
        return found.OrderByDescending(f => f.Size).ThenBy(f => f.Leaf).Take(most).Select(f => Single(space, f.Leaf, f.Size)).ToArray();
    }

    /// <summary>Where the side's own tail would end: its last thousandth carried on exponentially to one chance in a hundred. The side is reordered.</summary>
    private static double Extrapolated(Span<double> side)
    {
        if (side.Length < FewForATail)
            return 0;
        var tail = (int)(0.99 * (side.Length - 1));
        Robust.Select(side, tail);
        side[tail..].Sort();
        var (hundredth, thousandth) = (Robust.OfSorted(side, 0.99), Robust.OfSorted(side, 0.999));
        return thousandth + (thousandth - hundredth) / Math.Log(10) * Math.Log(side.Length * 0.001 * 100);
    }

    private static Peeled Single(SearchSpace space, int leaf, double size)
    {
        int[] dimensions = [.. Enumerable.Range(0, space.Table.Codes.Length).Where(d => space.Table.Dimensions[d].Values.Count > 1)];
        var element = new Element(dimensions, [.. dimensions.Select(d => new[] { space.Table.Codes[d][leaf] })]);
        space.Evidence.Explain([leaf]);
        var score = Math.Max(space.Options.EvidenceBar, size * size / 2 - Math.Log(space.Table.Count));
        return new Peeled(new Scored(element, score, space.Evidence.Move[leaf], 1), [leaf], []);
    }
}
