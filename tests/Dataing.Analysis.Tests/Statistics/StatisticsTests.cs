using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Tests.Statistics;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.6448536269514722, 0.05)]
    [InlineData(3, 0.0013498980316300946)]
    [InlineData(6, 9.865876450376981e-10)]
    [InlineData(-1, 0.8413447460685429)]
    public void The_normal_tail_matches_its_tables(double z, double tail) => Tails.Normal(z).ShouldBe(tail, tail * 1e-9);

    [Theory]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(18.307038053275146, 10, 0.05)]
    [InlineData(124.342113404004, 100, 0.05)]
    [InlineData(0, 3, 1)]
    public void The_chi_square_tail_matches_its_tables(double x, double degrees, double tail) =>
        Tails.ChiSquare(x, degrees).ShouldBe(tail, 1e-9);

    [Fact]
    public void A_poisson_tail_adds_up_its_terms() => Tails.PoissonAtLeast(3, 2).ShouldBe(1 - Math.Exp(-2) * (1 + 2 + 2), 1e-12);

    [Fact]
    public void The_normal_quantile_undoes_the_tail() => Tails.NormalQuantile(0.025).ShouldBe(1.959963984540054, 1e-9);

    [Fact]
    public void One_wild_value_does_not_move_the_robust_summaries()
    {
        double[] values = [1, 2, 3, 4, 1e9];
        Robust.Median(values).ShouldBe(3);
        Robust.Mad(values).ShouldBe(Robust.MadToSigma, 1e-12);
        Robust.TrimmedMean(values, 0.2).ShouldBe(3);
        Robust.SelectMedian(values.AsSpan()).ShouldBe(3);
        double.IsNaN(Robust.Median([])).ShouldBeTrue();
    }

    [Fact]
    public void The_mode_stays_with_the_majority_when_a_third_has_moved()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(i => 1 + 0.001 * i), .. Enumerable.Range(0, 30).Select(i => 0.2 + 0.001 * i)];
        HalfSampleMode.Find(values, [.. values.Select(_ => 1.0)]).ShouldBeInRange(1, 1.06);
    }

    [Fact]
    public void Likelihood_ratios_are_zero_when_nothing_happened_and_finite_at_the_edges()
    {
        LogLikelihood.Binomial(10, 10, 100).ShouldBe(0, 1e-12);
        LogLikelihood.Poisson(7, 7).ShouldBe(0, 1e-12);
        LogLikelihood.Poisson(0, 5).ShouldBe(5);
        double.IsFinite(LogLikelihood.Binomial(5, 0, 5)).ShouldBeTrue();
        double.IsFinite(LogLikelihood.Poisson(5, 0)).ShouldBeTrue();
    }

    [Fact]
    public void False_discovery_is_corrected_over_all_that_was_tested()
    {
        BenjaminiHochberg.Adjust([0.01, 0.04, 0.03]).ShouldBe([0.03, 0.04, 0.04], 1e-12);
        BenjaminiHochberg.Adjust([0.01], tests: 100).ShouldBe([1.0], 1e-12);
    }

    [Fact]
    public void Clustered_rows_are_worth_fewer()
    {
        Proportions.EffectiveSampleSize([10, 10, 10], 1).ShouldBe(3, 1e-12);
        Proportions.EffectiveSampleSize([10, 10, 10], 0).ShouldBe(30, 1e-12);
        Proportions.EffectiveWeights([1, 1, 1, 1]).ShouldBe(4, 1e-12);
    }

    [Fact]
    public void Equal_shares_are_not_told_apart_and_unequal_ones_are()
    {
        Proportions.Compare(10, 100, 20, 200).ShouldBe(1, 1e-9);
        Proportions.Compare(10, 100, 90, 200).ShouldBeLessThan(1e-6);
        var (low, high) = Proportions.Interval(0, 20);
        low.ShouldBe(0, 1e-12);
        high.ShouldBeInRange(0.1, 0.2);
    }
}
