using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class TurnoverTests
{
    /// <summary>Rows of one window and of five past ones, by value.</summary>
    [Theory]
    [InlineData("g:200/1150 U:150/950 NULL:120/1", true, true)] // a fifth of the units is missing now, and a fifth of all rows
    [InlineData("g:200/1150 U:150/950 NULL:120/0", true, true)]
    [InlineData("gw1:200/1000 gw2:210/1000 gw3:0/1000", true, false)] // what is lost is one of the values
    [InlineData("gw1:200/1000 gw2:210/1000 test:150/0", false, false)] // rows on top are new ones
    [InlineData("gw1:200/1000 gw2:210/1000 bot:900/2", false, false)]
    [InlineData("v1:20/1000 v2:210/0", false, true)] // a release that took over
    public void Values_that_took_the_rows_of_others_say_nothing_of_how_many_there_are(string rows, bool falling, bool turnover)
    {
        MarginalValue[] values =
        [
            .. rows.Split(' ')
                .Select(r => r.Split(':', '/'))
                .Select(r => new MarginalValue(r[0], Counted(double.Parse(r[1])), Counted(double.Parse(r[2])))),
        ];

        Turnover.Of(values, exposure: 0.2, falling).ShouldBe(turnover);
    }

    private static Bucket Counted(double rows) => new(rows, rows, rows, 0);
}
