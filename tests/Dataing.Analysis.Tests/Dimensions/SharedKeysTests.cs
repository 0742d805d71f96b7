using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class SharedKeysTests
{
    /// <summary>
    /// One site's rows were given the keys of any others, so that these share them too. Beside the past, where nothing was shared, all sites stand out.
    /// </summary>
    [Fact]
    public void Rows_that_were_given_keys_are_told_from_those_that_had_them()
    {
        var table = Table(site => site == "hel" ? 75 : 30);

        var findings = SharedKeys.Find(table, Everywhere(table), SegmentSearchOptions.Default);

        findings.Causes[0].Conditions.ShouldHaveSingleItem().Values.ShouldBe(["hel"]);
        findings.Causes[0].Before.ShouldBe(0);
        findings.Causes[0].After.ShouldBe(0.75, 0.001);
    }

    [Fact]
    public void Where_all_share_alike_nobody_is_accused()
    {
        var table = Table(_ => 40);

        SharedKeys.Find(table, Everywhere(table), SegmentSearchOptions.Default).Causes.ShouldBeEmpty();
    }

    private static LeafTable Table(Func<string, double> shared)
    {
        var builder = new LeafTableBuilder(["site", "net"], 3, new HashSet<string>());
        foreach (var (site, rows) in new[] { ("hel", 300.0), ("mil", 100), ("ber", 100), ("osl", 100) })
        foreach (var net in new[] { "lora", "wifi" })
            builder.Add([site, net], (shared(site) * rows / 100, rows, 0), [.. Enumerable.Repeat((0.0, rows, 0.0), 3)]);
        return builder.Build();
    }

    private static SegmentFindings Everywhere(LeafTable table) =>
        SegmentSearch.Find(table, MetricForm.Rate, SegmentSearchOptions.Default) with
        {
            Verdict = SegmentVerdict.WholeTable,
            Causes = [],
        };
}
