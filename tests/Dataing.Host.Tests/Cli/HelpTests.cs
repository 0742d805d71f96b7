using Dataing.Host.Cli;

namespace Dataing.Host.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public async Task The_help_of_every_command_is_what_was_approved()
    {
        string[] commands =
        [
            "",
            "investigate",
            "demo",
            "sources",
            "sources test",
            "sources schema",
            "sources query",
            "doctor",
            "sql",
            "sql check",
            "sql parse",
            "sql format",
            "sql transpile",
            "sql lineage",
            "models",
            "models stand-in",
            "investigations",
            "investigations list",
            "investigations show",
            "investigations replay",
            "investigations rerun",
            "investigations diff",
            "investigations egress",
            "investigations signals",
        ];
        var all = new StringWriter();
        foreach (var command in commands)
        {
            var output = new StringWriter();
            var arguments = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("--help");
            (
                await CommandLine.RunAsync(
                    [.. arguments],
                    Scripted.Run.Unused,
                    output,
                    TextWriter.Null,
                    TestContext.Current.CancellationToken
                )
            ).ShouldBe(0);
            all.WriteLine($"$ dataing {command} --help".Replace("  ", " ", StringComparison.Ordinal));
            all.WriteLine(string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())));
        }
        // The parser calls the program what its process is called, which here is the test.
        Approved.Match(
            all.ToString().ReplaceLineEndings("\n").Replace("Dataing.Host.Tests", "dataing", StringComparison.Ordinal),
            "cli-help.approved.txt"
        );
    }
}
