using System.Text;

namespace Dataing.Adapters.Tests.DataSources.Files;

/// <summary>JSON, as lines, as a list and as one object.</summary>
public sealed class JsonTests : FilesTest
{
    [Fact]
    public async Task Reads_json_in_every_shape()
    {
        Folder.Write(
            "lines.ndjson",
            "{\"id\": 1, \"price\": 12.5, \"tags\": [1, 2], \"at\": \"2026-01-01T00:00:00\"}\nno json\n{\"id\": 2, \"price\": \"12.50 EUR\"}\n"
        );
        Folder.Write("array.json", "[\n {\"id\": 1, \"o\": {\"k\": \"v\"}},\n {\"id\": 2, \"new\": true}\n]");
        Folder.Write("one.json", "{\n \"id\": 7\n}");
        await using var source = await OpenAsync();
        (await source.RowsAsync("SELECT id, price FROM lines ORDER BY id"))
            .Select(r => (r[0], r[1]))
            .ShouldBe([(1L, "12.5"), (2L, "12.50 EUR")]);
        (await source.RowAsync("SELECT tags, \"at\" FROM lines WHERE id = 1")).ShouldBe(["[1,2]", new DateTime(2026, 1, 1)]);
        (await source.RowAsync("SELECT count(*), count(new) FROM \"array\"")).ShouldBe([2L, 1L]);
        (await source.RowAsync("SELECT id FROM one")).ShouldBe([7L]);
        (await source.DiscoverAsync(Token)).Warnings.ShouldHaveSingleItem().ShouldContain("1 line(s)");
    }

    [Fact]
    public async Task Objects_within_objects_are_columns_named_by_their_path()
    {
        Folder.Write(
            "t.ndjson",
            """
            {"id": 1, "who": {"name": "ü", "home": {"country": "DK"}}, "tags": ["a"], "gone": {}}
            {"id": 2, "who": {"name": null}, "at": {"day": "2026-01-02"}}
            {"id": 3}
            """
        );
        await using var source = await OpenAsync();
        var schema = await source.DiscoverAsync(Token);
        schema.Warnings.ShouldBeEmpty();
        schema
            .Tables.ShouldHaveSingleItem()
            .Columns.Select(c => c.Name)
            .ShouldBe(["id", "who.name", "who.home.country", "tags", "gone", "at.day"]);
        (await source.RowsAsync("SELECT \"who.name\", \"who.home.country\", \"at.day\" FROM t ORDER BY id"))
            .Select(r => (r[0], r[1], r[2]))
            .ShouldBe([("ü", "DK", null), (null, null, new DateOnly(2026, 1, 2)), (null, null, null)]);
    }

    [Fact]
    public async Task A_path_that_is_a_name_already_leaves_the_object_as_it_is()
    {
        Folder.Write("t.json", """[{"a.b": 1, "a": {"B": 2}}]""");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT \"a.b\", a FROM t")).ShouldBe([1L, "{\"B\":2}"]);
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
        Folder.Write("t.json", bytes);
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
        Folder.Write("t.ndjson", text);
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
        Folder.Write("t.ndjson", "{\"id\":1}\n{}\n{\"id\":2}\n");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*), count(id) FROM t")).ShouldBe([3L, 2L]);
        (await source.DiscoverAsync(Token)).Warnings.ShouldBeEmpty();
    }
}
