using System.Diagnostics;

namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>Runs texts in a scratch database, one after the other, and looks whether anything but the answer came of them.</summary>
internal sealed class ObservedRun(IObserved database)
{
    private const int Batch = 50;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>Texts that were run.</summary>
    public int Asked { get; private set; }

    /// <summary>Texts that the engine took and answered.</summary>
    public int Answered { get; private set; }

    public TimeSpan Slowest { get; private set; }

    /// <summary>Texts that changed something, took more than a second or wanted too much memory.</summary>
    public List<string> Effects { get; } = [];

    public static async Task<IObserved?> OpenAsync(string dialect, CancellationToken cancellationToken) =>
        dialect switch
        {
            "postgres" => await ObservedPostgres.OpenAsync(cancellationToken),
            "mariadb" => await ObservedMariaDb.OpenAsync(cancellationToken),
            "sqlite" => await ObservedSqlite.OpenAsync(),
            "duckdb" => await ObservedDuckDb.OpenAsync(),
            _ => null,
        };

    public async Task GoAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var state = await database.StateAsync(cancellationToken);
        foreach (var batch in texts.Chunk(Batch))
        {
            foreach (var text in batch)
                await OneAsync(text, cancellationToken);
            var next = await database.StateAsync(cancellationToken);
            if (next != state)
                state = await FindAsync(batch, next, cancellationToken);
        }
    }

    private async Task OneAsync(string text, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Asked++;
        var answer = await database.RunAsync(text, cancellationToken);
        if (answer == ObservedAnswer.Answered)
            Answered++;
        var spent = Stopwatch.GetElapsedTime(start);
        Slowest = spent > Slowest ? spent : Slowest;
        if (answer == ObservedAnswer.TooLarge)
            Effects.Add($"wanted too much memory: {text}");
        else if (answer == ObservedAnswer.Stuck)
            Effects.Add($"could not be stopped: {text}");
        else if (spent > Slow)
            Effects.Add($"took {spent.TotalSeconds:F1} s: {text}");
    }

    /// <summary>Which text of a batch it was: each is run once more by itself. What does its work only once is named with the batch.</summary>
    private async Task<string> FindAsync(string[] batch, string state, CancellationToken cancellationToken)
    {
        var found = false;
        foreach (var text in batch)
        {
            await database.RunAsync(text, cancellationToken);
            var next = await database.StateAsync(cancellationToken);
            if (next == state)
                continue;
            Effects.Add($"changed {Difference(state, next)}: {text}");
            (found, state) = (true, next);
        }
        if (!found)
            Effects.Add($"one of these changed something once: {string.Join(" | ", batch)}");
        return state;
    }

    private static string Difference(string before, string after)
    {
        var (left, right) = (before.Split(' '), after.Split(' '));
        return string.Join(", ", left.Zip(right).Where(p => p.First != p.Second).Select(p => $"{p.First} → {p.Second}").Take(3));
    }
}
