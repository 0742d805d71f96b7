using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.DuckDb;

/// <summary>The layers beneath the guard: each statement here is one that the guard would refuse, and that must fail without it.</summary>
public sealed class DuckDbLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Attacks { get; } =
    [
        "INSERT INTO orders VALUES (9, 'x')",
        "UPDATE orders SET id = 1",
        "DELETE FROM orders",
        "DROP TABLE orders",
        "CREATE TABLE t (i INTEGER)",
        "CREATE TEMP TABLE t AS SELECT 1",
        "CREATE OR REPLACE MACRO f(x) AS x",
        "COPY orders TO '{0}/out.csv'",
        "COPY (SELECT 1) TO '{0}/out.parquet' (FORMAT parquet)",
        "EXPORT DATABASE '{0}/dump'",
        "ATTACH '{0}/other.duckdb'",
        "SET enable_external_access = true",
        "SET GLOBAL lock_configuration = false",
        "RESET memory_limit",
        "PRAGMA enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CALL pragma_version()",
        "EXPLAIN ANALYZE SELECT 1",
        "VACUUM",
        "CHECKPOINT",
        "BEGIN TRANSACTION",
        "PREPARE p AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE orders",
        "SELECT * FROM '{0}/orders.csv'",
        "SELECT * FROM read_csv('{0}/orders.csv')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('{0}/orders.csv')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT content FROM read_text('{0}/secret.txt')",
        "PIVOT orders ON name USING count(*)",
        "",
        "-- nothing",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Refuses_what_is_no_plain_query_of_its_own_data(string template)
    {
        _folder.Write("orders.csv", "id,name\n1,a\n2,b\n");
        _folder.Write("secret.txt", "a secret");
        await using var source = await OpenAsync();
        var sql = template.Replace("{0}", _folder.Path, StringComparison.Ordinal);
        var failure = await Should.ThrowAsync<SourceException>(() => source.RowsAsync(sql));
        failure.ConcernsQueryOnly.ShouldBeTrue($"{failure.Kind}: {failure.Message}");
        failure.Message.ShouldNotContain("a secret");
        (await source.RowAsync("SELECT count(*) FROM orders")).ShouldBe([2L]);
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(2);
    }

    [Fact]
    public void Leaves_nothing_behind_when_it_is_closed()
    {
        using var workspace = new Workspace();
        var file = workspace.NewFile("rewritten/orders.csv");
        File.WriteAllText(file, "id\n1\n");
        Directory.CreateDirectory(workspace.SpillDirectory);
        workspace.Dispose();
        Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(file))).ShouldBeFalse();
    }

    private Task<IDataSource> OpenAsync() =>
        new FilesConnector().OpenAsync(_folder.Path, new SourceOptions(), TestContext.Current.CancellationToken);
}
