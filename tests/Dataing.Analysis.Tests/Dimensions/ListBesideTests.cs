using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class ListBesideTests
{
    /// <summary>Twelve values of no meaning beside a site; some of them were listed, and the rest of the site rose as well, or did not.</summary>
    [Theory]
    [InlineData(36, true)]
    [InlineData(22, false)]
    public void A_list_beside_a_condition_goes_where_the_other_values_moved_as_well(double others, bool dropped)
    {
        var builder = new LeafTableBuilder(["site", "checksum"], 3, new HashSet<string>());
        foreach (var site in new[] { "L1", "L2" })
        foreach (var value in Enumerable.Range(0, 12))
        {
            var now =
                site == "L2" ? 20.0
                : value < 6 ? 40
                : others;
            builder.Add([site, $"{value:00}"], (now, now, 0), [.. Enumerable.Repeat((20.0, 20.0, 0.0), 3)]);
        }
        var table = builder.Build();
        int[] sites = [Code(table, 0, "L1")];
        int[] listed = [.. Enumerable.Range(0, 6).Select(v => Code(table, 1, $"{v:00}"))];
        int[] leaves =
        [
            .. Enumerable.Range(0, table.Count).Where(l => sites.Contains(table.Codes[0][l]) && listed.Contains(table.Codes[1][l])),
        ];
        var cause = new SegmentCause(
            [
                new SegmentCondition(0, "site", sites, ["L1"], false),
                new SegmentCondition(1, "checksum", listed, [.. listed.Select(c => table.Dimensions[1].Values[c])], false),
            ],
            2,
            120,
            240,
            240,
            120,
            0.5,
            60,
            0,
            0,
            null,
            [],
            leaves
        );

        var known = ListBeside.Dropped(table, MetricForm.Count, cause);

        known.Conditions.Count.ShouldBe(dropped ? 1 : 2);
        known.After.ShouldBe(dropped ? 6 * 40 + 6 * others : 240);
        known.Before.ShouldBe(dropped ? 240 : 120);
    }

    private static int Code(LeafTable table, int dimension, string value) => table.Dimensions[dimension].Values.ToList().IndexOf(value);
}
