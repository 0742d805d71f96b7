using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class ContaminatedPastTests
{
    /// <summary>
    /// One past stretch already holds a few bad rows of the segment. That makes the segment's own past look restless, which must not hand the
    /// blame to the whole table.
    /// </summary>
    [Fact]
    public void A_segment_that_explains_more_than_everything_is_named_though_one_past_stretch_was_touched()
    {
        var random = new Random(7);
        var builder = new LeafTableBuilder(["tech", "plan", "size"], 5, new HashSet<string> { "size" });
        foreach (var (tech, ofTech) in new[] { ("2G", 90), ("4G", 540), ("5G", 270) })
        foreach (var (plan, ofPlan) in new[] { ("basic", 0.5), ("plus", 0.3), ("biz", 0.2) })
            for (var size = 0; size < 12; size++)
            {
                double Rows() => Math.Round(ofTech * ofPlan / 2 * (0.8 + 0.4 * random.NextDouble()));
                var now = Rows();
                var bad = tech == "5G" ? Math.Round(0.56 * now) : 0;
                var touched = tech == "5G" ? Math.Round(0.06 * now) : 0;
                builder.Add(
                    [tech, plan, $"{size:00}"],
                    (bad, now, 0),
                    [(touched, Rows(), 0.0), .. Enumerable.Range(0, 4).Select(_ => (0.0, Rows(), 0.0))]
                );
            }

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Rate, SegmentSearchOptions.Default);

        findings.Verdict.ShouldBe(SegmentVerdict.Segments);
        findings.Causes[0].Conditions.ShouldHaveSingleItem().Values.ShouldBe(["5G"]);
    }
}
