using System.Diagnostics;
using System.Text.Json;
using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Scoring;

namespace Dataing.Bench.Incidents.Running;

/// <summary>Runs the built program on one case, as a user would, and reads its finding.</summary>
internal sealed class InvestigationProcess(string program, TimeSpan timeout)
{
    public async Task<Answer> InvestigateAsync(CaseFiles files, string source, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(Start(files, source)) ?? throw new InvalidOperationException($"{program} could not be started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            return Read(await output, await errors, process.ExitCode, files) with { Seconds = seconds };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new Answer { Failure = $"no answer within {timeout.TotalSeconds} s", Seconds = timeout.TotalSeconds };
        }
    }

    private static Answer Read(string output, string errors, int exitCode, CaseFiles files)
    {
        File.WriteAllText(Path.Combine(files.Folder, "finding.json"), output);
        try
        {
            return FindingReader.Read(output);
        }
        catch (JsonException)
        {
            var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return new Answer { Failure = $"exit code {exitCode}: {string.Join(" / ", lines.TakeLast(3))}" };
        }
    }

    private ProcessStartInfo Start(CaseFiles files, string source)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.FileName = program;
        if (program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            start.FileName = "dotnet";
            start.ArgumentList.Add(program);
        }
        string?[] arguments =
        [
            "investigate",
            "--source",
            source,
            "--alert",
            files.Alert,
            "--output",
            "json",
            files.Lineage is null ? null : "--lineage",
            files.Lineage,
            files.Changes is null ? null : "--changes",
            files.Changes,
        ];
        foreach (var argument in arguments.OfType<string>())
            start.ArgumentList.Add(argument);
        return start;
    }
}
