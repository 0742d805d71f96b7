namespace Dataing.Analysis.Dimensions;

/// <summary>Which dimensions the rows are cut by at once: those that tell something, as many as a leaf table can carry.</summary>
internal static class DimensionChoice
{
    private const int MostDimensions = 6;
    private const double MostCells = 60_000;
    private const double MostLeaves = 40_000;

    /// <summary>What a dimension that is not the table's own must tell, of what the best one does, to be cut by.</summary>
    private const double LeastTelling = 0.3;
    private const int MostWithParents = 8;

    /// <summary>Evidence that is more than chance, and how much of it names for the same rows share.</summary>
    private const double Telling = 20;
    private const double AsMuch = 0.97;

    /// <summary>The same of names that are nearly so.</summary>
    private const double AboutAsMuch = 0.85;

    private const double NearlyAlike = 0.1;

    /// <summary>What tells so little of what the best does comes behind other names of the best.</summary>
    private const double LittleOfMost = 0.1;

    /// <summary>The dimensions that tell something, as many as a leaf table can carry.</summary>
    public static List<Dimension> Of(IReadOnlyList<Marginal> marginals, double rows)
    {
        var chosen = new List<Dimension>();
        var leaves = 1.0;
        var plain = marginals
            .Where(m => m.Dimension is { Kept.Count: 0, IsBatch: false, Parent: null, Facet: null })
            .Select(m => m.Evidence)
            .DefaultIfEmpty()
            .Max();
        foreach (var marginal in Varied([.. marginals.Where(m => !m.Dimension.IsBatch || m.Evidence > 3 && m.Dimension.Kept.Count == 0)]))
        {
            var size = Math.Max(2, marginal.Dimension.Kept.Count > 0 ? marginal.Dimension.Kept.Count + 2 : marginal.Values.Count);
            var derived = marginal.Dimension.IsDerived;
            if (chosen.Count >= (derived ? MostWithParents : MostDimensions))
                continue;
            // Where one whole value says as much as its beginning, the value is named.
            if (
                marginal.Dimension.Facet is Facet.Prefix or Facet.Length or Facet.Character or Facet.Suffix
                && marginals.Any(m => SaysAsMuch(m, marginal))
            )
                continue;
            // A load's name that ends with its hour says of the hours what they say better.
            if (
                marginal.Dimension.Facet is Facet.Suffix
                && marginals.Any(m => m.Dimension.Facet is Facet.Hour && m.Evidence >= 0.5 * marginal.Evidence)
            )
                continue;
            // Who has parents and ids enough finds something in one of them: they must tell about as much as the table itself.
            if (derived && (marginal.Evidence <= 0 || marginal.Evidence < LeastTelling * marginals[0].Evidence))
                continue;
            // One value of many that strays by itself is mostly chance; a dimension of few values that tells as much goes first.
            if (marginal.Dimension.Kept.Count > 0 && marginal.Evidence < 1.5 * plain)
                continue;
            // Of two values alone the search cannot tell which one moved, so their silence says nothing.
            if (marginal.Evidence <= 0 && chosen.Count >= 3 && marginal.Values.Count > 3)
                continue;
            if (leaves * size > MostCells && chosen.Count >= 2 || Math.Min(leaves * size * 6, rows) > MostLeaves && chosen.Count >= 2)
                continue;
            leaves *= size;
            chosen.Add(marginal.Dimension);
        }
        return chosen;
    }

    /// <summary>
    /// Dimensions that tell next to exactly as much as each other are names for the same rows: the one of fewest values speaks for them, and the
    /// others come behind all that tell something else.
    /// </summary>
    private static IEnumerable<Marginal> Varied(List<Marginal> all)
    {
        var (marginals, twins) = Apart(all);
        var (first, behind) = (new List<Marginal>(), new List<Marginal>());
        for (var i = 0; i < marginals.Count; )
        {
            var most = marginals[i].Evidence;
            var alike = marginals.Skip(i).TakeWhile(m => most > Telling && m.Evidence >= AsMuch * most).ToList();
            var plain = Plainest(alike);
            first.AddRange(alike.Count == 0 ? [marginals[i]] : plain.Take(1));
            behind.AddRange(plain.Skip(1));
            i += Math.Max(1, alike.Count);
        }
        var least = Math.Max(Telling, LittleOfMost * (first.Count > 0 ? first[0].Evidence : 0));
        return [.. first.Where(m => m.Evidence > least), .. behind, .. first.Where(m => m.Evidence <= least), .. twins];
    }

    /// <summary>
    /// Dimensions whose values hold as many rows each part the rows alike: of those that do so exactly one is enough, of those that nearly do the
    /// strongest and one more. The others come behind all else, for they tell nothing new.
    /// </summary>
    private static (List<Marginal> Apart, List<Marginal> Twins) Apart(List<Marginal> marginals)
    {
        var (apart, twins) = (new List<Marginal>(), new List<Marginal>());
        foreach (var marginal in marginals)
        {
            var same = apart.FindIndex(m => Difference(m, marginal) == 0);
            if (same >= 0)
            {
                var plain = Plainest([apart[same], marginal]);
                (apart[same], var other) = (plain[0], plain[1]);
                twins.Add(other);
            }
            else if (
                apart.Count(m => marginal.Evidence > Math.Max(Telling, AboutAsMuch * m.Evidence) && Difference(m, marginal) < NearlyAlike)
                > 1
            )
                twins.Add(marginal);
            else
                apart.Add(marginal);
        }
        return (apart, twins);
    }

    private static List<Marginal> Plainest(IEnumerable<Marginal> alike) =>
        [.. alike.OrderBy(m => m.Dimension.IsDerived).ThenBy(m => m.Dimension.IsRange).ThenBy(m => m.Values.Count)];

    /// <summary>The part of the rows that would have to have other values for both to have as many rows of each.</summary>
    private static double Difference(Marginal a, Marginal b)
    {
        double Of(Func<MarginalValue, double> rows)
        {
            double[] Sorted(Marginal m) => [.. m.Values.Select(rows).OrderDescending()];
            var (x, y) = (Sorted(a), Sorted(b));
            var apart = Enumerable
                .Range(0, Math.Max(x.Length, y.Length))
                .Sum(i => Math.Abs(x.ElementAtOrDefault(i) - y.ElementAtOrDefault(i)));
            return apart / Math.Max(1, x.Sum() + y.Sum());
        }
        return Math.Max(Of(v => v.Incident.Rows), Of(v => v.Past.Rows));
    }

    private static bool SaysAsMuch(Marginal whole, Marginal part) =>
        whole.Dimension is { Facet: null, IsRange: false }
        && whole.Dimension.Column == part.Dimension.Column
        && whole.Dimension.Source == part.Dimension.Source
        && (whole.Evidence >= 0.9 * part.Evidence || Furthest(whole) >= 0.9 * Furthest(part));

    /// <summary>By how much the value that went furthest did.</summary>
    private static double Furthest(Marginal marginal)
    {
        var (now, past) = (marginal.Values.Sum(v => v.Incident.Rows), marginal.Values.Sum(v => v.Past.Rows));
        return marginal.Values.Max(v => Math.Abs(v.Incident.Numerator - v.Past.Numerator * now / Math.Max(1, past)));
    }
}
