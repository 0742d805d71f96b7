namespace Dataing.Analysis.Statistics;

/// <summary>Log likelihood ratios, in nats: how much better the observed fits itself than it fits the expected.</summary>
internal static class LogLikelihood
{
    /// <summary>Half the G statistic of <paramref name="observed"/> successes in <paramref name="trials"/>.</summary>
    public static double Binomial(double observed, double expected, double trials)
    {
        if (trials <= 0)
            return 0;
        var o = Math.Clamp(observed, 0, trials);
        var floor = Math.Min(1e-9, trials / 2);
        var e = Math.Clamp(expected, floor, trials - floor);
        return Term(o, e) + Term(trials - o, trials - e);
    }

    /// <summary>Half the G statistic of a count; an expectation of nothing is read as the given floor.</summary>
    public static double Poisson(double observed, double expected, double floor = 1e-9)
    {
        var e = Math.Max(expected, floor);
        return observed <= 0 ? e : Math.Max(0, observed * Math.Log(observed / e) - (observed - e));
    }

    private static double Term(double observed, double expected) => observed > 0 ? observed * Math.Log(observed / expected) : 0;
}
