using System.IO.Compression;
using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Files;

/// <summary>Compressed text is read whole or not at all: half of it would look like rows that never came.</summary>
public sealed class GzipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 2_000, "cut short")]
    [InlineData(0, 9, "cut short")]
    [InlineData(10, 0, "no gzip file")]
    public async Task A_file_that_is_not_whole_is_refused(int from, int dropped, string says)
    {
        var packed = Packed(Enumerable.Range(0, 5_000).Select(i => $"{i},{i * 7919 % 1000}"));
        _folder.Write("orders.csv.gz", packed[from..^dropped]);
        var refused = await Should.ThrowAsync<SourceException>(OpenAsync);
        refused.Message.ShouldContain(says);
        refused.Kind.ShouldBe(SourceErrorKind.DataError);

        _folder.Write("users.csv", "id\n1\n");
        await using var source = await OpenAsync();
        var schema = await source.DiscoverAsync(TestContext.Current.CancellationToken);
        schema.Tables.ShouldHaveSingleItem().Name.Name.ShouldBe("users");
        schema.Warnings.ShouldContain(w => w.Contains("orders.csv.gz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_of_several_parts_is_read_whole()
    {
        _folder.Write("orders.csv.gz", [.. Packed(["1,2"]), .. Packed(["3,4"], header: false)]);
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT count(*) FROM orders")).ShouldBe([2L]);
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_a_mountain_is_refused_before_it_is_loaded()
    {
        var zeros = new byte[1 << 20];
        await using (var packed = new GZipStream(File.Create(_folder.In("orders.csv.gz")), CompressionLevel.SmallestSize))
            for (var i = 0; i < 300; i++)
                await packed.WriteAsync(zeros, TestContext.Current.CancellationToken);
        var refused = await Should.ThrowAsync<SourceException>(OpenAsync);
        refused.Kind.ShouldBe(SourceErrorKind.ResourceLimit);
        refused.Message.ShouldContain("unpack it yourself");
    }

    private static byte[] Packed(IEnumerable<string> rows, bool header = true)
    {
        using var memory = new MemoryStream();
        using (var packed = new GZipStream(memory, CompressionLevel.Optimal))
        using (var writer = new StreamWriter(packed))
            writer.Write((header ? "id,v\n" : "") + string.Concat(rows.Select(row => row + "\n")));
        return memory.ToArray();
    }

    private Task<IDataSource> OpenAsync() =>
        new FilesConnector().OpenAsync(_folder.Path, new SourceOptions(), TestContext.Current.CancellationToken);
}
