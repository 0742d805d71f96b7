using Dataing.Analysis.Cases;

namespace Dataing.Analysis.Tests.Cases;

public sealed class TotalSplitTests
{
    [Theory]
    [InlineData(0.5, 1.02, true)]
    [InlineData(0.98, 0.6, false)]
    [InlineData(1.1, -1.02, false)] // the sign was lost: the size of the mean says nothing
    [InlineData(0.9, 0, false)]
    public void A_total_moved_by_its_rows_where_they_moved_further_than_its_mean(double rows, double mean, bool byRows) =>
        new TotalSplit(rows, mean).ByRows.ShouldBe(byRows);
}
