using Dataing.Adapters.Models;
using Dataing.Core.DataSources;
using Dataing.Core.Intake;
using Dataing.Core.Investigations;

namespace Dataing.Host.Cli;

/// <summary>Turns each failure that a command may meet into a sentence on standard error and its exit code.</summary>
internal static class Failures
{
    public static async Task<int> ToExitCodeAsync(Func<Task<int>> command, TextWriter error)
    {
        try
        {
            return await command();
        }
        catch (Exception e) when (CodeOf(e) is { } code)
        {
            if (e is InvestigationFailedException { InnerException: { } bug and not SourceException })
                await error.WriteLineAsync(bug.ToString());
            await error.WriteLineAsync(Sentence(e));
            return code;
        }
        catch (Exception e)
        {
            // The program's own handler: what arrives here is a bug, and is shown whole so that it can be reported.
            await error.WriteLineAsync($"This is a bug in Dataing; please report it with what follows.\n{e}");
            return ExitCodes.Failed;
        }
    }

    private static string Sentence(Exception e) =>
        e switch
        {
            OperationCanceledException => "Cancelled.",
            // A full disk or a closed door behind standard output, a report or a temporary file.
            IOException or UnauthorizedAccessException =>
                $"{Shown(e.Message).TrimEnd('.')}; make room or check the permissions, and run the same command again.",
            _ => Shown(e.Message),
        };

    /// <summary>Messages may repeat names that someone else chose; nothing in them may steer the terminal.</summary>
    public static string Shown(string message) => PlainText.Clean(message);

    /// <summary>Null for a bug, which is left to show itself.</summary>
    private static int? CodeOf(Exception e) =>
        e switch
        {
            UnreadableInputException or BadAlertException or ModelSettingsException => ExitCodes.BadInput,
            SourceException source => CodeOf(source.Kind),
            InvestigationFailedException { InnerException: SourceException source } => CodeOf(source.Kind),
            InvestigationFailedException or EventStoreException or ConcurrentAppendException or ReplayDivergedException => ExitCodes.Failed,
            OperationCanceledException => ExitCodes.Cancelled,
            IOException or UnauthorizedAccessException => ExitCodes.Failed,
            _ => null,
        };

    private static int CodeOf(SourceErrorKind kind) =>
        kind
            is SourceErrorKind.Configuration
                or SourceErrorKind.NotFound
                or SourceErrorKind.Unsupported
                or SourceErrorKind.Syntax
                or SourceErrorKind.PolicyViolation
            ? ExitCodes.BadInput
            : ExitCodes.Failed;
}
