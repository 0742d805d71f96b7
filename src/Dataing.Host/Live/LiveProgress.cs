using Dataing.Core.Investigations;
using Dataing.Host.Reporting;
using Spectre.Console;

namespace Dataing.Host.Live;

/// <summary>A display that redraws itself in place, ten times a second and at once when something happened.</summary>
internal sealed class LiveProgress : IProgressDisplay
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _writer;
    private readonly TimeProvider _clock;
    private readonly IAnsiConsole _console;
    private readonly ProgressScreen _screen;
    private readonly DateTimeOffset _startedAt;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _sayings = [];
    private readonly Task _drawing;
    private volatile ProgressState _state = new();

    public LiveProgress(TextWriter writer, InvestigationLimits limits, TimeProvider clock)
    {
        _writer = writer;
        _clock = clock;
        _startedAt = clock.GetUtcNow();
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.Yes });
        _screen = new ProgressScreen(limits);
        _drawing = DrawAsync();
    }

    /// <summary>Events come one after the other, from the log's own lock.</summary>
    public void Publish(string investigationId, Recorded recorded) => _state = ProgressState.Evolve(_state, recorded.Event);

    public void Say(string sentence) => _sayings.Add(sentence);

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _drawing;
        if (_state.Finding is { } finding)
            await _writer.WriteLineAsync(
                $"{Wording.Cost(finding.Cost)}, " + $"{Counted.Of(finding.Hypotheses.Count, "hypothesis", "hypotheses")} tested."
            );
        foreach (var sentence in _sayings)
            await _writer.WriteLineAsync(sentence);
    }

    private Task DrawAsync() =>
        _console
            .Live(_screen.Draw(_state, TimeSpan.Zero, _console.Profile.Width, _console.Profile.Height))
            .AutoClear(true)
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(async live =>
            {
                do
                {
                    live.UpdateTarget(
                        _screen.Draw(_state, _clock.GetUtcNow() - _startedAt, _console.Profile.Width, _console.Profile.Height)
                    );
                } while (await Task.WhenAny(_end.Task, Task.Delay(Beat, _clock)) != _end.Task);
            });
}
