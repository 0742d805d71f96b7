using Dataing.Analysis.Cases;

namespace Dataing.Analysis.Tests.Cases;

public sealed class RewrittenBlockTests
{
    private static readonly DateTime Sunday = new(2025, 7, 6);

    /// <summary>Rows of Saturday to Wednesday and how many of them were written again on one day later.</summary>
    [Theory]
    [InlineData("300 14 280 290 310", "0 6 120 115 130", 4, "a quiet day that was written again as well")]
    [InlineData("300 14 280 290 310", "2 0 120 115 130", 3, "a busy day of which next to nothing was")]
    [InlineData("300 310 280 290 310", "0 2 120 115 130", 3, "two rows of a busy day")]
    public void A_block_holds_the_quiet_days_beside_the_busy_ones(string rows, string again, int days, string story)
    {
        var cells = new List<RewrittenBlock.Writing>();
        foreach (var (i, (all, late)) in rows.Split(' ').Zip(again.Split(' ')).Index())
        {
            var day = Sunday.AddDays(i - 1);
            cells.Add(Of(day, day, int.Parse(all) - int.Parse(late)));
            if (late != "0")
                cells.Add(Of(day, Sunday.AddDays(11), int.Parse(late)));
        }

        RewrittenBlock.Burst(cells, usual: 1)?.Count.ShouldBe(days, story);
    }

    private static RewrittenBlock.Writing Of(DateTime day, DateTime on, double rows) =>
        new(day, on, rows, day.AddHours(8), day.AddHours(20));
}
