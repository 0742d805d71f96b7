using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Tests.Reasoning;

public sealed class PredictionJudgeTests
{
    [Theory]
    [InlineData(0.97, PredictionVerdict.CameTrue)]
    [InlineData(0.02, PredictionVerdict.Failed)]
    [InlineData(0.5, PredictionVerdict.Open)]
    public void Compares_the_value_with_both_sides(double share, PredictionVerdict expected) =>
        PredictionJudge.Judge(Test(AtLeast(0.9), AtMost(0.1)), Result(["2.3.1", share])).Verdict.ShouldBe(expected);

    [Theory]
    [InlineData(RowAggregate.First, 1)]
    [InlineData(RowAggregate.Min, 1)]
    [InlineData(RowAggregate.Max, 4)]
    [InlineData(RowAggregate.Sum, 7)]
    [InlineData(RowAggregate.RowCount, 3)]
    public void Measures_every_aggregate(RowAggregate aggregate, double expected)
    {
        var predicted = new PredictedValue(aggregate, "SHARE", Comparison.Equal, expected);
        var test = new ProposedTest("", predicted, predicted with { Comparison = Comparison.LessThan });
        PredictionJudge.Judge(test, Result(["a", 1L], ["b", 2L], ["c", 4L])).Observed.ShouldBe(expected);
    }

    [Fact]
    public void A_column_that_is_not_there_is_not_measured() =>
        PredictionJudge
            .Judge(Test(AtLeast(0.9) with { Column = "other" }, AtMost(0.1)), Result(["a", 1.0]))
            .Verdict.ShouldBe(PredictionVerdict.NotMeasured);

    [Fact]
    public void An_empty_result_is_not_measured() =>
        PredictionJudge.Judge(Test(AtLeast(0.9), AtMost(0.1)), Result()).Verdict.ShouldBe(PredictionVerdict.NotMeasured);

    [Fact]
    public void A_truncated_result_has_no_row_count()
    {
        var predicted = new PredictedValue(RowAggregate.RowCount, "", Comparison.AtLeast, 1);
        var cut = Result(["a", 1L]) with { Outcome = new QueryOutcome(1, 1, Truncation.Rows, TimeSpan.Zero) };
        PredictionJudge
            .Judge(new ProposedTest("", predicted, predicted with { Comparison = Comparison.LessThan }), cut)
            .Verdict.ShouldBe(PredictionVerdict.NotMeasured);
    }

    public static TheoryData<PredictedValue, PredictedValue, bool> Pairs =>
        new()
        {
            { AtLeast(0.9), AtMost(0.1), true },
            { AtLeast(0.5), Below(0.5), true },
            { AtLeast(0.5), AtMost(0.5), false },
            { AtLeast(0), AtLeast(1), false },
            { AtLeast(0.9), AtMost(0.1) with { Column = "other" }, false },
            { AtLeast(double.NaN), AtMost(0.1), false },
            { Rows(Comparison.AtLeast, 0), Rows(Comparison.LessThan, 0), false },
            { Rows(Comparison.GreaterThan, 0), Rows(Comparison.Equal, 0), true },
        };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_prediction_that_always_comes_true_proves_nothing(PredictedValue ifTrue, PredictedValue ifFalse, bool discriminates) =>
        PredictionJudge.Discriminates(Test(ifTrue, ifFalse)).ShouldBe(discriminates);

    private static PredictedValue AtLeast(double v) => new(RowAggregate.First, "share", Comparison.AtLeast, v);

    private static PredictedValue AtMost(double v) => new(RowAggregate.First, "share", Comparison.AtMost, v);

    private static PredictedValue Below(double v) => new(RowAggregate.First, "share", Comparison.LessThan, v);

    private static PredictedValue Rows(Comparison c, double v) => new(RowAggregate.RowCount, "", c, v);

    private static ProposedTest Test(PredictedValue ifTrue, PredictedValue ifFalse) => new("SELECT 1", ifTrue, ifFalse);

    private static QueryResult Result(params object?[][] rows) =>
        new(
            [new ResultColumn("version", LogicalType.String), new ResultColumn("share", LogicalType.Float)],
            rows,
            new QueryOutcome(rows.Length, 0, Truncation.None, TimeSpan.Zero)
        );
}
