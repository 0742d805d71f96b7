using System.Diagnostics;
using System.Text.Json;
using Dataing.Demo;

namespace Dataing.Bench.Models;

/// <summary>Runs the built program on a demo incident, as a user would, and reads what it took from the log it kept.</summary>
internal sealed class ModelRuns(string program, string folder)
{
    private static readonly string[] Claimed = ["verdict", "onset", "scope", "confidence"];

    private static readonly string[] Settings =
    [
        "LLM_BASE_URL",
        "LLM_MODEL",
        "LLM_PROVIDER",
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_API_KEY_FILE",
    ];

    public string Data => Path.Combine(folder, "data");

    /// <param name="url">Where the stand-in listens; null: no model.</param>
    public async Task<ModelRun> InvestigateAsync(DemoFolder demo, string? url, CancellationToken cancellationToken)
    {
        var save = Path.Combine(folder, url is null ? "without" : "with", demo.Incident.Name);
        if (Directory.Exists(save))
            Directory.Delete(save, recursive: true);
        string[] arguments =
        [
            "investigate",
            "--output",
            "json",
            "--source",
            demo.DataDirectory,
            "--alert",
            demo.AlertPath,
            "--lineage",
            demo.LineagePath,
            "--changes",
            demo.ChangesPath,
            "--save",
            save,
        ];
        var began = Stopwatch.GetTimestamp();
        var finding = JsonDocument.Parse(await RunAsync(arguments, url, cancellationToken)).RootElement;
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var listed = JsonDocument.Parse(
            await RunAsync(["investigations", "list", "--output", "json", "--save", save], null, cancellationToken)
        );
        var summary = listed.RootElement[0];
        string[] egress = ["investigations", "egress", summary.GetProperty("id").GetString() ?? "", "--output", "json", "--save", save];
        var ledger = JsonDocument.Parse(await RunAsync(egress, null, cancellationToken)).RootElement;
        return new ModelRun(
            string.Join('\n', Claimed.Select(part => finding.GetProperty(part).GetRawText())),
            summary.GetProperty("model_calls").GetInt32(),
            summary.GetProperty("model_tokens").GetInt64(),
            ledger.GetProperty("bytes").GetInt64(),
            summary.GetProperty("queries").GetInt32(),
            seconds
        );
    }

    private async Task<string> RunAsync(string[] arguments, string? url, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in Settings)
            start.Environment.Remove(name);
        if (url is not null)
        {
            start.Environment["LLM_BASE_URL"] = url + "/v1";
            start.Environment["LLM_MODEL"] = "stand-in";
        }
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output.Length > 0 ? output : throw new InvalidOperationException(await errors);
    }
}

/// <param name="Claim">What the finding claims, for comparison.</param>
internal sealed record ModelRun(string Claim, int Calls, long Tokens, long Bytes, int Queries, double Seconds);
