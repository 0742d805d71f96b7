using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class LeafTableTests
{
    [Fact]
    public void A_renamed_client_release_that_loses_ids_is_named_with_its_platform()
    {
        var builder = new LeafTableBuilder(["platform", "version", "country"], periods: 4);
        foreach (var platform in new[] { "ios", "android", "web" })
        foreach (var version in new[] { "2.3.0", "2.3.1", null })
        foreach (var country in new[] { "DE", "FR", "US", "BR" })
        {
            var bad = platform == "ios" && version == "2.3.1";
            builder.Add([platform, version, country], (bad ? 250 : 5, 500, 0), (5, 500, 0), (4, 480, 0), (6, 510, 0), (5, 505, 0));
        }

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Rate, SegmentSearchOptions.Default);

        findings.Verdict.ShouldBe(SegmentVerdict.Segments);
        var cause = findings.Causes.ShouldHaveSingleItem();
        cause.Conditions.Select(c => (c.Column, c.Values.Single())).ShouldBe([("platform", "ios"), ("version", "2.3.1")]);
        cause.Rows.ShouldBe(2000);
        cause.After.ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void A_code_beyond_its_dimension_is_refused()
    {
        var measures = new LeafMeasures([1], [1]);
        var make = () =>
            new LeafTable(
                [new SegmentDimension("a", ["x"])],
                [
                    [1],
                ],
                measures,
                [measures]
            );
        make.ShouldThrow<ArgumentException>().Message.ShouldContain("'a'");
    }
}
