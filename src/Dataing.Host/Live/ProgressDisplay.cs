using Dataing.Core.Investigations;

namespace Dataing.Host.Live;

/// <summary>Chooses between a live display and plain lines.</summary>
internal static class ProgressDisplay
{
    /// <summary>Live when the writer is this process's terminal; lines when it is a file, a pipe, or a terminal that cannot move its cursor.</summary>
    public static IProgressDisplay Start(TextWriter error, InvestigationLimits limits, TimeProvider clock) =>
        IsTerminal(error) ? new LiveProgress(error, limits, clock) : new PlainProgress(error, limits, clock);

    private static bool IsTerminal(TextWriter error) =>
        ReferenceEquals(error, Console.Error)
        && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") is not "dumb"
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));
}
