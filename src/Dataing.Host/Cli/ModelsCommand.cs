using System.CommandLine;
using Dataing.Adapters.Models.StandIn;

namespace Dataing.Host.Cli;

/// <summary>`dataing models`: sitting in for a language model.</summary>
internal static class ModelsCommand
{
    private const int DefaultPort = 9099;

    public static Command Create(TimeProvider clock) =>
        new("models", "Language models: a local stand-in that a person answers for.") { StandIn(clock) };

    private static Command StandIn(TimeProvider clock)
    {
        var port = new Option<int>("--port") { Description = "Port on the loopback interface.", DefaultValueFactory = _ => DefaultPort };
        var folder = new Option<DirectoryInfo>("--dir")
        {
            Description = "Where questions are written and answers are read.",
            DefaultValueFactory = _ => new DirectoryInfo("model-stand-in"),
        };
        var command = new Command(
            "stand-in",
            "Serve the Messages and the chat-completions API on this machine and let a person answer: each question becomes NNN.question.md in the folder, and the JSON saved as NNN.answer.json is the answer. Use it with LLM_BASE_URL=http://127.0.0.1:9099/v1 LLM_MODEL=person. Ctrl-C ends it."
        )
        {
            port,
            folder,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var error = result.InvocationConfiguration.Error;
                var directory = result.GetRequiredValue(folder).FullName;
                var person = new PersonAtTheDesk(directory, error.WriteLine, clock);
                await using var server = await ModelStandIn.StartAsync(result.GetValue(port), person, cancellationToken);
                await error.WriteLineAsync($"Listening on {server.Url}; questions go to {directory}. Ctrl-C ends.");
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return ExitCodes.Verdict;
            }
        );
        return command;
    }
}
