using System.Diagnostics;
using System.Globalization;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Fuzzing;

/// <summary>Many inputs, one after the other, under watch for time and memory.</summary>
internal sealed class FuzzRun(ulong seed, Corpora corpora)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<FuzzOutcome, long> _outcomes = [];
    private readonly Dictionary<string, (FuzzOutcome Outcome, long Count, string Example)> _failures = [];
    private readonly IReadOnlyDictionary<string, string[]> _words = corpora.Queries.ToDictionary(
        q => q.Key,
        q => q.Value.SelectMany(s => s.Split(' ')).Distinct(StringComparer.Ordinal).ToArray()
    );

    private long _number;
    private long _started = Stopwatch.GetTimestamp();
    private TimeSpan _slowest;
    private long _slow;

    public bool IsClean => _failures.Count == 0 && _slow == 0;

    public void Go(long first, long inputs)
    {
        using var watchdog = new Timer(_ => Bite(), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        var watch = Stopwatch.StartNew();
        for (var number = first; number < first + inputs; number++)
        {
            Volatile.Write(ref _number, number);
            One(number);
            if ((number - first + 1) % 500_000 == 0)
                Console.Error.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{number - first + 1:N0} inputs, {watch.Elapsed.TotalSeconds:N0} s, {_failures.Count} kinds of failure"
                    )
                );
        }
    }

    public string Describe(TimeSpan elapsed)
    {
        using var process = Process.GetCurrentProcess();
        var counts = string.Join(
            ", ",
            _outcomes.OrderBy(o => o.Key).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Key} {o.Value:N0}"))
        );
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{_outcomes.Values.Sum():N0} inputs in {elapsed.TotalSeconds:N0} s: {counts}\nslowest {_slowest.TotalMilliseconds:N0} ms, {_slow} over {TimeLimit.TotalSeconds} s; peak memory {process.PeakWorkingSet64 / 1_000_000:N0} MB; {_failures.Count} kinds of failure"
        );
        return string.Join(
            '\n',
            [head, .. _failures.OrderByDescending(f => f.Value.Count).Select(f => $"{f.Value.Outcome} ×{f.Value.Count} {f.Value.Example}")]
        );
    }

    private void One(long number)
    {
        var input = FuzzInput.Make(seed, number, corpora, _words);
        var start = Stopwatch.GetTimestamp();
        Volatile.Write(ref _started, start);
        var outcome = FuzzJudge.Judge(input.Text, input.Dialect, out _);
        var spent = Stopwatch.GetElapsedTime(start);
        _slowest = spent > _slowest ? spent : _slowest;
        if (spent > TimeLimit)
        {
            _slow++;
            Console.Error.WriteLine($"slow: input {number} took {spent.TotalSeconds:F1} s");
        }
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        if (FuzzJudge.IsWrong(outcome))
            Keep(outcome, input);
    }

    private void Keep(FuzzOutcome outcome, FuzzInput input)
    {
        var shrunk =
            input.Text.Length > 3_000 ? input.Text : Shrinker.Shrink(input.Text, t => FuzzJudge.Judge(t, input.Dialect, out _) == outcome);
        FuzzJudge.Judge(shrunk, input.Dialect, out var detail);
        var shape = $"{outcome} {Shrinker.ShapeOf(shrunk)}";
        _failures[shape] = _failures.TryGetValue(shape, out var known)
            ? known with
            {
                Count = known.Count + 1,
            }
            : (outcome, 1, $"{input.Dialect.Name}: {shrunk}\n    {detail}");
    }

    /// <summary>A reader that never returns cannot be asked to stop; the process says which input it was and ends.</summary>
    private void Bite()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _started)) > TimeSpan.FromSeconds(60))
            Environment.FailFast($"Input {Volatile.Read(ref _number)} of seed {seed} hangs.");
    }
}
