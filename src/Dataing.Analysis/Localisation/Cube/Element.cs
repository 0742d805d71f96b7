namespace Dataing.Analysis.Localisation.Cube;

/// <summary>A conjunction: each named dimension held to one or more codes.</summary>
/// <param name="Dimensions">Ascending.</param>
/// <param name="Codes">Allowed codes per named dimension, ascending.</param>
internal sealed record Element(int[] Dimensions, int[][] Codes)
{
    public static readonly Element Everything = new([], []);

    /// <summary>How much there is to say: every condition, and every value beyond the first at a quarter.</summary>
    public double Complexity => Codes.Sum(c => 1 + 0.25 * (c.Length - 1));

    public static Element Of(Cuboid cuboid, int cell)
    {
        var codes = new int[cuboid.Dimensions.Length];
        cuboid.Decode(cell, codes);
        return new Element(cuboid.Dimensions, [.. codes.Select(c => new[] { c })]);
    }

    public Element Without(int place) => new([.. Dimensions.Where((_, i) => i != place)], [.. Codes.Where((_, i) => i != place)]);

    public Element WithCodes(int place, int[] codes) => this with { Codes = [.. Codes.Select((c, i) => i == place ? codes : c)] };

    /// <summary>This and one more condition.</summary>
    public Element And(int dimension, int[] codes)
    {
        var place = Dimensions.Count(d => d < dimension);
        return new Element([.. Dimensions[..place], dimension, .. Dimensions[place..]], [.. Codes[..place], codes, .. Codes[place..]]);
    }

    /// <summary>True when every row of this is a row of the other, by the conditions alone.</summary>
    public bool IsWithin(Element other)
    {
        for (var i = 0; i < other.Dimensions.Length; i++)
        {
            var mine = Array.IndexOf(Dimensions, other.Dimensions[i]);
            if (mine < 0 || Codes[mine].Any(c => Array.BinarySearch(other.Codes[i], c) < 0))
                return false;
        }
        return true;
    }

    /// <summary>True when the conditions contradict each other, so no row is in both.</summary>
    public bool Excludes(Element other)
    {
        for (var i = 0; i < other.Dimensions.Length; i++)
        {
            var mine = Array.IndexOf(Dimensions, other.Dimensions[i]);
            if (mine >= 0 && !Codes[mine].Any(c => Array.BinarySearch(other.Codes[i], c) >= 0))
                return true;
        }
        return false;
    }

    public string Key => string.Join('&', Dimensions.Select((d, i) => $"{d}={string.Join(',', Codes[i])}"));
}
