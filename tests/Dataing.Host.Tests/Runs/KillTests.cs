using System.Diagnostics;
using System.Text.Json.Nodes;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Runs;

/// <summary>The real thing: the program itself, killed without warning.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly string _temporary;

    public KillTests()
    {
        SmallShop.Write(_folder.Path);
        _temporary = Directory.CreateDirectory(Path.Combine(_folder.Path, "temporary")).FullName;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(13)]
    public async Task Killed_and_started_again_it_finds_the_same_and_repeats_no_answered_query(int events)
    {
        var whole = await FindAsync("whole");
        using (var victim = Start("killed"))
        {
            // Wait for the log to grow rather than for the clock.
            while (!victim.HasExited && EventsIn("killed").Count < events)
                await Task.Yield();
            victim.Kill();
            await victim.WaitForExitAsync(Cancellation);
        }
        var before = EventsIn("killed");
        (await FindAsync("killed")).ShouldBe(whole);
        Directory.EnumerateFileSystemEntries(_temporary).ShouldBeEmpty("what the killed process left behind");
        var after = EventsIn("killed");
        after.Take(before.Count).ShouldBe(before);
        var answered = Ids(before, "query_succeeded");
        Ids(after.Skip(before.Count), "query_submitted").Intersect(answered).ShouldBeEmpty();
    }

    private async Task<string> FindAsync(string save)
    {
        using var process = Start(save);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var json = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(ExitCodes.Verdict, await error);
        return ComparableFinding.Of(json);
    }

    private Process Start(string save)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "dataing.dll"),
            "investigate",
            "--output",
            "json",
            "--source",
            Path.Combine(_folder.Path, "orders.csv"),
            "--alert",
            SmallShop.Alert,
            "--save",
            Path.Combine(_folder.Path, save),
        ];
        start.Environment["TMPDIR"] = _temporary;
        // The runtime's own channel for debuggers would lie there too.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    private List<string> EventsIn(string save)
    {
        var folder = Path.Combine(_folder.Path, save);
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "events.jsonl", SearchOption.AllDirectories) is not [var log])
            return [];
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static HashSet<string> Ids(IEnumerable<string> lines, string type) =>
        [
            .. lines
                .Select(line => JsonNode.Parse(line)!["recorded"]!["event"]!)
                .Where(e => e["type"]!.GetValue<string>() == type)
                .Select(e => e["query_id"]!.GetValue<string>()),
        ];
}
