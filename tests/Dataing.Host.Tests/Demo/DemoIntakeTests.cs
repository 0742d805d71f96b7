using Dataing.Core.Alerts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.Lineage;
using Dataing.Demo;

namespace Dataing.Host.Tests.Demo;

/// <summary>The demo's alert, lineage and changes are read by the product's own readers as they are meant.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class DemoIntakeTests(WrittenDemo demo)
{
    private static readonly DateTimeOffset Now = new(2026, 2, 16, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("null_spike", "orders", AnomalyType.NullRate, "user_id")]
    [InlineData("volume_drop", "events", AnomalyType.RowCount, "")]
    [InlineData("schema_drift", "products", AnomalyType.SchemaChange, "price")]
    [InlineData("duplicates", "order_items", AnomalyType.Duplicates, "order_id,product_id")]
    [InlineData("late_arriving", "events", AnomalyType.Freshness, "ingested_at")]
    [InlineData("orphaned_records", "orders", AnomalyType.ReferentialIntegrity, "user_id")]
    [InlineData("clean_day", "orders", AnomalyType.RowCount, "")]
    [InlineData("expected_variance", "orders", AnomalyType.RowCount, "")]
    public async Task Alerts(string incident, string dataset, AnomalyType type, string columns)
    {
        var alert = AlertReader.Read(await ReadAsync(demo.Folder(incident, DemoWorld.DefaultSeed).AlertPath), Now);

        alert.Dataset.ShouldBe(dataset);
        alert.Type.ShouldBe(type);
        string.Join(',', alert.Metric.Columns).ShouldBe(columns);
        alert.Window.ShouldNotBeNull();
        (alert.Window.Start ?? alert.Window.ObservedAt ?? default).Month.ShouldBe(2);
    }

    [Fact]
    public async Task Percentages_keep_their_unit()
    {
        var alert = AlertReader.Read(await ReadAsync(demo.Folder("null_spike", DemoWorld.DefaultSeed).AlertPath), Now);

        alert.Unit.ShouldBe("percent");
        alert.Expected.ShouldNotBeNull().Upper.ShouldBe(1);
        alert.Actual.ShouldNotBeNull().ShouldBeInRange(10, 25);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Stories), MemberType = typeof(WrittenDemo))]
    public async Task Lineage_and_changes(string incident)
    {
        var folder = demo.Folder(incident, DemoWorld.DefaultSeed);

        LineageReader.Read(await ReadAsync(folder.LineagePath)).Edges.Count.ShouldBe(18);
        ChangeEventReader.Read(await ReadAsync(folder.ChangesPath)).Count.ShouldBeGreaterThan(10);
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
