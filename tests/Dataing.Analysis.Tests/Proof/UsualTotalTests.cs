using Dataing.Analysis.Proof;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Tests.Proof;

public sealed class UsualTotalTests
{
    /// <summary>Rows of five past stretches that held ten each, and those of the window.</summary>
    [Theory]
    [InlineData(1000, 28_000, 18_000.0)]
    [InlineData(1200, 12_000, 0.0)]
    [InlineData(400, 4_000, null)] // rows are missing: that is no question of what they hold
    [InlineData(20, 500, null)]
    public void As_many_rows_as_before_would_have_held_what_they_held_before(double rows, double total, double? off) =>
        UsualTotal.Off(new Bucket(5000, 50_000, 5000, 0), new Bucket(rows, total, rows, 0), 0.2).ShouldBe(off);
}
