namespace Dataing.Host.Tests.Models;

/// <summary>A clock whose timers fire when they are told to, however slow the machine is, and never else.</summary>
internal sealed class HeldClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<Held> _held = [];

    /// <summary>The time of every timer that waits is up.</summary>
    public void Elapse()
    {
        Held[] due;
        lock (_lock)
        {
            due = [.. _held];
            _held.Clear();
        }
        foreach (var timer in due)
            timer.Callback(timer.State);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Held(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Held(HeldClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimerCallback Callback => callback;
        public object? State => state;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
                return dueTime == Timeout.InfiniteTimeSpan ? clock._held.Remove(this) : clock._held.Add(this);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
