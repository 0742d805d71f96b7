using Dataing.Adapters.DataSources;
using Dataing.Core.DataSources;
using Dataing.Demo;

namespace Dataing.Host.Tests.Demo;

/// <summary>The demo's data folders open as any folder of files does.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class DemoSourceTests(WrittenDemo demo)
{
    [Fact]
    public async Task Every_table_is_there_with_the_types_of_what_is_in_it()
    {
        var schema = await DiscoverAsync("clean_day");

        schema
            .Tables.Select(t => t.Name.Name)
            .Order()
            .ShouldBe(["categories", "events", "order_items", "orders", "products", "user_deletions", "users"]);
        schema.Warnings.ShouldBeEmpty();
        TypeOf(schema, "orders", "user_id").ShouldBe(LogicalType.Integer);
        TypeOf(schema, "orders", "total_amount").ShouldBe(LogicalType.Float);
        TypeOf(schema, "orders", "app_version").ShouldBe(LogicalType.String);
        TypeOf(schema, "orders", "created_at").ShouldBe(LogicalType.Timestamp);
        TypeOf(schema, "events", "session_id").ShouldBe(LogicalType.String);
        TypeOf(schema, "events", "ingested_at").ShouldBe(LogicalType.Timestamp);
        TypeOf(schema, "categories", "department").ShouldBe(LogicalType.String);
        TypeOf(schema, "products", "price").ShouldBe(LogicalType.Float);
    }

    [Fact]
    public async Task The_drifted_price_is_text() =>
        TypeOf(await DiscoverAsync("schema_drift"), "products", "price").ShouldBe(LogicalType.String);

    private static LogicalType TypeOf(SchemaSnapshot schema, string table, string column) =>
        schema.Tables.Single(t => t.Name.Name == table).FindColumn(column).ShouldNotBeNull().Type;

    private async Task<SchemaSnapshot> DiscoverAsync(string incident)
    {
        var token = TestContext.Current.CancellationToken;
        var folder = demo.Folder(incident, DemoWorld.DefaultSeed).DataDirectory;
        await using var source = await new ConnectorCatalog(DataSourceRegistration.Connectors()).OpenAsync(
            folder,
            new SourceOptions(),
            token
        );
        return await source.DiscoverAsync(token);
    }
}
