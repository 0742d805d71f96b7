using System.Text;

namespace Dataing.Adapters.Tests.DataSources.Files;

/// <summary>How a delimited file may be written, and what becomes of what is broken in it.</summary>
public sealed class CsvTextTests : FilesTest
{
    [Fact]
    public async Task Broken_rows_are_left_out_counted_and_reported()
    {
        Folder.Write("t.csv", "id,name\n1,a\n2,b,extra\n3\n4,\"never closed\n5,\"odd\" quote\n6,\"two\nlines\"\n7,\"\"\n8,\n\n9,z\n");
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
        Folder.Write("t.csv", bytes);
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Warnings.ShouldBeEmpty(name);
        (await source.RowsAsync("SELECT id, näme FROM t ORDER BY id")).Select(r => (r[0], r[1])).ShouldBe([(1L, "ü"), (2L, "x")]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_shown_and_reported()
    {
        Folder.Write("t.csv", [.. "id,name\n1,ü\n2,ö\n3,"u8, 0xFF, 0xFE, .. "\n4,d\n"u8]);
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*) FROM t")).ShouldBe([4L]);
        (await source.DiscoverAsync(Token)).Warnings.ShouldHaveSingleItem().ShouldContain("1 row(s) hold bytes that are no text");
    }

    [Fact]
    public async Task Nameless_and_repeated_columns_get_names()
    {
        Folder.Write("t.csv", ",a,A,b\n1,2,3,4\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables[0].Columns.Select(c => c.Name).ShouldBe(["column_1", "a", "A_2", "b"]);
    }

    [Fact]
    public async Task A_file_without_a_header_keeps_its_first_row()
    {
        Folder.Write("t.csv", "1,2026-01-01,a\n2,2026-01-02,b\n");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*), min(column_1) FROM t")).ShouldBe([2L, 1L]);
    }

    [Theory]
    [InlineData("sep=;\nid;name\n1;a,b\n2;c,d\n")]
    [InlineData("\"sep=;\"\r\nid;name\r\n1;a,b\r\n2;c,d\r\n")]
    [InlineData("# exported 2026-01-10, 2 rows\n#\nid;name\n1;a,b\n2;c,d\n")]
    [InlineData("sep=;\n# by hand\nid;name\n1;\"a,b\"\n2;c,d\n3;broken;row\n")]
    public async Task Lines_before_the_header_are_no_rows(string text)
    {
        Folder.Write("t.csv", text);
        await using var source = await OpenAsync();
        (await source.RowsAsync("SELECT id, name FROM t ORDER BY id")).Select(r => (r[0], r[1])).ShouldBe([(1L, "a,b"), (2L, "c,d")]);
    }

    [Theory]
    [InlineData("#id,name\n1,a\n2,b\n", "#id")]
    [InlineData("# by hand\n#id,name\n1,a\n2,b\n", "#id")]
    [InlineData("#id\n1\n2\n", "#id")]
    [InlineData("id,name\n1,a\n# no remark,b\n", "id")]
    public async Task A_header_may_begin_like_a_remark_and_a_row_too(string text, string column)
    {
        Folder.Write("t.csv", text);
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables[0].Columns[0].Name.ShouldBe(column);
        (await source.RowAsync("SELECT count(*) FROM t")).ShouldBe([2L]);
    }
}
