using System.IO.Compression;
using System.Text;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Files;

public sealed class FilesConnectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> ColumnTypes { get; } =
        new()
        {
            { "whole numbers", "1|2|-3", "BIGINT" },
            { "whole numbers beyond 64 bits", "1|99999999999999999999", "HUGEINT" },
            { "ids with leading zeros", "007|012|13", "VARCHAR" },
            { "phone numbers", "+491234|+491235", "VARCHAR" },
            { "numbers", "1|2.50|1e3", "DOUBLE" },
            { "numbers with a leading zero", "01.50|2.50", "VARCHAR" },
            { "money with 30 digits", "12345678901234567890.123456789|1.5", "DECIMAL(38,10)" },
            { "money with 34 digits before the point", "1234567890123456789012345678901234.1234|1.5", "DECIMAL(38,4)" },
            { "rates with 30 places", "0.123456789012345678901234567891|1.5", "DECIMAL(38,30)" },
            { "hashes of 128 bits", "340282366920938463463374607431768211455|7", "UHUGEINT" },
            { "coordinates", "-73.98765432109876|40.1", "DOUBLE" },
            { "a price with a currency in it", "12.50|12.50 EUR|13", "VARCHAR" },
            { "digits with separators", "1_000|2_000", "VARCHAR" },
            { "dates", "2026-01-02|2026-02-28", "DATE" },
            { "a date that does not exist", "2026-01-02|2026-02-30", "VARCHAR" },
            { "timestamps", "2026-01-02 03:04:05|2026-01-02T03:04:05.123", "TIMESTAMP" },
            { "timestamps and dates", "2026-01-02 03:04|2026-01-02", "TIMESTAMP" },
            { "points in time", "2026-01-02T03:04:05Z|2026-01-02T03:04:05+02:00", "TIMESTAMP WITH TIME ZONE" },
            { "with and without a zone", "2026-01-02T03:04:05Z|2026-01-02T03:04:05", "VARCHAR" },
            { "day first", "31/12/2025|01/02/2026", "DATE" },
            { "month first", "12/31/2025 10:00|01/02/2026 11:30", "TIMESTAMP" },
            { "day or month first", "01/02/2026|02/03/2026", "VARCHAR" },
            { "dotted dates", "31.12.2025|01.02.2026", "DATE" },
            { "times", "10:00|11:30", "TIME" },
            { "truth", "true|FALSE|True", "BOOLEAN" },
            { "yes and no", "yes|no", "VARCHAR" },
            { "nothing at all", "||", "VARCHAR" },
            { "numbers, some missing", "1||NULL", "BIGINT" },
        };

    [Theory]
    [MemberData(nameof(ColumnTypes))]
    public async Task A_text_column_is_read_as_the_narrowest_type_that_loses_nothing(string name, string values, string expected)
    {
        var rows = values.Split('|');
        _folder.Write("t.csv", $"id,v\n{string.Join('\n', rows.Select((v, i) => $"{i},{v}"))}\n");
        await using var source = await OpenAsync();
        var table = (await source.DiscoverAsync(Token)).Tables.ShouldHaveSingleItem(name);
        table.Columns[1].NativeType.ShouldBe(expected, name);
        (await source.RowAsync("SELECT count(*), count(v) FROM t")).ShouldBe([
            (long)rows.Length,
            (long)rows.Count(r => r is not ("" or "NULL")),
        ]);
    }

    [Theory]
    [InlineData("12345", "#12345")]
    [InlineData("99999999999999999999", "n/a")]
    [InlineData("1.25", "1,25")]
    [InlineData("true", "perhaps")]
    [InlineData("2026-01-10", "soon")]
    [InlineData("2026-01-10 10:00:00", "10 o'clock")]
    [InlineData("2026-01-10T10:00:00Z", "10 o'clock")]
    [InlineData("10:00:00", "noon")]
    [InlineData("31/12/2025", "new year")]
    public async Task A_text_after_the_sample_turns_a_column_of_any_type_into_text(string usual, string late)
    {
        var rows = Enumerable.Range(1, 3_000).Select(i => i == 2_900 ? $"{i},\"{late}\"" : $"{i},{usual}");
        _folder.Write("t.csv", $"id,value\n{string.Join('\n', rows)}\n");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT value FROM t WHERE id = 2900")).ShouldBe([late]);
        (await source.RowAsync("SELECT value FROM t WHERE id = 1")).ShouldBe([usual]);
    }

    [Fact]
    public async Task One_misfit_after_the_sample_keeps_the_column_readable()
    {
        var rows = Enumerable.Range(1, 5_000).Select(i => i == 4_000 ? "4000,12.50 EUR," : $"{i},12.50,{(i > 3_000 ? i : null)}");
        _folder.Write("t.csv", $"id,price,late\n{string.Join('\n', rows)}\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables[0].Columns.Select(c => c.NativeType).ShouldBe(["BIGINT", "VARCHAR", "BIGINT"]);
        (await source.RowAsync("SELECT price FROM t WHERE id = 4000")).ShouldBe(["12.50 EUR"]);
        (await source.RowAsync("SELECT count(*), count(late) FROM t")).ShouldBe([5_000L, 1_999L]);
    }

    [Fact]
    public async Task Broken_rows_are_left_out_counted_and_reported()
    {
        _folder.Write("t.csv", "id,name\n1,a\n2,b,extra\n3\n4,\"never closed\n5,\"odd\" quote\n6,\"two\nlines\"\n7,\"\"\n8,\n\n9,z\n");
        await using var source = await OpenAsync();
        (await source.RowsAsync("SELECT id, name FROM t ORDER BY id"))
            .Select(r => (r[0], r[1]))
            .ShouldBe([(1L, "a"), (6L, "two\nlines"), (7L, ""), (8L, null), (9L, "z")]);
        var schema = await source.DiscoverAsync(Token);
        var warning = schema.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain("4 broken row(s)");
        warning.ShouldContain("line 3");
        warning.ShouldNotContain("extra");
        schema.Tables[0].Comment.ShouldBe(warning);
        (await source.TestAsync(Token)).Warnings.ShouldBe([warning]);
    }

    public static TheoryData<string, byte[]> Encodings { get; } =
        new()
        {
            { "plain", "id,näme\n1,ü\n2,x\n"u8.ToArray() },
            { "mark and carriage returns", [0xEF, 0xBB, 0xBF, .. "id,näme\r\n1,ü\r\n2,x\r\n"u8] },
            { "mixed line ends", "id,näme\r\n1,ü\n2,x\r\n"u8.ToArray() },
            { "no last line end", "id,näme\n1,ü\n2,x"u8.ToArray() },
            { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("id,näme\n1,ü\n2,x\n")] },
            { "UTF-16, the larger byte first", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("id,näme\n1,ü\n2,x\n")] },
            { "UTF-16 without a mark", Encoding.Unicode.GetBytes("id,näme\n1,ü\n2,x\n") },
            { "UTF-16 without a mark, the larger byte first", Encoding.BigEndianUnicode.GetBytes("id,näme\r\n1,ü\r\n2,x\r\n") },
            { "Latin-1", Encoding.Latin1.GetBytes("id,näme\n1,ü\n2,x\n") },
            { "semicolons", "id;näme\n1;ü\n2;x\n"u8.ToArray() },
            { "tabs", "id\tnäme\n1\tü\n2\tx\n"u8.ToArray() },
            { "pipes and quotes", "\"id\"|\"näme\"\n\"1\"|\"ü\"\n\"2\"|\"x\"\n"u8.ToArray() },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Reads_text_however_it_is_written(string name, byte[] bytes)
    {
        _folder.Write("t.csv", bytes);
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Warnings.ShouldBeEmpty(name);
        (await source.RowsAsync("SELECT id, näme FROM t ORDER BY id")).Select(r => (r[0], r[1])).ShouldBe([(1L, "ü"), (2L, "x")]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_shown_and_reported()
    {
        _folder.Write("t.csv", [.. "id,name\n1,ü\n2,ö\n3,"u8, 0xFF, 0xFE, .. "\n4,d\n"u8]);
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*) FROM t")).ShouldBe([4L]);
        (await source.DiscoverAsync(Token)).Warnings.ShouldHaveSingleItem().ShouldContain("1 row(s) hold bytes that are no text");
    }

    [Fact]
    public async Task Nameless_and_repeated_columns_get_names()
    {
        _folder.Write("t.csv", ",a,A,b\n1,2,3,4\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables[0].Columns.Select(c => c.Name).ShouldBe(["column_1", "a", "A_2", "b"]);
    }

    [Fact]
    public async Task A_file_without_a_header_keeps_its_first_row()
    {
        _folder.Write("t.csv", "1,2026-01-01,a\n2,2026-01-02,b\n");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*), min(column_1) FROM t")).ShouldBe([2L, 1L]);
    }

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
        _folder.Write(file, "id\n1\n2\n");
        _folder.Write("we1rdXX.csv", "id,other,columns\n1,2,3\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables.Select(t => t.Name.Name).ShouldContain(table);
        (await source.RowAsync($"SELECT count(*) FROM {World.Quoted(table)}")).ShouldBe([2L]);
    }

    [Fact]
    public async Task A_series_of_files_is_one_table_even_when_a_column_comes_later()
    {
        _folder.Write("orders_2026-01-01.csv", "id,a\n1,x\n");
        _folder.Write("orders_2026-01-02.csv", "id,a,b\n2,y,5\n");
        _folder.Write("users.csv", "id,email\n1,x@example.com\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables.Select(t => t.Name.Name).ShouldBe(["orders", "users"]);
        (await source.RowsAsync("SELECT id, a, b, _file FROM orders ORDER BY id"))
            .Select(r => (r[0], r[1], r[2], r[3]))
            .ShouldBe([(1L, "x", null, "orders_2026-01-01.csv"), (2L, "y", 5L, "orders_2026-01-02.csv")]);
    }

    [Fact]
    public async Task Folders_with_keys_in_their_names_are_partitions()
    {
        _folder.Write("events/region=eu/day=2026-01-01/part-0.csv", "id\n1\n");
        _folder.Write("events/region=007/day=__HIVE_DEFAULT_PARTITION__/part-0.csv", "id\n2\n");
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
    public async Task A_folder_of_one_kind_of_file_is_a_table_of_its_name()
    {
        _folder.Write("sales/eu.csv", "id,v\n1,2\n");
        _folder.Write("sales/us.csv", "id,v\n2,3\n");
        _folder.Write("raw/users.csv", "id,email\n1,a\n");
        _folder.Write("raw/orders.csv", "order_id,total\n1,5\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables.Select(t => t.Name.Name).ShouldBe(["orders", "sales", "users"]);
    }

    [Fact]
    public async Task Reads_compressed_text()
    {
        _folder.Write("t.csv.gz", Gzip("id,name\n1,a\n2,b\n"));
        _folder.Write("j.ndjson.gz", Gzip("{\"id\": 1}\n{\"id\": 2}\n"));
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT (SELECT count(*) FROM t), (SELECT sum(id)::BIGINT FROM j)")).ShouldBe([2L, 3L]);
    }

    [Fact]
    public async Task Reads_json_in_every_shape()
    {
        _folder.Write(
            "lines.ndjson",
            "{\"id\": 1, \"price\": 12.5, \"tags\": [1, 2], \"at\": \"2026-01-01T00:00:00\"}\nno json\n{\"id\": 2, \"price\": \"12.50 EUR\"}\n"
        );
        _folder.Write("array.json", "[\n {\"id\": 1, \"o\": {\"k\": \"v\"}},\n {\"id\": 2, \"new\": true}\n]");
        _folder.Write("one.json", "{\n \"id\": 7\n}");
        await using var source = await OpenAsync();
        (await source.RowsAsync("SELECT id, price FROM lines ORDER BY id"))
            .Select(r => (r[0], r[1]))
            .ShouldBe([(1L, "12.5"), (2L, "12.50 EUR")]);
        (await source.RowAsync("SELECT tags, \"at\" FROM lines WHERE id = 1")).ShouldBe(["[1,2]", new DateTime(2026, 1, 1)]);
        (await source.RowAsync("SELECT count(*), count(new) FROM \"array\"")).ShouldBe([2L, 1L]);
        (await source.RowAsync("SELECT id FROM one")).ShouldBe([7L]);
        (await source.DiscoverAsync(Token)).Warnings.ShouldHaveSingleItem().ShouldContain("1 line(s)");
    }

    public static TheoryData<string, byte[]> JsonEncodings { get; } =
        new()
        {
            { "a mark", [0xEF, 0xBB, 0xBF, .. "{\"id\":1,\"n\":\"ü\"}\n{\"id\":2}\n"u8] },
            { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("[{\"id\":1,\"n\":\"ü\"},{\"id\":2}]")] },
            {
                "UTF-16, the larger byte first",
                [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("{\"id\":1,\"n\":\"ü\"}\n{\"id\":2}\n")]
            },
            { "Latin-1", Encoding.Latin1.GetBytes("[{\"id\":1,\"n\":\"ü\"},{\"id\":2}]") },
        };

    [Theory]
    [MemberData(nameof(JsonEncodings))]
    public async Task Reads_json_however_it_is_written(string name, byte[] bytes)
    {
        _folder.Write("t.json", bytes);
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Warnings.ShouldBeEmpty(name);
        (await source.RowsAsync("SELECT id, n FROM t ORDER BY id")).Select(r => (r[0], r[1])).ShouldBe([(1L, "ü"), (2L, null)]);
    }

    [Theory]
    [InlineData("{\"id\":1}\n[1,2]\n{\"id\":2}\n", "1 line(s)", "line 2")]
    [InlineData("{\"id\":1}\n17\n\n{\"id\":2}\nnull\n", "2 line(s)", "line 2")]
    [InlineData("{\"id\":1}\n{\"id\":2}\n{\"id\":", "1 line(s)", "line 3")]
    [InlineData("\"a title\"\r\n{\"id\":1}\r\n{\"id\":2}\r\n", "1 line(s)", "line 1")]
    public async Task A_line_that_is_no_object_costs_itself_only_and_is_named(string text, string count, string line)
    {
        _folder.Write("t.ndjson", text);
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*), sum(id)::BIGINT FROM t")).ShouldBe([2L, 3L]);
        var warning = (await source.DiscoverAsync(Token)).Warnings.ShouldHaveSingleItem();
        warning.ShouldContain(count);
        warning.ShouldContain(line);
        warning.ShouldStartWith("t.ndjson");
    }

    [Fact]
    public async Task An_object_without_keys_is_a_row()
    {
        _folder.Write("t.ndjson", "{\"id\":1}\n{}\n{\"id\":2}\n");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*), count(id) FROM t")).ShouldBe([3L, 2L]);
        (await source.DiscoverAsync(Token)).Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("t.json", "[]")]
    [InlineData("t.json", "{}\n")]
    [InlineData("t.csv", "\n\n")]
    public async Task What_holds_no_rows_and_no_columns_is_said_to_be_empty(string name, string text)
    {
        _folder.Write(name, text);
        var failure = await Should.ThrowAsync<SourceException>(OpenAsync);
        failure.Message.ShouldBe($"{name} was left out: it holds no rows.");
        _folder.Write("other.csv", "id\n1\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Warnings.ShouldBe([failure.Message]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task Reads_parquet_in_place_or_copied_and_nothing_beside_it(long inPlaceFrom)
    {
        Parquet("SELECT i AS id, 'x' || i AS name, 1.5::DECIMAL(38,10) AS amount FROM range(5000) t(i)", _folder.In("p.parquet"));
        _folder.Write("secret.csv", "id\n1\n");
        await using var source = await new FilesConnector(inPlaceFrom).OpenAsync(_folder.In("p.parquet"), new SourceOptions(), Token);
        var table = (await source.DiscoverAsync(Token)).Tables.ShouldHaveSingleItem();
        table.EstimatedRows.ShouldBe(5_000);
        table.Columns.Select(c => c.Type).ShouldBe([LogicalType.Integer, LogicalType.String, LogicalType.Decimal]);
        (await source.RowAsync("SELECT count(*), max(amount) FROM p")).ShouldBe([5_000L, new ExactDecimal(15_000_000_000, 10)]);
        foreach (var file in (string[])["secret.csv", "../../etc/passwd"])
            await Should.ThrowAsync<SourceException>(() => source.RowsAsync($"SELECT * FROM read_text('{_folder.In(file)}')"));
        await Should.ThrowAsync<SourceException>(() => source.RowsAsync($"COPY (SELECT 1) TO '{_folder.In("p.parquet")}'"));
        await Should.ThrowAsync<SourceException>(() => source.RowsAsync($"COPY (SELECT 1) TO '{_folder.In("out.csv")}'"));
    }

    [Fact]
    public async Task A_damaged_file_among_others_is_named_and_left_out()
    {
        _folder.Write("good.csv", "id\n1\n");
        _folder.Write("bad.parquet", "this is no parquet, but it is long enough to be one");
        _folder.Write("empty.csv", "");
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
        Directory.CreateDirectory(_folder.In("empty"));
        _folder.Write("notes.docx", "text");
        _folder.Write("empty.csv", "");
        _folder.Write("bad.parquet", "this is no parquet, but it is long enough to be one");
        var failure = await Should.ThrowAsync<SourceException>(() =>
            new FilesConnector().OpenAsync(_folder.In(path), new SourceOptions(), Token)
        );
        failure.Kind.ShouldBe(kind, failure.Message);
        failure.Message.ShouldContain(says);
    }

    [Fact]
    public async Task What_may_not_fit_in_memory_is_kept_in_a_temporary_file()
    {
        const int rows = 600_000;
        _folder.Write("t.csv", $"id,name\n{string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},a name of some length {i % 7}\n"))}");
        await using var source = await new FilesConnector().OpenAsync(_folder.Path, new SourceOptions { MemoryLimit = 64 << 20 }, Token);
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
        _folder.Write("t.csv", "id\n1\n");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            new FilesConnector().OpenAsync(_folder.Path, new SourceOptions(), cancelled.Token)
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2.3.1", "5.12.0", LogicalType.String)]
    [InlineData("2.3.31", "5.12.10", LogicalType.String)]
    [InlineData("31.12.2025", "01.02.2026", LogicalType.Date)]
    public async Task A_version_is_not_a_date(string one, string other, LogicalType type)
    {
        _folder.Write("releases.csv", $"id,version\n1,{one}\n2,{other}\n");

        await using var source = await OpenAsync();

        var table = (await source.DiscoverAsync(TestContext.Current.CancellationToken)).Tables.ShouldHaveSingleItem();
        table.Columns[1].Type.ShouldBe(type);
    }

    private Task<IDataSource> OpenAsync() => new FilesConnector().OpenAsync(_folder.Path, new SourceOptions(), Token);

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
