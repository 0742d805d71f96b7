using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class InversionTests
{
    /// <summary>A flag of slow rows was inverted. It is rare in three plans; in the fourth it is as good as even, or was left alone.</summary>
    [Theory]
    [InlineData(0.487, 0.491, 0, true)]
    [InlineData(0.5, 0.5, 0.05, true)] // two regions that seemed to differ by chance
    [InlineData(0.1, 0.1, 0, false)]
    [InlineData(0.45, 0.45, 0, false)]
    public void Rows_that_cannot_tell_are_inverted_with_the_others(double before, double after, double apart, bool dropped)
    {
        var builder = new LeafTableBuilder(["latency", "plan", "region"], 3, new HashSet<string>());
        foreach (var latency in new[] { "fast", "slow" })
        foreach (var plan in new[] { "free", "team", "scale", "enterprise" })
        foreach (var (region, side) in new[] { ("north", 1), ("south", -1) })
        {
            var usual = plan == "free" ? before + side * apart : 0.06;
            var now =
                latency == "fast" ? usual
                : plan == "free" ? after + 0.4 * side * apart
                : 0.94;
            builder.Add([latency, plan, region], (now * 400, 400, 0), [.. Enumerable.Repeat((usual * 400, 400.0, 0.0), 3)]);
        }
        var table = builder.Build();
        int[] slow = [Code(table, 0, "slow")];
        int[] paid = [.. new[] { "team", "scale", "enterprise" }.Select(p => Code(table, 1, p)).Order()];
        int[] leaves =
        [
            .. Enumerable.Range(0, table.Count).Where(l => slow.Contains(table.Codes[0][l]) && paid.Contains(table.Codes[1][l])),
        ];
        SegmentCondition[] conditions =
        [
            new SegmentCondition(0, "latency", slow, ["slow"], false),
            new SegmentCondition(1, "plan", paid, [.. paid.Select(c => table.Dimensions[1].Values[c])], false),
        ];
        var cause = new SegmentCause(conditions, 0.88, 0.06, 0.94, 2400, 2112, 1, 900, 0, 0, null, [], leaves);

        var known = new Inversion(table).Widened(cause);

        known.Conditions.Count.ShouldBe(dropped ? 1 : 2);
        known.Rows.ShouldBe(dropped ? 3200 : 2400);
    }

    private static int Code(LeafTable table, int dimension, string value) => table.Dimensions[dimension].Values.ToList().IndexOf(value);
}
