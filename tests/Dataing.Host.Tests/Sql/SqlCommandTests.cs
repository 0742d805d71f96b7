using System.CommandLine;
using System.Text.Json;
using Dataing.Host.Sql;
using Dataing.Host.Tests.Demo;

namespace Dataing.Host.Tests.Sql;

public sealed class SqlCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0, "check", "--dialect", "postgres", "SELECT id FROM orders")]
    [InlineData(1, "check", "--dialect", "postgres", "SELECT pg_sleep(5)")]
    [InlineData(1, "check", "--dialect", "postgres", "DROP TABLE orders")]
    [InlineData(2, "check", "SELECT 1")]
    [InlineData(2, "check", "--dialect", "postgres", "--schema", "/nowhere.json", "SELECT 1")]
    [InlineData(0, "parse", "--dialect", "duckdb", "FROM orders")]
    [InlineData(1, "parse", "--dialect", "duckdb", "FROM WHERE")]
    [InlineData(0, "format", "--dialect", "mysql", "select 1")]
    [InlineData(0, "transpile", "--from", "postgres", "--to", "bigquery", "SELECT a FROM t LIMIT 5")]
    [InlineData(2, "transpile", "--from", "postgres", "SELECT 1")]
    [InlineData(0, "lineage", "--dialect", "trino", "SELECT a FROM t")]
    public async Task Exit_codes_tell_allowed_refused_and_bad_input(int expected, params string[] arguments) =>
        (await RunAsync(arguments)).ExitCode.ShouldBe(expected);

    [Fact]
    public async Task Check_answers_with_json()
    {
        var (_, output) = await RunAsync("check", "--dialect", "postgres", "--json", "SELECT id\nFROM pg_shadow");
        var answer = JsonDocument.Parse(output).RootElement;
        answer.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        answer.GetProperty("code").GetString().ShouldBe("system_catalog");
        answer.GetProperty("line").GetInt32().ShouldBe(2);
        answer.GetProperty("column").GetInt32().ShouldBe(6);
        answer.GetProperty("rendered").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Schema_and_policy_files_are_heeded()
    {
        var schema = Write("schema.json", """{"tables": [{"name": "orders", "columns": [{"name": "id", "type": "int"}]}]}""");
        var policy = Write("policy.json", """{"row_cap": 3}""");
        (await RunAsync("check", "--dialect", "postgres", "--schema", schema, "--policy", policy, "SELECT id FROM orders"))
            .Output.Trim()
            .ShouldBe("SELECT id FROM orders LIMIT 3");
        (await RunAsync("check", "--dialect", "postgres", "--schema", schema, "SELECT id FROM users")).ExitCode.ShouldBe(1);
        (await RunAsync("check", "--dialect", "postgres", "--policy", schema, "SELECT 1")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Json_lines_are_answered_one_for_one()
    {
        var input = new StringReader(
            """
            {"dialect": "postgres", "sql": "SELECT 1"}
            {"id": 7, "dialect": "mysql", "sql": "SELECT sleep(1)"}
            no json
            {"dialect": "klingon", "sql": "SELECT 1"}
            """
        );
        var output = new StringWriter();
        var first = await input.ReadLineAsync(TestContext.Current.CancellationToken);
        var exitCode = await SqlLines.AnswerAsync(
            first,
            input,
            output,
            line => SqlInput.Question(line, null),
            (question, json) => json.WriteString("dialect", question.Dialect.Name),
            TestContext.Current.CancellationToken
        );
        exitCode.ShouldBe(2);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines.Length.ShouldBe(4);
        lines[1].ShouldBe("""{"id":7,"dialect":"mysql"}""");
        lines[2].ShouldContain("bad_input");
        lines[3].ShouldContain("klingon");
    }

    [Fact]
    public async Task Lineage_is_shown_as_json()
    {
        var (_, output) = await RunAsync(
            "lineage",
            "--dialect",
            "postgres",
            "WITH x AS (SELECT a + b AS s FROM t) SELECT s AS total FROM x"
        );
        var column = JsonDocument.Parse(output).RootElement.GetProperty("columns")[0];
        column.GetProperty("name").GetString().ShouldBe("total");
        column.GetProperty("origins").EnumerateArray().Select(o => o.GetString()).ShouldBe(["t.a", "t.b"]);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        var path = _folder.Below(name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var root = new RootCommand { SqlCommand.Create() };
        var exitCode = await root.Parse(["sql", .. arguments])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = TextWriter.Null });
        return (exitCode, output.ToString());
    }
}
