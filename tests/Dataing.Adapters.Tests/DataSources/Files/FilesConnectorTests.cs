using System.IO.Compression;
using System.Text;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Files;

/// <summary>Folders and files as a source.</summary>
public sealed class FilesConnectorTests : FilesTest
{
    [Theory]
    [InlineData("we[1]rd*?.csv", "we[1]rd*?")]
    [InlineData("it's \"quoted\"; DROP TABLE x;--.csv", "it's \"quoted\"; DROP TABLE x;--")]
    [InlineData("new\nline.csv", "new\nline")]
    [InlineData("back\\slash.csv", "back\\slash")]
    [InlineData("größe 😀.csv", "größe 😀")]
    [InlineData("select.csv", "select")]
    public async Task A_hostile_file_name_is_only_a_name(string file, string table)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not allow such names.");
        Folder.Write(file, "id\n1\n2\n");
        Folder.Write("we1rdXX.csv", "id,other,columns\n1,2,3\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables.Select(t => t.Name.Name).ShouldContain(table);
        (await source.RowAsync($"SELECT count(*) FROM {World.Quoted(table)}")).ShouldBe([2L]);
    }

    [Fact]
    public async Task A_series_of_files_is_one_table_even_when_a_column_comes_later()
    {
        Folder.Write("orders_2026-01-01.csv", "id,a\n1,x\n");
        Folder.Write("orders_2026-01-02.csv", "id,a,b\n2,y,5\n");
        Folder.Write("users.csv", "id,email\n1,x@example.com\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables.Select(t => t.Name.Name).ShouldBe(["orders", "users"]);
        (await source.RowsAsync("SELECT id, a, b, _file FROM orders ORDER BY id"))
            .Select(r => (r[0], r[1], r[2], r[3]))
            .ShouldBe([(1L, "x", null, "orders_2026-01-01.csv"), (2L, "y", 5L, "orders_2026-01-02.csv")]);
    }

    [Fact]
    public async Task Folders_with_keys_in_their_names_are_partitions()
    {
        Folder.Write("events/region=eu/day=2026-01-01/part-0.csv", "id\n1\n");
        Folder.Write("events/region=007/day=__HIVE_DEFAULT_PARTITION__/part-0.csv", "id\n2\n");
        await using var source = await OpenAsync();
        var table = (await source.DiscoverAsync(Token)).Tables.ShouldHaveSingleItem();
        table.Name.Name.ShouldBe("events");
        table
            .Columns.Where(c => c.PartitionKey)
            .Select(c => (c.Name, c.Type))
            .ShouldBe([("region", LogicalType.String), ("day", LogicalType.Date)]);
        (await source.RowsAsync("SELECT id, region, day FROM events ORDER BY id"))
            .Select(r => (r[0], r[1], r[2]))
            .ShouldBe([(1L, "eu", new DateOnly(2026, 1, 1)), (2L, "007", null)]);
    }

    [Fact]
    public async Task AFolder_of_one_kind_of_file_is_a_table_of_its_name()
    {
        Folder.Write("sales/eu.csv", "id,v\n1,2\n");
        Folder.Write("sales/us.csv", "id,v\n2,3\n");
        Folder.Write("raw/users.csv", "id,email\n1,a\n");
        Folder.Write("raw/orders.csv", "order_id,total\n1,5\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables.Select(t => t.Name.Name).ShouldBe(["orders", "sales", "users"]);
    }

    [Fact]
    public async Task Reads_compressed_text()
    {
        Folder.Write("t.csv.gz", Gzip("id,name\n1,a\n2,b\n"));
        Folder.Write("j.ndjson.gz", Gzip("{\"id\": 1}\n{\"id\": 2}\n"));
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT (SELECT count(*) FROM t), (SELECT sum(id)::BIGINT FROM j)")).ShouldBe([2L, 3L]);
    }

    [Theory]
    [InlineData("t.json", "[]")]
    [InlineData("t.json", "{}\n")]
    [InlineData("t.csv", "\n\n")]
    public async Task What_holds_no_rows_and_no_columns_is_said_to_be_empty(string name, string text)
    {
        Folder.Write(name, text);
        var failure = await Should.ThrowAsync<SourceException>(OpenAsync);
        failure.Message.ShouldBe($"{name} was left out: it holds no rows.");
        Folder.Write("other.csv", "id\n1\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Warnings.ShouldBe([failure.Message]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task Reads_parquet_in_place_or_copied_and_nothing_beside_it(long inPlaceFrom)
    {
        Parquet(
            "SELECT i AS id, 'x' || i AS name, 1.5::DECIMAL(38,10) AS amount, {'zip': i, 'town': 'y'} AS place FROM range(5000) t(i)",
            Folder.In("p.parquet")
        );
        Folder.Write("secret.csv", "id\n1\n");
        await using var source = await new FilesConnector(inPlaceFrom).OpenAsync(Folder.In("p.parquet"), new SourceOptions(), Token);
        var table = (await source.DiscoverAsync(Token)).Tables.ShouldHaveSingleItem();
        table.EstimatedRows.ShouldBe(5_000);
        table
            .Columns.Select(c => (c.Name, c.Type))
            .ShouldBe([
                ("id", LogicalType.Integer),
                ("name", LogicalType.String),
                ("amount", LogicalType.Decimal),
                ("place.zip", LogicalType.Integer),
                ("place.town", LogicalType.String),
            ]);
        (await source.RowAsync("SELECT count(*), max(amount) FROM p")).ShouldBe([5_000L, new ExactDecimal(15_000_000_000, 10)]);
        foreach (var file in (string[])["secret.csv", "../../etc/passwd"])
            await Should.ThrowAsync<SourceException>(() => source.RowsAsync($"SELECT * FROM read_text('{Folder.In(file)}')"));
        await Should.ThrowAsync<SourceException>(() => source.RowsAsync($"COPY (SELECT 1) TO '{Folder.In("p.parquet")}'"));
        await Should.ThrowAsync<SourceException>(() => source.RowsAsync($"COPY (SELECT 1) TO '{Folder.In("out.csv")}'"));
    }

    [Fact]
    public async Task A_damaged_file_among_others_is_named_and_left_out()
    {
        Folder.Write("good.csv", "id\n1\n");
        Folder.Write("bad.parquet", "this is no parquet, but it is long enough to be one");
        Folder.Write("empty.csv", "");
        await using var source = await OpenAsync();
        var schema = await source.DiscoverAsync(Token);
        schema.Tables.ShouldHaveSingleItem().Name.Name.ShouldBe("good");
        schema.Warnings.Count.ShouldBe(2);
        schema.Warnings.ShouldContain(w => w.StartsWith("empty.csv is empty", StringComparison.Ordinal));
        schema.Warnings.ShouldContain(w => w.StartsWith("bad.parquet could not be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no/such/folder", SourceErrorKind.NotFound, "There is no file or folder")]
    [InlineData("empty", SourceErrorKind.Configuration, "holds no data file")]
    [InlineData("notes.docx", SourceErrorKind.Configuration, "is no data file by its name")]
    [InlineData("empty.csv", SourceErrorKind.Configuration, "is empty")]
    [InlineData("bad.parquet", SourceErrorKind.DataError, "could not be read as PARQUET")]
    public async Task What_cannot_be_opened_is_said_in_a_sentence(string path, SourceErrorKind kind, string says)
    {
        Directory.CreateDirectory(Folder.In("empty"));
        Folder.Write("notes.docx", "text");
        Folder.Write("empty.csv", "");
        Folder.Write("bad.parquet", "this is no parquet, but it is long enough to be one");
        var failure = await Should.ThrowAsync<SourceException>(() =>
            new FilesConnector().OpenAsync(Folder.In(path), new SourceOptions(), Token)
        );
        failure.Kind.ShouldBe(kind, failure.Message);
        failure.Message.ShouldContain(says);
    }

    [Fact]
    public async Task What_may_not_fit_in_memory_is_kept_in_a_temporary_file()
    {
        const int rows = 600_000;
        Folder.Write("t.csv", $"id,name\n{string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},a name of some length {i % 7}\n"))}");
        await using var source = await new FilesConnector().OpenAsync(Folder.Path, new SourceOptions { MemoryLimit = 64 << 20 }, Token);
        (await source.RowAsync("SELECT count(*), count(DISTINCT name), sum(id)::BIGINT FROM t")).ShouldBe([
            (long)rows,
            7L,
            rows * (rows - 1L) / 2,
        ]);
        await Should.ThrowAsync<SourceException>(() => source.RowsAsync("DROP TABLE t"));
    }

    [Fact]
    public async Task Loading_stops_when_it_is_cancelled()
    {
        Folder.Write("t.csv", "id\n1\n");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            new FilesConnector().OpenAsync(Folder.Path, new SourceOptions(), cancelled.Token)
        );
    }

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return buffer.ToArray();
    }

    private static void Parquet(string sql, string path)
    {
        using var database = DuckDbDatabase.Open(DuckDbDatabase.InMemory, new Dictionary<string, string>());
        using var connection = database.Connect();
        connection.Execute($"COPY ({sql}) TO '{path}' (FORMAT parquet)");
    }
}
