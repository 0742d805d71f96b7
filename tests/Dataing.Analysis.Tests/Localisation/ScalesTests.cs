using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

/// <summary>Means of logarithms, which move by an amount, and lists that chance makes out of many values.</summary>
public sealed class ScalesTests
{
    /// <summary>Amounts in two currencies are thousands apart, and some leaves have no past to speak of.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(19)]
    public void What_is_multiplied_is_found_wherever_amounts_are_large_or_small(int seed)
    {
        var random = new Random(seed);
        var builder = new LeafTableBuilder(["currency", "tier", "city"], 5).WithSquares().MovingByAmount();
        foreach (var (currency, scale) in new[] { ("COP", 4000.0), ("EUR", 1.0) })
        foreach (var tier in new[] { "basic", "plus", "max" })
            for (var city = 0; city < 12; city++)
                builder.Add(
                    [currency, tier, $"c{city:00}"],
                    Logs(random, 6, scale * (tier == "max" ? 1.6 : 1)),
                    [.. Enumerable.Range(0, 5).Select(p => city > 8 && p > 0 ? default : Logs(random, 6, scale))]
                );

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Mean, SegmentSearchOptions.Default);

        findings.Causes.ShouldHaveSingleItem().Conditions.ShouldHaveSingleItem().Values.ShouldBe(["max"]);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 8)]
    public void A_third_of_the_rows_named_by_two_columns_is_not_everything(int seed, int rows)
    {
        var random = new Random(seed);
        var builder = new LeafTableBuilder(["station", "version", "plan"], 5).WithSquares().MovingByAmount();
        for (var station = 0; station < 12; station++)
            foreach (var version in new[] { "5.1", "5.1b", "5.1c", "5.0", "web" })
            foreach (var plan in new[] { "day", "dayb", "month", "year" })
                builder.Add(
                    [$"s{station:00}", version[..3], plan[..3]],
                    Logs(random, rows, (station < 4 ? 400 : 1) * (version[..3] == "5.1" && plan[..3] == "day" ? 1.9 : 1)),
                    [.. Enumerable.Range(0, 5).Select(_ => Logs(random, rows, station < 4 ? 400 : 1))]
                );

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Mean, SegmentSearchOptions.Default);

        findings.Verdict.ShouldBe(SegmentVerdict.Segments);
        findings.Causes[0].Conditions.SelectMany(c => c.Values).ShouldBe(["5.1", "day"], ignoreOrder: true);
    }

    /// <summary>A few large values of a long tail make leaves of few rows stray far, and of forty values there are ninety thousand lists of four.</summary>
    [Fact]
    public void Leaves_of_few_rows_with_a_long_tail_accuse_next_to_nobody()
    {
        var accused = Enumerable
            .Range(1, 40)
            .Count(seed =>
            {
                var random = new Random(seed);
                var builder = new LeafTableBuilder(["gate", "agent", "plan"], 5).WithSquares();
                foreach (var gate in new[] { "n", "s", "w" })
                    for (var agent = 0; agent < 40; agent++)
                        foreach (var plan in new[] { "day", "year" })
                            builder.Add(
                                [gate, $"a{agent:00}", plan],
                                Amounts(random, 1 + random.Next(12)),
                                [.. Enumerable.Range(0, 5).Select(_ => Amounts(random, 1 + random.Next(12)))]
                            );
                return SegmentSearch.Find(builder.Build(), MetricForm.Mean, SegmentSearchOptions.Default).Causes.Count > 0;
            });

        accused.ShouldBeLessThanOrEqualTo(4);
    }

    private static (double, double, double) Logs(Random random, int rows, double scale) =>
        Sums(rows, () => Math.Log(scale) + 3 + 0.6 * Normal(random));

    private static (double, double, double) Amounts(Random random, int rows) => Sums(rows, () => Math.Exp(0.9 * Normal(random)));

    private static (double, double, double) Sums(int rows, Func<double> draw)
    {
        var values = Enumerable.Range(0, rows).Select(_ => draw()).ToList();
        return (values.Sum(), rows, values.Sum(v => v * v));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
