using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class ClockTests
{
    private static readonly Dimension Load = new() { Column = new ColumnSchema("wave", LogicalType.String, "VARCHAR") };

    /// <summary>Bad rows of a hundred in the values of before and of the window; a value with both is of both times.</summary>
    [Theory]
    [InlineData("every load is new and all of them are bad", "2 1 2 - - -", "- - - 40 50 60", true)]
    [InlineData("every load is new and one of them is bad", "2 1 2 - - - -", "- - - 2 1 90 2", false)]
    [InlineData("one value is new and bad, the others go on", "2 1 2 -", "2 1 2 90", false)]
    public void Values_that_are_all_new_tell_the_time(string story, string before, string after, bool tells)
    {
        var values = before.Split(' ').Zip(after.Split(' ')).Select((v, i) => new MarginalValue($"w{i}", Rows(v.Second), Rows(v.First)));

        Clock.Tells(Load, [.. values], MetricForm.Rate).ShouldBe(tells, story);
    }

    private static Bucket Rows(string bad) => bad == "-" ? default : new Bucket(100, double.Parse(bad), 100, 0);
}
