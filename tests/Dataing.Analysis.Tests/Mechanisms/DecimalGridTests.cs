using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Tests.Mechanisms;

public sealed class DecimalGridTests
{
    /// <summary>Amounts with cents, and what became of their decimals.</summary>
    [Theory]
    [InlineData(100, new[] { 1.0, 1, 1, 1 }, true)]
    [InlineData(1000, new[] { 1.0, 1, 1, 1 }, true)]
    [InlineData(60, new[] { 0.2, 1, 1, 1 }, true)]
    [InlineData(100, new[] { 0.01, 0.1, 1, 1 }, false)] // 105.67: an exchange rate
    [InlineData(60, new[] { 0.01, 0.1, 1, 1 }, false)]
    [InlineData(10, new[] { 1.0, 1, 1, 1 }, null)] // more than ten takes away: they were rounded, or it was a hundred
    [InlineData(7, new[] { 0.01, 0.1, 1, 1 }, null)] // has no zeros to tell it by
    [InlineData(100, new[] { 0.7, 0.8, 1, 1 }, null)]
    public void A_factor_that_ends_in_zeros_takes_as_many_decimals(double factor, double[] after, bool? fits) =>
        DecimalGrid.Fits(new DecimalAnatomy([0.01, 0.1, 1, 1], after, "q"), factor).ShouldBe(fits);

    [Theory]
    [InlineData(new[] { 1.0, 1, 1, 1 })] // whole numbers have none to lose
    [InlineData(new[] { 0.0, 0, 0.01, 0.1 })] // of more decimals than are told apart nothing is known
    public void Values_without_a_last_decimal_tell_nothing(double[] before) =>
        DecimalGrid.Fits(new DecimalAnatomy(before, before, "q"), 100).ShouldBeNull();

    [Theory]
    [InlineData(0.94, 1.0, true)] // small fees rounded: nearly all are zero, the others whole as well
    [InlineData(0.94, 0.945, false)] // zero stands where values should be, the others have their cents
    [InlineData(0.995, 1.0, false)] // next to nothing is left to tell by
    public void Rounding_takes_the_decimals_of_all_values_and_a_filler_those_of_one(double spike, double whole, bool rounded) =>
        PrecisionLoss.RestIsRounded(new DecimalAnatomy([0.01, 0.1, 1, 1], [whole, whole, 1, 1], "q"), 0, spike).ShouldBe(rounded);

    /// <summary>Many rows of wide amounts, among which the best factor lies a tenth off.</summary>
    [Fact]
    public void What_the_decimals_confirm_may_be_met_as_roughly_as_without_them()
    {
        double[] before = [.. Enumerable.Range(0, 41).Select(i => Math.Exp(3 + i * 0.15))];
        var numbers = new NumberAnatomy("amount", before, [.. before.Select(b => b * 66.1)], 14_000, 14_000, "q");
        var decimals = new DecimalAnatomy([0.01, 0.1, 1, 1], [0.2, 1, 1, 1], "q");

        ValueFault.Unit(66.1, numbers, decimals).ShouldNotBeNull().Factor.ShouldBe(60);
    }
}
