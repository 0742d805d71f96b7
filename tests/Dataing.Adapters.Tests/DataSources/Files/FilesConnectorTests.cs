using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Files;

public sealed class FilesConnectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_of_delimited_files_is_tables_with_types_that_lose_nothing()
    {
        _folder.Write(
            "orders.csv",
            """
            id,code,price,good_price,ts,zoned,day,ok,note
            1,007,12.50,12.50,2026-01-01 10:00:00,2026-01-01T10:00:00+02:00,2026-01-01,true,"a, b"
            2,012,12.50 EUR,0.1,2026-01-02 10:00:00.123456,2026-01-01T10:00:00Z,2026-01-02,FALSE,""
            3,013,,,,,,,
            """
        );
        await using var source = await OpenAsync();
        var table = (await source.DiscoverAsync(TestContext.Current.CancellationToken)).Tables.ShouldHaveSingleItem();
        table
            .Columns.Select(c => (c.Name, c.Type))
            .ShouldBe([
                ("id", LogicalType.Integer),
                ("code", LogicalType.String),
                ("price", LogicalType.String),
                ("good_price", LogicalType.Float),
                ("ts", LogicalType.Timestamp),
                ("zoned", LogicalType.Instant),
                ("day", LogicalType.Date),
                ("ok", LogicalType.Boolean),
                ("note", LogicalType.String),
            ]);
        table.EstimatedRows.ShouldBe(3);
        var rows = await source.RowsAsync("SELECT * FROM orders ORDER BY id");
        rows[0]
            .ShouldBe([
                1L,
                "007",
                "12.50",
                12.5,
                new DateTime(2026, 1, 1, 10, 0, 0),
                new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero),
                new DateOnly(2026, 1, 1),
                true,
                "a, b",
            ]);
        rows[1][2].ShouldBe("12.50 EUR");
        rows[1][8].ShouldBe("");
        rows[2].ShouldBe([3L, "013", null, null, null, null, null, null, null]);
    }

    private Task<IDataSource> OpenAsync() =>
        new FilesConnector().OpenAsync(_folder.Path, new SourceOptions(), TestContext.Current.CancellationToken);
}
