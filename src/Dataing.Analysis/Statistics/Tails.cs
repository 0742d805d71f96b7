namespace Dataing.Analysis.Statistics;

/// <summary>Upper tails of the distributions that the tests need.</summary>
internal static class Tails
{
    /// <summary>P(Z &gt; z) of the standard normal, accurate to about 1e-12 relative far into the tail.</summary>
    public static double Normal(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        return z < 0 ? 1 - Normal(-z) : 0.5 * UpperGamma(0.5, z * z / 2);
    }

    public static double TwoSidedNormal(double z) => UpperGamma(0.5, z * z / 2);

    /// <summary>P(X &gt; x) of chi squared with the given degrees of freedom.</summary>
    public static double ChiSquare(double x, double degrees) => x <= 0 ? 1 : UpperGamma(degrees / 2, x / 2);

    /// <summary>P(X &gt;= count) of a Poisson with the given mean.</summary>
    public static double PoissonAtLeast(double count, double mean)
    {
        if (count <= 0)
            return 1;
        return mean <= 0 ? 0 : 1 - UpperGamma(Math.Ceiling(count), mean);
    }

    /// <summary>The z with P(Z &gt; z) = <paramref name="tail"/>, by bisection.</summary>
    public static double NormalQuantile(double tail)
    {
        var (low, high) = (-40.0, 40.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Normal(middle) > tail)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>The regularised upper incomplete gamma function Q(a, x): a series for small x, a continued fraction beyond.</summary>
    public static double UpperGamma(double a, double x)
    {
        if (x <= 0)
            return 1;
        var front = Math.Exp(a * Math.Log(x) - x - LogGamma(a));
        return x < a + 1 ? 1 - front * Series(a, x) : front * ContinuedFraction(a, x);
    }

    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < 1000 && Math.Abs(term) > Math.Abs(sum) * 1e-16; n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double ContinuedFraction(double a, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < 1000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + an / c;
            c = Math.Abs(c) < tiny ? tiny : c;
            h *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15)
                break;
        }
        return h;
    }

    /// <summary>Stirling's series after shifting the argument to where it converges.</summary>
    public static double LogGamma(double x)
    {
        var shift = 0.0;
        while (x < 12)
            shift += Math.Log(x++);
        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - shift;
    }
}
