using System.Diagnostics;
using System.Text.Json.Nodes;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;
using Dataing.Host.Tests.Sources;

namespace Dataing.Host.Tests.Runs;

/// <summary>The real thing: the program itself, killed without warning, over and over until it gets to the end.</summary>
public sealed class KillTests(PostgresHost postgres) : IClassFixture<PostgresHost>, IDisposable
{
    private const int MostStarts = 60;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Temporary => Directory.CreateDirectory(_folder.Below("temporary")).FullName;

    public void Dispose() => _folder.Dispose();

    /// <summary>Each start gets <paramref name="step"/> events further than the one before; the first dies at <paramref name="first"/>.</summary>
    [Theory]
    [InlineData("files", 1, 5)]
    [InlineData("sqlite", 2, 5)]
    [InlineData("postgres", 3, 5)]
    public async Task Killed_again_and_again_it_finds_the_same_and_repeats_no_answered_query(string kind, int first, int step)
    {
        var source = await SourceAsync(kind);
        var whole = await FindAsync(source, "whole");
        var (known, kills) = (new List<string>(), 0);
        for (var next = first; kills < MostStarts && await KillAsync(source, "killed", next); next = known.Count + step)
        {
            kills++;
            var events = EventsIn("killed");
            ExpectCarriedOn(known, events);
            known = events;
        }
        kills.ShouldBeInRange(5, MostStarts - 1);
        (await FindAsync(source, "killed")).ShouldBe(whole);
        ExpectCarriedOn(known, EventsIn("killed"));
        // One that was killed with its finding written is not asked for its files again: the next investigation sweeps.
        await FindAsync(source, "next");
        Directory.EnumerateFileSystemEntries(Temporary).ShouldBeEmpty("what the killed processes left behind");
    }

    /// <summary>The log goes on from where it was, and asks nothing again that it holds the answer to.</summary>
    private static void ExpectCarriedOn(List<string> before, List<string> after)
    {
        after.Take(before.Count).ShouldBe(before);
        Ids(after.Skip(before.Count), "query_submitted").Intersect(Ids(before, "query_succeeded")).ShouldBeEmpty();
    }

    /// <summary>True when the process was killed, at that many events or soon after; false when it got to its end first.</summary>
    private async Task<bool> KillAsync(string source, string save, int events)
    {
        using var victim = Start(source, save);
        var (output, error) = (victim.StandardOutput.ReadToEndAsync(Cancellation), victim.StandardError.ReadToEndAsync(Cancellation));
        // Wait for the log to grow rather than for the clock.
        while (!victim.HasExited && EventsIn(save).Count < events)
            await Task.Yield();
        victim.Kill();
        await victim.WaitForExitAsync(Cancellation);
        await Task.WhenAll(output, error);
        return victim.ExitCode != ExitCodes.Verdict;
    }

    private async Task<string> FindAsync(string source, string save)
    {
        using var process = Start(source, save);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var json = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(ExitCodes.Verdict, await error);
        return ComparableFinding.Of(json);
    }

    private async Task<string> SourceAsync(string kind)
    {
        SmallShop.Write(_folder.Path);
        var csv = _folder.Below("orders.csv");
        return kind switch
        {
            "sqlite" => SqliteForms.Write(
                csv,
                _folder.Below("orders.sqlite"),
                "order_ref INTEGER, customer_ref INTEGER, channel TEXT, country TEXT, total NUMERIC, placed_at TEXT",
                "SELECT * FROM shop"
            ),
            "postgres" => await postgres.NewShopAsync(csv),
            _ => csv,
        };
    }

    private Process Start(string source, string save)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "dataing.dll"),
            "investigate",
            "--output",
            "json",
            "--source",
            source,
            "--alert",
            SmallShop.Alert,
            "--save",
            _folder.Below(save),
        ];
        start.Environment["TMPDIR"] = Temporary;
        // The runtime's own channel for debuggers would lie there too.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    private List<string> EventsIn(string save)
    {
        var folder = _folder.Below(save);
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
