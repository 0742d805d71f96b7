using System.CommandLine;
using System.Diagnostics;
using Dataing.Analysis.Localisation;
using Dataing.Bench.Segments.Worlds;

namespace Dataing.Bench.Segments;

/// <summary>Quality and speed of the segment search on worlds of our own, beside the best single dimension by contribution.</summary>
internal static class SegmentsCommand
{
    private static readonly SegmentSearchOptions Options = SegmentSearchOptions.Default with { MaximumCauses = 12 };

    public static Command Create()
    {
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "First seed." };
        var worlds = new Option<int>("--worlds") { DefaultValueFactory = _ => 100, Description = "Worlds per regime." };
        var only = new Option<string?>("--only") { Description = "Only regimes whose name contains this." };
        var verbose = new Option<bool>("--verbose") { Description = "Print every world that is not fully right." };
        var command = new Command("segments", "Segment search: quality per regime, and milliseconds on 48,000 leaves.")
        {
            seed,
            worlds,
            only,
            verbose,
        };
        command.SetAction(p => Run(p.GetValue(seed), p.GetValue(worlds), p.GetValue(only), p.GetValue(verbose)));
        return command;
    }

    private static int Run(int seed, int worlds, string? only, bool verbose)
    {
        Console.WriteLine(
            $"{"regime", -34} {"F1", 7} {"right", 6} {"wrong", 6} {"missed", 6} {"rows .9", 8} {"accused", 8} {"naive F1", 9} {"rows .9", 8} {"ms", 7}"
        );
        foreach (var regime in Regimes.All.Where(r => only is null || r.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            Measure(regime, seed, worlds, verbose);
        if (only is null || only.Contains("speed", StringComparison.OrdinalIgnoreCase))
            Speed(seed);
        return 0;
    }

    private static void Measure(Regime regime, int seed, int worlds, bool verbose)
    {
        var (ours, naive) = (new Marks(), new Marks());
        var milliseconds = 0.0;
        for (var i = 0; i < worlds; i++)
        {
            var world = regime.Make(seed + i);
            var started = Stopwatch.GetTimestamp();
            var findings = SegmentSearch.Find(world.Table, world.Form, Options);
            milliseconds += Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var causes = regime.Accused(findings);
            var before = ours.Wrong + ours.Missed;
            ours.Add(world, [.. causes.Select(c => c.Conditions)]);
            naive.Add(world, NaiveSearch.Find(world));
            if (verbose && ours.Wrong + ours.Missed > before)
                Print(seed + i, world, findings);
        }
        Console.WriteLine(
            $"{regime.Name, -34} {ours.F1, 7:F3} {ours.Right, 6} {ours.Wrong, 6} {ours.Missed, 6} {ours.SameRowsShare, 8:P0} {ours.AccusedShare, 8:P1} {naive.F1, 9:F3} {naive.SameRowsShare, 8:P0} {milliseconds / worlds, 7:F1}"
        );
    }

    private static void Print(int seed, SegmentWorld world, SegmentFindings findings)
    {
        Console.WriteLine(
            $"  seed {seed}: {findings.Verdict}, common {findings.CommonShift:F3} ({findings.CommonEvidence:F0}), noise {findings.Noise}"
        );
        Console.WriteLine("    truth " + string.Join(" | ", world.Truth.Select(t => SegmentWorld.Name(t))));
        foreach (var cause in findings.Causes)
        {
            var text = string.Join('&', cause.Conditions.Select(c => $"{c.Dimension}={string.Join(',', c.Codes)}"));
            Console.WriteLine(
                $"    found {text}  shift {cause.Shift:F3} evidence {cause.Evidence:F1} rows {cause.Rows} excess {cause.Excess:F1}"
            );
        }
    }

    private static void Speed(int seed)
    {
        var worlds = Enumerable.Range(0, 10).Select(i => ForecastWorlds.Make(seed + i)).ToArray();
        foreach (var _ in Enumerable.Range(0, 6))
        foreach (var world in worlds)
            SegmentSearch.Find(world.Table, world.Form, Options);
        var times = new List<double>();
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        foreach (var world in worlds.Concat(worlds).Concat(worlds))
        {
            var started = Stopwatch.GetTimestamp();
            SegmentSearch.Find(world.Table, world.Form, Options);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        process.Refresh();
        var busy = (process.TotalProcessorTime - cpu).TotalMilliseconds / times.Count;
        times.Sort();
        Console.WriteLine(
            $"speed, 48,000 leaves, 5 dimensions, one thread, warm: quartile {times[times.Count / 4]:F1} ms, median {times[times.Count / 2]:F1} ms, worst {times[^1]:F1} ms, processor time {busy:F1} ms"
        );
    }
}
