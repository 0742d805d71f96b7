using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Families;
using Dataing.Bench.Incidents.Mechanisms;

namespace Dataing.Bench.Tests.Incidents;

public sealed class CaseFactoryTests
{
    [Fact]
    public void The_same_seed_gives_the_same_case()
    {
        var (first, second) = (Make("value_shift"), Make("value_shift"));

        TruthManifest.Of(second).ToJsonString().ShouldBe(TruthManifest.Of(first).ToJsonString());
        second.Alert.ShouldBe(first.Alert);
        Lines(second).ShouldBe(Lines(first));
    }

    [Theory]
    [InlineData("segment_bad_values")]
    [InlineData("segment_outage")]
    [InlineData("double_load")]
    public void The_metric_moves_clearly_or_the_case_is_undetectable(string mechanism)
    {
        var made = Make(mechanism);

        (made.Truth.SegmentShift >= 6 || made.Truth.Verdict == "undetectable").ShouldBeTrue();
    }

    [Fact]
    public void Missing_rows_are_part_of_the_universe_and_not_of_the_data()
    {
        var made = Make("segment_outage");

        made.Truth.Injection.Missing.ShouldNotBeEmpty();
        made.Truth.Universe.ShouldContain(made.Truth.Injection.Missing.First());
        made.Warehouse.Fact.Table.Rows.ShouldNotContain(made.Truth.Injection.Missing.First());
    }

    [Fact]
    public void Every_mechanism_fits_at_least_two_families()
    {
        var facts = SchemaFamily.All.Select(f => f.Build(new(1), CaseFactory.Tiny).Fact).ToList();

        MechanismCatalog.All.Where(m => facts.Count(m.Fits) < 2).Select(m => m.Id).ShouldBeEmpty();
    }

    private static IncidentCase Make(string mechanism) =>
        CaseFactory.Make(7, MechanismCatalog.All.First(m => m.Id == mechanism), SchemaFamily.All);

    private static IEnumerable<string> Lines(IncidentCase made) =>
        made.Warehouse.Fact.Table.Rows.Take(500).Select(r => string.Join(',', r.Cells));
}
