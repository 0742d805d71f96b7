using System.Text.Json;
using Dataing.Adapters.DataSources;
using Dataing.Core.DataSources;
using Dataing.Host.Cli;
using Dataing.Host.Runs;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Cli;

/// <summary>Whatever is wrong with what was given: a sentence that says what to do, the documented exit code, and nothing left behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("row count of nothing_here dropped on 2026-03-09", "orders")]
    [InlineData("null rate of orders.nothing_here jumped", "customer_ref")]
    [InlineData("null rate of nothing_here jumped", "names nothing_here but no table")]
    [InlineData("row count dropped", "no dataset")]
    [InlineData("{\"anomaly_type\":\"row_count\"}", "no dataset")]
    [InlineData("{\"dataset\":\"orders\"", "not valid JSON")]
    [InlineData("[]", "0 alerts")]
    [InlineData("no/such/alert.json", "no file")]
    [InlineData("/", "is a folder")]
    [InlineData("", "empty")]
    public async Task An_alert_that_cannot_be_used_is_refused(string alert, string says)
    {
        SmallShop.Write(_folder.Path);
        var result = await Run.CliAsync("investigate", "--source", _folder.Path, "--alert", alert);
        result.LastWords.ShouldContain(says);
        result.LastWords.ShouldEndWith(".");
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
        result.Output.ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(_folder.Path).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("/no/such/folder", "/no/such/folder")]
    [InlineData("carrier-pigeon://loft", "carrier-pigeon")]
    [InlineData("", "source")]
    [InlineData("postgres:/me:pa55word@host/d", "postgres://user:password@host")]
    [InlineData("host=db password=pa55word", "no such file or folder")]
    public async Task A_source_that_is_none_is_refused(string source, string says)
    {
        var result = await Run.CliAsync("investigate", "--source", source, "--alert", SmallShop.Alert);
        result.LastWords.ShouldContain(says, Case.Insensitive);
        result.LastWords.ShouldNotContain("pa55word");
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
    }

    [Fact]
    public async Task A_full_disk_behind_standard_output_is_said_in_a_sentence()
    {
        SmallShop.Write(_folder.Path);
        var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            ["sources", "schema", "--source", _folder.Path],
            Run.Real,
            new FullDisk(),
            error,
            TestContext.Current.CancellationToken
        );
        code.ShouldBe(ExitCodes.Failed);
        error.ToString().Trim().ShouldBe("No space left on device; make room or check the permissions, and run the same command again.");
    }

    [Theory]
    [InlineData("--lineage", "{\"edges\":[{\"from\":\"a\"}]}", "edge 1")]
    [InlineData("--changes", "{\"changes\":[{\"name\":\"x\"}]}", "change 1")]
    [InlineData("--changes", "not json", "not valid JSON")]
    public async Task A_file_beside_the_alert_that_cannot_be_used_is_refused(string option, string content, string says)
    {
        SmallShop.Write(_folder.Path);
        var file = Path.Combine(_folder.Path, "given.json");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var result = await Run.CliAsync(
            "investigate",
            "--source",
            Path.Combine(_folder.Path, "orders.csv"),
            "--alert",
            SmallShop.Alert,
            option,
            file
        );
        result.LastWords.ShouldContain(says);
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
    }

    [Theory]
    [InlineData("--max-queries", "0", "between 1 and 1000")]
    [InlineData("--timeout", "soon", "--timeout must be a whole number between 1 and 86400")]
    [InlineData("--timeout", "99999999999999", "--timeout must be a whole number between 1 and 86400")]
    [InlineData("--timeout", "-1", "--timeout must be a whole number between 1 and 86400")]
    [InlineData("--save", "", "--save names no directory")]
    [InlineData("--save", "/dev/null", "is a file; give a directory")]
    [InlineData("--output", "pdf", "Must be one of")]
    public async Task An_option_out_of_range_is_refused(string option, string value, string says)
    {
        var result = await Run.CliAsync("investigate", "--source", "x", "--alert", "y", option, value);
        result.Error.ShouldContain(says);
        result.LastWords.ShouldBe("Run \"dataing investigate --help\" to see what it takes.");
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
    }

    [Theory]
    [InlineData("empty", "order_ref,customer_ref,placed_at\n")]
    [InlineData("one_row", "order_ref,customer_ref,placed_at\n1,7,2026-03-09 10:00:00\n")]
    [InlineData("all_null", "order_ref,customer_ref,placed_at\n1,,\n2,,\n3,,\n")]
    [InlineData("no_time", "order_ref,customer_ref\n1,2\n2,\n")]
    [InlineData("no_bytes", "")]
    public async Task Data_that_can_show_nothing_gives_no_cause(string name, string csv)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, $"{name}.csv"), csv, TestContext.Current.CancellationToken);
        var result = await Run.CliAsync(
            "investigate",
            "--source",
            _folder.Path,
            "--alert",
            $"null rate of {name}.customer_ref jumped on 2026-03-09"
        );
        ExpectNoCause(result);
    }

    [Theory]
    [InlineData("null rate of orders.customer_ref jumped on 2019-01-01")]
    [InlineData("null rate of orders.customer_ref jumped on 2031-01-01")]
    public async Task A_date_outside_the_data_gives_no_cause(string alert)
    {
        SmallShop.Write(_folder.Path);
        ExpectNoCause(await Run.CliAsync("investigate", "--source", _folder.Path, "--alert", alert));
    }

    [Fact]
    public async Task Two_hundred_columns_are_no_trouble()
    {
        var columns = string.Join(',', Enumerable.Range(0, 200).Select(i => $"c{i}"));
        var lines = Enumerable
            .Range(0, 600)
            .Select(row =>
                $"2026-03-{1 + row / 60:00} 10:00:00," + string.Join(',', Enumerable.Range(0, 200).Select(i => (row * 31 + i) % 17))
            );
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "wide.csv"),
            $"at,{columns}\n" + string.Join('\n', lines),
            TestContext.Current.CancellationToken
        );
        var result = await Run.CliAsync("investigate", "--source", _folder.Path, "--alert", "average of wide.c7 jumped on 2026-03-09");
        result.ExitCode.ShouldBeOneOf(ExitCodes.Verdict, ExitCodes.Inconclusive);
    }

    [Fact]
    public async Task A_hostile_file_name_is_a_name_and_nothing_more()
    {
        SmallShop.Write(_folder.Path);
        var name = "a'; drop table x; --\u001b[2J\"$(touch pwned).csv";
        File.Move(Path.Combine(_folder.Path, "orders.csv"), Path.Combine(_folder.Path, name));
        var schema = await Run.CliAsync("sources", "schema", "--source", _folder.Path);
        schema.ExitCode.ShouldBe(ExitCodes.Verdict);
        (schema.Output + schema.Error).ShouldNotContain("\u001b");
        schema.Output.ShouldContain("drop table");
        Directory.EnumerateFileSystemEntries(_folder.Path).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Broken_rows_are_told_and_do_not_stop_the_rest()
    {
        SmallShop.Write(_folder.Path);
        var file = Path.Combine(_folder.Path, "orders.csv");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[100] = "\"an open quote,1,2";
        lines[200] = "too,many,fields,in,this,row,by,far";
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        var result = await Run.CliAsync("sources", "schema", "--source", _folder.Path);
        result.ExitCode.ShouldBe(ExitCodes.Verdict);
        result.Error.ShouldContain("Warning");
        var finding = await Run.CliAsync("investigate", "--source", _folder.Path, "--alert", SmallShop.Alert, "--output", "json");
        finding.ExitCode.ShouldBe(ExitCodes.Verdict);
        var caveats = JsonDocument.Parse(finding.Output).RootElement.GetProperty("caveats").EnumerateArray();
        caveats.ShouldContain(c => c.ToString().Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_may_not_be_read_says_so()
    {
        SmallShop.Write(_folder.Path);
        var denied = new SourceException(SourceErrorKind.Permission, "The role may not read this schema; grant it USAGE and SELECT.");
        var run = Run.Troubled(files => new TroubledConnector(files) { AtDiscovery = denied });
        var result = await Run.CliAsync(run, "investigate", "--source", _folder.Path, "--alert", SmallShop.Alert);
        result.LastWords.ShouldBe(denied.Message);
        result.ExitCode.ShouldBe(ExitCodes.Failed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task A_source_that_goes_away_in_the_middle_fails_with_its_sentence_and_can_be_resumed(int query)
    {
        SmallShop.Write(_folder.Path);
        var save = Path.Combine(_folder.Path, "save");
        string[] arguments =
        [
            "investigate",
            "--source",
            Path.Combine(_folder.Path, "orders.csv"),
            "--alert",
            SmallShop.Alert,
            "--save",
            save,
        ];
        var gone = new SourceException(
            SourceErrorKind.Unavailable,
            "The server closed the connection; start it and run the same command again."
        );
        var run = Run.Troubled(files => new TroubledConnector(files)
        {
            BeforeQuery = n =>
            {
                if (n >= query)
                    throw gone;
            },
        });
        var result = await Run.CliAsync(run, arguments);
        result.LastWords.ShouldBe(gone.Message);
        result.ExitCode.ShouldBe(ExitCodes.Failed);
        var resumed = await Run.CliAsync(arguments);
        resumed.ExitCode.ShouldBe(ExitCodes.Verdict);
        resumed.Error.ShouldContain("Resuming");
    }

    [Fact]
    public async Task An_alert_that_does_not_say_what_is_wrong_is_not_called_a_false_alarm()
    {
        SmallShop.Write(_folder.Path);
        var result = await Run.CliAsync("investigate", "--source", _folder.Path, "--alert", "orders look weird on 2026-03-09");
        result.ExitCode.ShouldBe(ExitCodes.Inconclusive);
        string.Join(' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ShouldContain("name the metric, for example");
    }

    [Fact]
    public async Task A_bug_ends_as_a_failed_investigation_that_shows_where_it_was()
    {
        SmallShop.Write(_folder.Path);
        var run = new InvestigationRun(
            new ConnectorCatalog(DataSourceRegistration.Connectors()),
            _ => throw new ArithmeticException("Not a number."),
            TimeProvider.System
        );
        var result = await Run.CliAsync(run, "investigate", "--source", _folder.Path, "--alert", SmallShop.Alert);
        result.ExitCode.ShouldBe(ExitCodes.Failed);
        result.Error.ShouldContain("ArithmeticException: Not a number.");
        result.LastWords.ShouldContain("please report it");
    }

    private static void ExpectNoCause(CliResult result)
    {
        result.ExitCode.ShouldBeOneOf(ExitCodes.Verdict, ExitCodes.BadInput, ExitCodes.Inconclusive);
        result.Output.ShouldNotContain("ROOT CAUSE");
        result.Error.ShouldNotContain("bug in Dataing");
        if (result.ExitCode == ExitCodes.BadInput)
            result.LastWords.ShouldEndWith(".");
    }

    private sealed class FullDisk : StringWriter
    {
        public override Task WriteAsync(string? value) => throw new IOException("No space left on device");
    }
}
