using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class LongListTests
{
    /// <summary>Of many values a few always followed least, by chance: to leave those out is no second condition.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(27)]
    public void A_list_of_nearly_all_values_is_not_a_condition(int seed)
    {
        var random = new Random(seed);
        var builder = new LeafTableBuilder(["branch", "adjuster"], 5, new HashSet<string>()).WithSquares();
        foreach (var branch in new[] { "A1", "B2", "C3", "D4" })
            for (var adjuster = 0; adjuster < 25; adjuster++)
                builder.Add(
                    [branch, $"adj_{adjuster:00}"],
                    Claims(random, branch is "A1" or "C3" ? 0.55 : 1),
                    [.. Enumerable.Range(0, 5).Select(_ => Claims(random, 1))]
                );

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Mean, SegmentSearchOptions.Default);

        findings.Causes[0].Conditions.ShouldHaveSingleItem().Values.ShouldBe(["A1", "C3"]);
    }

    private static (double, double, double) Claims(Random random, double factor)
    {
        var (sum, squares, rows) = (0.0, 0.0, random.Next(8, 16));
        for (var i = 0; i < rows; i++)
        {
            var amount = factor * 660 * Math.Exp(0.8 * Normal(random));
            (sum, squares) = (sum + amount, squares + amount * amount);
        }
        return (sum, rows, squares);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
