using System.Text.Json;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Cli;

public sealed class SourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SourcesTests() => File.WriteAllText(_folder.Below("orders.csv"), "id,note,total\n1,\"a,b\",2.50\n2,,3.25\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Test_says_that_the_source_answers() =>
        (await Run.CliAsync("sources", "test", "--source", _folder.Path)).Output.ShouldContain("answers.");

    [Fact]
    public async Task Schema_is_json_when_asked_for()
    {
        var result = await Run.CliAsync("sources", "schema", "--source", _folder.Path, "--output", "json");
        var table = JsonDocument.Parse(result.Output).RootElement.GetProperty("tables")[0];
        table.GetProperty("name").GetProperty("name").GetString().ShouldBe("orders");
        table.GetProperty("columns").GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData("csv", "n,s\r\n2,5.75\r\n")]
    [InlineData("json", "{\"columns\":[{\"name\":\"n\",\"type\":\"integer\"},{\"name\":\"s\",\"type\":")]
    public async Task Query_writes_its_rows_for_programs(string form, string starts)
    {
        var result = await Run.CliAsync(
            "sources",
            "query",
            "select count(*) as n, sum(total) as s from orders",
            "--source",
            _folder.Path,
            "--output",
            form
        );
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldStartWith(starts);
    }

    [Theory]
    [InlineData("drop table orders")]
    [InlineData("select * from nothing_here")]
    [InlineData("select * from orders; select 1")]
    [InlineData("copy orders to 'x.csv'")]
    [InlineData("selec 1")]
    public async Task Query_refuses_what_is_not_allowed(string sql)
    {
        var result = await Run.CliAsync("sources", "query", sql, "--source", _folder.Path);
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
        result.Error.ShouldNotContain("bug in Dataing");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Query_says_when_there_would_be_more()
    {
        var result = await Run.CliAsync("sources", "query", "select id from orders", "--source", _folder.Path, "--rows", "1");
        result.Output.ShouldContain("1 row in");
        result.Error.ShouldContain("Only the first 1 row");
    }
}
