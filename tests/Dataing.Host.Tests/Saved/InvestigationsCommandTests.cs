using System.Text.Json;
using Dataing.Adapters.DataSources;
using Dataing.Adapters.Models.StandIn;
using Dataing.Analysis;
using Dataing.Host.Runs;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Models;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Saved;

/// <summary>What is kept can be listed, shown, replayed, run again, compared and exported.</summary>
public sealed class InvestigationsCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Desk? _desk;
    private string _id = "";
    private string _json = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Save => _folder.Below("kept");

    public async ValueTask InitializeAsync()
    {
        SmallShop.Write(_folder.Path);
        _desk = await Desk.OpenAsync(new Diligence());
        var orders = _folder.Below("orders.csv");
        var result = await Cli("investigate", "--source", orders, "--alert", SmallShop.Alert, "--save", Save, "--output", "json");
        result.ExitCode.ShouldBe(ExitCodes.Verdict);
        _json = result.Output;
        _id = Path.GetFileName(Directory.GetDirectories(Save).Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null)
            await _desk.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_kept_is_listed_shown_and_replayed_without_source_or_model()
    {
        File.Delete(_folder.Below("orders.csv"));
        await _desk!.DisposeAsync();

        (await Cli("investigations", "list", "--save", Save)).Output.ShouldContain(_id);
        var listed = Json(await Cli("investigations", "list", "--save", Save, "--output", "json"))[0];
        listed.GetProperty("models")[0].GetString().ShouldBe("stand-in");
        listed.GetProperty("model_calls").GetInt32().ShouldBeGreaterThan(4);

        (await Cli("investigations", "show", _id, "--save", Save, "--output", "json")).Output.ShouldBe(_json);
        (await Cli("investigations", "show", _id[..7], "--save", Save)).Output.ShouldContain("stand-in");
        (await Cli("investigations", "show", _id, "--save", Save, "--events")).Output.ShouldContain("model_asked");

        var replayed = await Cli(Run.Unconnected, "investigations", "replay", _id, "--save", Save, "--output", "json");
        replayed.Output.ShouldBe(_json, replayed.Error);
        replayed.ExitCode.ShouldBe(ExitCodes.Verdict);
    }

    [Fact]
    public async Task Run_again_without_a_model_it_can_be_compared()
    {
        var again = await Cli("investigations", "rerun", _id, "--model", "none", "--save", Save, "--output", "json");
        again.ExitCode.ShouldBe(ExitCodes.Verdict, again.Error);
        var other = Directory.GetDirectories(Save).Select(Path.GetFileName).Single(name => name != _id)!;
        again.Error.ShouldContain(other);

        var difference = Json(await Cli("investigations", "diff", _id, other, "--save", Save, "--output", "json"));
        difference.GetProperty("same_finding").GetBoolean().ShouldBeTrue();
        difference.GetProperty("b").GetProperty("model_calls").GetInt32().ShouldBe(0);
        var parts = difference.GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        parts["verdict"].GetProperty("is_same").GetBoolean().ShouldBeTrue();
        parts["cause"].GetProperty("a").GetString().ShouldStartWith("In short: ");
        parts["hypothesis: A column was renamed"].GetProperty("b").GetString().ShouldBe("not thought of");
        var text = (await Cli("investigations", "diff", _id, other, "--save", Save)).Output;
        text.ShouldContain("model calls");
        text.ShouldContain("The same in both");

        // A second time is another run; and so is one with another model.
        (await Cli("investigations", "rerun", _id, "--model", "none", "--save", Save)).ExitCode.ShouldBe(ExitCodes.Verdict);
        (await Cli("investigations", "rerun", _id, "--model", "other", "--save", Save)).ExitCode.ShouldBe(ExitCodes.Verdict);
        Directory.GetDirectories(Save).Length.ShouldBe(4);
    }

    [Fact]
    public async Task What_left_is_in_the_ledger_and_what_was_learned_in_the_signals()
    {
        var ledger = Json(await Cli("investigations", "egress", _id, "--save", Save, "--output", "json"));
        var entries = ledger.GetProperty("entries").EnumerateArray().ToArray();
        entries.Length.ShouldBe(ledger.GetProperty("sent").GetInt32());
        entries.Sum(e => e.GetProperty("bytes").GetInt64()).ShouldBe(ledger.GetProperty("bytes").GetInt64());
        (await Cli("investigations", "egress", _id, "--save", Save)).Output.ShouldContain("propose_hypotheses");

        var sent = Lines(await Cli("investigations", "egress", _id, "--save", Save, "--output", "jsonl"));
        sent.Length.ShouldBe(entries.Length);
        foreach (var line in sent)
            new[] { "instructions", "prompt", "schema" }
                .Sum(part => System.Text.Encoding.UTF8.GetByteCount(line.GetProperty(part).GetString()!))
                .ShouldBe(line.GetProperty("bytes").GetInt32());

        var signals = Lines(await Cli("investigations", "signals", "--save", Save));
        signals.Length.ShouldBe(entries.Length);
        var proposing = signals.Single(s => s.GetProperty("call").GetString() == "propose_hypotheses");
        proposing.GetProperty("hypotheses").GetArrayLength().ShouldBe(3);
        proposing.GetProperty("answer").GetString()!.ShouldContain("A column was renamed");
        signals.ShouldAllBe(s => s.GetProperty("quality").GetProperty("composite").GetDouble() > 0);
    }

    [Theory]
    [InlineData("list", "no/such/dir", "no directory", ExitCodes.BadInput)]
    [InlineData("show inv-nothing", null, "keeps no investigation inv-nothing", ExitCodes.BadInput)]
    [InlineData("replay inv-nothing", null, "keeps no investigation inv-nothing", ExitCodes.BadInput)]
    [InlineData("rerun inv-nothing --model none", null, "keeps no investigation inv-nothing", ExitCodes.BadInput)]
    [InlineData("diff inv-nothing inv-nothing", null, "keeps no investigation inv-nothing", ExitCodes.BadInput)]
    [InlineData("egress ../kept", null, "keeps no investigation ../kept", ExitCodes.BadInput)]
    [InlineData("signals inv-nothing", null, "keeps no investigation inv-nothing", ExitCodes.BadInput)]
    [InlineData("rerun inv", null, "--model", ExitCodes.BadInput)]
    [InlineData("show", null, "Required argument missing", ExitCodes.BadInput)]
    public async Task Bad_input_is_told_and_nothing_is_written(string arguments, string? directory, string says, int code)
    {
        var result = await Cli(["investigations", .. arguments.Split(' '), "--save", directory ?? Save]);
        result.Error.ShouldContain(says);
        result.ExitCode.ShouldBe(code);
        result.Output.ShouldBeEmpty();
        Directory.GetDirectories(Save).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("replay")]
    [InlineData("egress")]
    [InlineData("signals")]
    [InlineData("list")]
    public async Task A_damaged_log_is_told_with_its_line(string command)
    {
        var log = Path.Combine(Save, _id, "events.jsonl");
        var lines = await File.ReadAllLinesAsync(log, Cancellation);
        lines[3] = lines[3][..20];
        await File.WriteAllLinesAsync(log, lines, Cancellation);
        var result = await Cli(["investigations", command, .. command == "list" ? Array.Empty<string>() : [_id], "--save", Save]);
        result.LastWords.ShouldContain("Line 4 of");
        result.ExitCode.ShouldBe(ExitCodes.Failed);
        (await File.ReadAllLinesAsync(log, Cancellation)).ShouldBe(lines);
    }

    [Fact]
    public async Task A_log_that_was_cut_off_is_shown_as_such_and_cannot_be_replayed()
    {
        var log = Path.Combine(Save, _id, "events.jsonl");
        var lines = await File.ReadAllLinesAsync(log, Cancellation);
        await File.WriteAllTextAsync(log, string.Join('\n', lines[..12]) + "\n{\"half\":", Cancellation);
        (await Cli("investigations", "show", _id, "--save", Save)).Output.ShouldContain("cut off");
        var replay = await Cli("investigations", "replay", _id, "--save", Save);
        replay.LastWords.ShouldContain("was not concluded");
        replay.ExitCode.ShouldBe(ExitCodes.Failed);
    }

    [Fact]
    public async Task A_finding_that_was_changed_by_hand_is_not_what_the_replay_finds()
    {
        var log = Path.Combine(Save, _id, "events.jsonl");
        var text = await File.ReadAllTextAsync(log, Cancellation);
        await File.WriteAllTextAsync(
            log,
            string.Join(
                '\n',
                text.Split('\n')
                    .Select(line =>
                        line.Contains("synthesis_completed", StringComparison.Ordinal)
                            ? line.Replace("In short: ", "In length: ", StringComparison.Ordinal)
                            : line
                    )
            ),
            Cancellation
        );
        var replay = await Cli("investigations", "replay", _id, "--save", Save);
        replay.LastWords.ShouldContain("differs from the recorded finding");
        replay.ExitCode.ShouldBe(ExitCodes.Failed);
        replay.Output.ShouldBeEmpty();
    }

    private Task<CliResult> Cli(params string[] arguments) =>
        Cli(
            new InvestigationRun(
                new ConnectorCatalog(DataSourceRegistration.Connectors()),
                inquiry => new BuiltInAnalyst(inquiry),
                TimeProvider.System,
                model => model == "none" || _desk is null ? null : _desk.Reasoner
            ),
            arguments
        );

    private static Task<CliResult> Cli(InvestigationRun run, params string[] arguments) => Run.CliAsync(run, arguments);

    private static JsonElement Json(CliResult result) => JsonDocument.Parse(result.Output).RootElement;

    private static JsonElement[] Lines(CliResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private sealed class Diligence : IStandInScript
    {
        public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken) =>
            Task.FromResult<StandInAnswer>(new StandInAnswer.Text(DiligentPerson.Answer(question)));
    }
}
