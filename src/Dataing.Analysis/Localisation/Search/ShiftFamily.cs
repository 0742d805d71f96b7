namespace Dataing.Analysis.Localisation.Search;

/// <summary>What a shift means and how well it explains sums: the log likelihood gain over "nothing happened".</summary>
internal abstract class ShiftFamily
{
    public static readonly ShiftFamily Count = new CountShift();
    public static readonly ShiftFamily Rate = new RateShift();
    public static readonly ShiftFamily Normal = new NormalShift();

    /// <summary>The shift that fits best.</summary>
    public abstract double Best(Sums sums);

    public abstract double GainAt(Sums sums, double shift);

    /// <summary>Denominator of surplus² / (2 spread), which comes close to the exact gain and needs no logarithm.</summary>
    public abstract double Spread(Sums sums);

    public double Gain(Sums sums) => GainAt(sums, Best(sums));

    /// <summary>The shift is a factor; variance grows with the mean, so increases are less surprising than drops.</summary>
    private sealed class CountShift : ShiftFamily
    {
        private const double Unseen = 0.25;

        public override double Best(Sums sums) => sums.Observed / Math.Max(sums.Expected, Unseen);

        public override double GainAt(Sums sums, double shift)
        {
            var factor = Math.Max(shift, 1e-6);
            var expected = sums.Observed > sums.Expected ? Math.Max(sums.Expected, Math.Min(Unseen, sums.Observed)) : sums.Expected;
            return sums.Observed * Math.Log(factor) - expected * (factor - 1);
        }

        public override double Spread(Sums sums) => Math.Max(sums.Expected + sums.Surplus / 3, Unseen);
    }

    /// <summary>The shift is the share of rows that turned: upwards of the good ones, downwards of the bad ones.</summary>
    private sealed class RateShift : ShiftFamily
    {
        public override double Best(Sums sums)
        {
            if (sums.Trials <= 0)
                return 0;
            var before = Clamp(sums.Expected / sums.Trials);
            var after = Math.Clamp(sums.Observed / sums.Trials, 0, 1);
            return after >= before ? (after - before) / (1 - before) : (after - before) / before;
        }

        public override double GainAt(Sums sums, double shift)
        {
            if (sums.Trials <= 0)
                return 0;
            var before = Clamp(sums.Expected / sums.Trials);
            var after = shift >= 0 ? before + shift * (1 - before) : before * (1 + shift);
            after = Math.Clamp(after, 1e-6, 1 - 1e-6);
            var rest = Math.Max(0, sums.Trials - sums.Observed);
            return sums.Observed * Math.Log(after / before) + rest * Math.Log((1 - after) / (1 - before));
        }

        public override double Spread(Sums sums)
        {
            var before = sums.Trials > 0 ? sums.Expected / sums.Trials : 0;
            return Math.Max(sums.Expected * (1 - before) + sums.Surplus * (1 - 2 * before) / 3, 0.25);
        }

        private static double Clamp(double rate) => Math.Clamp(rate, 1e-6, 1 - 1e-6);
    }

    /// <summary>The shift is a factor; the variance stays.</summary>
    private sealed class NormalShift : ShiftFamily
    {
        public override double Best(Sums sums) => sums.Expected > 1e-12 ? sums.Observed / sums.Expected : 1;

        public override double GainAt(Sums sums, double shift) =>
            sums.Surplus * (shift - 1) - sums.Expected * (shift - 1) * (shift - 1) / 2;

        public override double Spread(Sums sums) => Math.Max(sums.Expected, 1e-12);
    }
}
