namespace Dataing.Analysis.Localisation.Search;

/// <summary>Additive evidence of a set of leaves, already divided by its noise so that one unit is one independent count.</summary>
internal readonly record struct Sums(double Observed, double Expected, double Trials)
{
    public double Surplus => Observed - Expected;

    public static Sums operator +(Sums a, Sums b) => new(a.Observed + b.Observed, a.Expected + b.Expected, a.Trials + b.Trials);

    public static Sums operator -(Sums a, Sums b) =>
        new(Math.Max(0, a.Observed - b.Observed), Math.Max(0, a.Expected - b.Expected), Math.Max(0, a.Trials - b.Trials));
}
