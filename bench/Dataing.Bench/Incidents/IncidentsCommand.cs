using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Families;
using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Running;
using Dataing.Bench.Incidents.Scoring;

namespace Dataing.Bench.Incidents;

/// <summary>The incident benchmark: makes cases, lets the built program investigate them, scores the answers.</summary>
internal static class IncidentsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var seeds = new Option<string>("--seeds") { Description = "Seeds A..B, or one.", DefaultValueFactory = _ => "1..1" };
        var families = new Option<string?>("--families") { Description = "Schema families, comma separated; default all." };
        var mechanisms = new Option<string?>("--mechanisms") { Description = "Case labels, comma separated; default all." };
        var generateOnly = new Option<string?>("--generate-only") { Description = "Write the cases to this folder and stop." };
        var keep = new Option<string?>("--keep") { Description = "Keep data, findings and truth in this folder." };
        var onsets = new Option<string>("--onsets")
        {
            Description = $"When incidents set in: {string.Join(", ", OnsetMoment.Kinds)}.",
            DefaultValueFactory = _ => OnsetMoment.Hour,
        };
        onsets.AcceptOnlyFromAmong(OnsetMoment.Kinds);
        var program = new Option<string?>("--program")
        {
            Description = "The dataing executable or dll; default the newest build of this repository.",
        };
        var kind = new Option<string>("--as")
        {
            Description = $"The kind of source that holds each case: {string.Join(", ", SourceCopies.Kinds)}.",
            DefaultValueFactory = _ => SourceCopies.Files,
        };
        kind.AcceptOnlyFromAmong([.. SourceCopies.Kinds]);
        var json = new Option<bool>("--json") { Description = "Print the results as JSON." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds per case.", DefaultValueFactory = _ => 60 };
        var parallel = new Option<int>("--parallel") { Description = "Cases at a time, one or two.", DefaultValueFactory = _ => 2 };
        var command = new Command("incidents", "Makes incident cases, runs `dataing investigate` on each, and scores the answers.")
        {
            seeds,
            families,
            mechanisms,
            onsets,
            generateOnly,
            keep,
            program,
            kind,
            json,
            timeout,
            parallel,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var chosenFamilies = Chosen(SchemaFamily.All, f => f.Name, parsed.GetValue(families));
                var chosen = Chosen(MechanismCatalog.All, m => m.Id, parsed.GetValue(mechanisms));
                var cases = Seeds(parsed.GetRequiredValue(seeds)).SelectMany(seed => chosen.Select(m => (Seed: seed, Mechanism: m)));
                var moments = parsed.GetRequiredValue(onsets);
                if (parsed.GetValue(generateOnly) is { } target)
                    return Generate(cases, chosenFamilies, target, moments);
                var kept = parsed.GetValue(keep);
                var folder = kept ?? Path.Combine(Path.GetTempPath(), $"dataing-bench-{Environment.ProcessId}");
                var analyst = new InvestigationProcess(
                    parsed.GetValue(program) ?? BuiltProgram.Find(),
                    TimeSpan.FromSeconds(parsed.GetValue(timeout))
                );
                await using var sources = await CaseSources.StartAsync(parsed.GetRequiredValue(kind));
                var run = new BenchmarkRun(analyst, sources, folder, kept is not null, Console.Error, moments);
                var (scores, floor) = await run.RunAsync(
                    cases,
                    chosenFamilies,
                    Math.Clamp(parsed.GetValue(parallel), 1, 2),
                    cancellationToken
                );
                Console.WriteLine(parsed.GetValue(json) ? Report.Json(scores, floor).ToJsonString(Indented) : Report.Text(scores, floor));
                if (kept is null)
                    Directory.Delete(folder, recursive: true);
                return 0;
            }
        );
        return command;
    }

    private static int Generate(
        IEnumerable<(int Seed, Mechanism Mechanism)> cases,
        IReadOnlyList<SchemaFamily> families,
        string folder,
        string onsets
    )
    {
        foreach (var (seed, mechanism) in cases)
        {
            var made = CaseFactory.Make(seed, mechanism, families, onsets);
            CaseWriter.Write(made, folder);
            Console.Error.WriteLine(
                $"{made.Id}: {made.Truth.Verdict}, {made.Warehouse.Fact.Table.Rows.Count} rows, {made.Truth.Injection.Story}"
            );
        }
        return 0;
    }

    private static List<T> Chosen<T>(IReadOnlyList<T> all, Func<T, string> name, string? wanted)
    {
        if (wanted is null)
            return [.. all];
        var names = wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var unknown in names.Except(all.Select(name)))
            throw new ArgumentException($"'{unknown}' is not known; choose among {string.Join(", ", all.Select(name))}.");
        return [.. all.Where(a => names.Contains(name(a)))];
    }

    private static IEnumerable<int> Seeds(string text)
    {
        var parts = text.Split("..");
        var first = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var last = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : first;
        return Enumerable.Range(first, last - first + 1);
    }
}
