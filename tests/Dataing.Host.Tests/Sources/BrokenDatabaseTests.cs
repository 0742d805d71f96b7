using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Sources;

/// <summary>Database files that are damaged, or hold too little: a sentence that says what to do, the documented exit code, nothing left behind.</summary>
public sealed class BrokenDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BrokenDatabaseTests() => SmallShop.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("its second half is gone", "whole copy", ExitCodes.Failed)]
    [InlineData("its header is overwritten", "whole copy", ExitCodes.Failed)]
    [InlineData("its pages are overwritten", "whole copy", ExitCodes.Failed)]
    [InlineData("it holds nothing", "empty", ExitCodes.BadInput)]
    public async Task A_damaged_sqlite_file_says_what_to_do(string damage, string says, int code)
    {
        var file = Sqlite("SELECT * FROM shop");
        Damage(file, damage, headerFrom: 16);
        await ExpectAsync(file, says, code);
    }

    [Theory]
    [InlineData("its second half is gone", "whole copy", ExitCodes.Failed)]
    [InlineData("its header is overwritten", "whole copy", ExitCodes.Failed)]
    [InlineData("its pages are overwritten", "whole copy", ExitCodes.Failed)]
    [InlineData("it holds nothing", "empty", ExitCodes.BadInput)]
    public async Task A_damaged_duckdb_file_says_what_to_do(string damage, string says, int code)
    {
        var file = _folder.Below("orders.duckdb");
        using (var database = DuckDbDatabase.Open(file, new Dictionary<string, string>()))
        using (var connection = database.Connect())
            connection.Execute($"CREATE TABLE orders AS SELECT * FROM '{_folder.Below("orders.csv")}'");
        Damage(file, damage, headerFrom: 16);
        await ExpectAsync(file, says, code);
    }

    [Theory]
    [InlineData("SELECT * FROM shop LIMIT 0")]
    [InlineData("SELECT * FROM shop LIMIT 1")]
    [InlineData("SELECT NULL, NULL, NULL, NULL, NULL, NULL FROM shop LIMIT 9")]
    [InlineData("SELECT order_ref, customer_ref, channel, country, total, 'one of these days' FROM shop LIMIT 9")]
    public async Task A_table_that_can_show_nothing_gives_no_cause(string rows)
    {
        var result = await Run.CliAsync("investigate", "--source", Sqlite(rows), "--alert", SmallShop.Alert);
        result.ExitCode.ShouldBe(ExitCodes.Inconclusive, result.Error);
        result.Output.ShouldNotContain("ROOT CAUSE");
    }

    private string Sqlite(string select) =>
        SqliteForms.Write(
            _folder.Below("orders.csv"),
            _folder.Below("orders.sqlite"),
            "order_ref INTEGER, customer_ref INTEGER, channel TEXT, country TEXT, total NUMERIC, placed_at TEXT",
            select
        );

    private static void Damage(string file, string how, int headerFrom)
    {
        var bytes = File.ReadAllBytes(file);
        switch (how)
        {
            case "its second half is gone":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            case "its header is overwritten":
                bytes.AsSpan(headerFrom, 4_000).Fill(0xFF);
                break;
            case "its pages are overwritten":
                bytes.AsSpan(4_096, bytes.Length - 8_192).Fill(0xFF);
                break;
            default:
                bytes = [];
                break;
        }
        File.WriteAllBytes(file, bytes);
    }

    private async Task ExpectAsync(string file, string says, int code)
    {
        var before = Directory.EnumerateFileSystemEntries(_folder.Path).Order().ToList();
        var result = await Run.CliAsync("investigate", "--source", file, "--alert", SmallShop.Alert);
        result.LastWords.ShouldContain(says);
        result.LastWords.ShouldEndWith(".");
        result.ExitCode.ShouldBe(code, result.Error);
        result.Output.ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(_folder.Path).Order().ShouldBe(before);
    }
}
