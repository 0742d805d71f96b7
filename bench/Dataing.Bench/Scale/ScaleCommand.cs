using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dataing.Bench.Incidents.Running;
using Dataing.Bench.Incidents.Scoring;
using Dataing.Core.DataSources;

namespace Dataing.Bench.Scale;

/// <summary>Ten million rows, twenty columns, one incident: seconds, queries and peak memory of one whole investigation.</summary>
internal static class ScaleCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--dir")
        {
            Description = "Where the Parquet file is kept between runs.",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "dataing-scale"),
        };
        var program = new Option<string?>("--program")
        {
            Description = "The dataing executable or dll; default the newest build of this repository.",
        };
        var command = new Command("scale", "Investigates an incident in 10 million rows x 20 columns of Parquet.") { folder, program };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var table = LargeTable.Ensure(parsed.GetRequiredValue(folder));
                Console.WriteLine(await MeasureAsync(parsed.GetValue(program) ?? BuiltProgram.Find(), table, cancellationToken));
                return 0;
            }
        );
        return command;
    }

    private static async Task<string> MeasureAsync(string program, string table, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { program, "investigate", "--source", table, "--alert", LargeTable.Alert, "--output", "json" })
            start.ArgumentList.Add(argument);
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var peak = await PeakMemoryAsync(process, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var text = await output;
        if (!text.StartsWith('{'))
            return $"No finding after {seconds:0.0} s: {await errors}";
        var answer = FindingReader.Read(text);
        var limit = new SourceOptions().MemoryLimit;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            file: {new FileInfo(table).Length / 1e6:0} MB, {LargeTable.Rows:N0} rows, 20 columns
            answer: {answer.Verdict} {answer.Mechanism}, {string.Join(
                " and ",
                answer.Predicate
            )}, onset {answer.OnsetStart:yyyy-MM-dd HH:mm} to {answer.OnsetEnd:yyyy-MM-dd HH:mm} (truth: segment_bad_values, region = r3 and device = android, {LargeTable.Onset})
            seconds: {seconds:0.0} from start to exit (bar 10)
            queries: {answer.Queries} (bar 25)
            peak memory of the process: {peak / 1e6:0} MB, of which the embedded engine may take up to {limit
                / 1e6:0} MB by its configured limit
            """
        );
    }

    /// <summary>The kernel's high-water mark, read until the process is gone.</summary>
    private static async Task<double> PeakMemoryAsync(Process process, CancellationToken cancellationToken)
    {
        var peak = 0.0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(40));
        while (!process.HasExited && await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status")
                    .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
                if (line is not null)
                    peak = Math.Max(
                        peak,
                        1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)
                    );
            }
            catch (IOException)
            {
                // The process ended between the question and the answer; the last mark stands.
                break;
            }
        }
        await process.WaitForExitAsync(cancellationToken);
        return peak;
    }
}
