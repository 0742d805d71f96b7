using System.CommandLine;
using System.Text.Json;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Demo;
using Dataing.Host.Demo;

namespace Dataing.Host.Tests.Demo;

/// <summary>The command itself, over a scripted investigation.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly List<string> _investigated = [];

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Json_is_one_array_with_every_story_and_nothing_else()
    {
        (await RunAsync("--no-serve", "--output", "json")).ShouldBe(0);

        var array = JsonDocument.Parse(_output.ToString()).RootElement.EnumerateArray().ToArray();
        array.Select(element => element.GetProperty("incident").GetString()).ShouldBe(DemoIncidents.All.Select(incident => incident.Name));
        array.ShouldAllBe(element => element.GetProperty("finding").GetProperty("verdict").GetString() == "false_alarm");
        _error.ToString().ShouldContain("null_spike");
    }

    [Fact]
    public async Task One_story_can_be_named()
    {
        (await RunAsync("--no-serve", "--incident", "duplicates")).ShouldBe(0);

        _investigated.ShouldBe(["duplicates"]);
        File.Exists(_folder.Below(Path.Combine("reports", "duplicates.html"))).ShouldBeTrue();
        _output.ToString().ShouldContain("false alarm");
    }

    [Fact]
    public async Task An_unknown_story_is_refused_with_the_names_there_are()
    {
        (await RunAsync("--incident", "nul_spike")).ShouldNotBe(0);

        _error.ToString().ShouldContain("null_spike");
        _investigated.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_investigation_does_not_end_the_others()
    {
        (await RunAsync(["--no-serve", "--output", "json"], failing: "volume_drop")).ShouldBe(ExitCodes.Failed);

        var array = JsonDocument.Parse(_output.ToString()).RootElement.EnumerateArray().ToArray();
        array.Length.ShouldBe(8);
        array[1].GetProperty("finding").ValueKind.ShouldBe(JsonValueKind.Null);
        _error.ToString().ShouldContain("The source went away.");
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_bad_input()
    {
        await File.WriteAllTextAsync(_folder.Below("file"), "", TestContext.Current.CancellationToken);

        (await RunAsync(["--no-serve"], directory: Path.Combine("file", "below"))).ShouldBe(ExitCodes.BadInput);

        _error.ToString().ShouldContain("The demo cannot write to");
        _output.ToString().ShouldBeEmpty();
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, failing: null);

    private Task<int> RunAsync(string[] arguments, string? failing = null, string directory = "")
    {
        var stage = new DemoStage(
            (folder, _, _) =>
            {
                _investigated.Add(folder.Incident.Name);
                return folder.Incident.Name == failing
                    ? throw new InvestigationFailedException("The source went away.")
                    : Task.FromResult(FalseAlarm);
            },
            (_, finding, output) => output.WriteLine(finding.Verdict),
            (_, path, token) => File.WriteAllTextAsync(path, "<html>", token)
        );
        var command = DemoCommand.Create(stage);
        return command
            .Parse([.. arguments, "--dir", _folder.Below(directory)])
            .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error }, TestContext.Current.CancellationToken);
    }

    private static readonly Finding FalseAlarm = new()
    {
        Status = FindingStatus.Completed,
        Verdict = Verdict.FalseAlarm,
        Confidence = new Confidence(0.9, []),
        Cost = new Cost(1, 0.1, null, null),
    };
}
