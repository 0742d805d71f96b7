using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class ConstantValuesTests
{
    /// <summary>Codes of one fixed length have no scatter at all; the segment in which they are cut is found all the same.</summary>
    [Fact]
    public void A_mean_that_never_varied_can_be_searched()
    {
        var builder = new LeafTableBuilder(["mode", "kind"], 5, new HashSet<string>());
        foreach (var (mode, rows) in new[] { ("road", 140.0), ("rail", 93), ("sea", 69), ("air", 46) })
        foreach (var kind in new[] { "a", "b" })
        {
            var now = mode == "road" ? 5.0 : 8;
            builder.Add([mode, kind], (rows * now, rows, rows * now * now), [.. Enumerable.Repeat((rows * 8, rows, rows * 64), 5)]);
        }

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Mean, SegmentSearchOptions.Default);

        findings.Verdict.ShouldBe(SegmentVerdict.Segments);
        double.IsFinite(findings.Causes[0].Evidence).ShouldBeTrue();
        findings.Causes[0].Conditions.ShouldHaveSingleItem().Values.ShouldBe(["road"]);
    }
}
