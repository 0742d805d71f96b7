using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class CellFitTests
{
    /// <summary>Rows that only the first of two conditions names, and rows that only the second does: either moved with those of both.</summary>
    [Theory]
    [InlineData("Count", true)]
    [InlineData("Count", false)]
    [InlineData("Rate", true)]
    [InlineData("Rate", false)]
    [InlineData("Mean", true)]
    [InlineData("Mean", false)]
    public void The_condition_that_the_moved_rows_follow_explains_them_better(string name, bool second)
    {
        var form = Enum.Parse<MetricForm>(name);
        var fit = new CellFit(form, form == MetricForm.Count ? 0.2 : 1, byAmount: false);
        var (both, neither) = (Rows(form, 900, moved: true), Rows(form, 3000, moved: false));
        var (first, other) = (Rows(form, 200, moved: !second), Rows(form, 300, moved: second));

        var gain = fit.Of([both, other], [neither, first]) - fit.Of([both, first], [neither, other]);

        Math.Sign(gain).ShouldBe(second ? 1 : -1);
        Math.Abs(gain).ShouldBeGreaterThan(8);
    }

    [Theory]
    [InlineData("Count", -0.9)]
    [InlineData("Rate", 0.3)]
    [InlineData("Mean", 10)]
    public void A_move_is_told_with_its_standard_deviations(string name, double expected)
    {
        var form = Enum.Parse<MetricForm>(name);
        var fit = new CellFit(form, form == MetricForm.Count ? 0.2 : 1, byAmount: false);

        fit.Move(Rows(form, 900, moved: true)).Move.ShouldBe(expected, 0.001);
        Math.Abs(fit.Move(Rows(form, 900, moved: true)).Deviations).ShouldBeGreaterThan(4);
        Math.Abs(fit.Move(Rows(form, 900, moved: false)).Deviations).ShouldBeLessThan(1);
    }

    private static MovedRows Rows(MetricForm form, double rows, bool moved) =>
        form switch
        {
            MetricForm.Count => new(new Bucket(5 * rows, 5 * rows, 5 * rows, 0), Counted(moved ? 0.1 * rows : rows)),
            MetricForm.Rate => new(new Bucket(rows, 0.1 * rows, rows, 0), new Bucket(rows, (moved ? 0.4 : 0.1) * rows, rows, 0)),
            _ => new(Values(rows, 20), Values(rows, moved ? 30 : 20)),
        };

    private static Bucket Counted(double rows) => new(rows, rows, rows, 0);

    private static Bucket Values(double rows, double mean) => new(rows, mean * rows, rows, (mean * mean + 25) * rows);
}
