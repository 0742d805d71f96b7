using System.CommandLine;
using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Families;
using Dataing.Bench.Incidents.Mechanisms;

namespace Dataing.Bench.Incidents;

/// <summary>The incident benchmark: makes cases, lets the built program investigate them, scores the answers.</summary>
internal static class IncidentsCommand
{
    public static Command Create()
    {
        var seeds = new Option<string>("--seeds") { Description = "Seeds A..B or A.", DefaultValueFactory = _ => "1..1" };
        var families = new Option<string?>("--families") { Description = "Schema families, comma separated; default all." };
        var mechanisms = new Option<string?>("--mechanisms") { Description = "Case labels, comma separated; default all." };
        var generateOnly = new Option<string?>("--generate-only") { Description = "Write the cases to this folder and stop." };
        var command = new Command("incidents", "Makes incident cases, runs `dataing investigate` on each, and scores the answers.")
        {
            seeds,
            families,
            mechanisms,
            generateOnly,
        };
        command.SetAction(
            (parsed, _) =>
            {
                var chosenFamilies = Chosen(SchemaFamily.All, f => f.Name, parsed.GetValue(families));
                var chosenMechanisms = Chosen(MechanismCatalog.All, m => m.Id, parsed.GetValue(mechanisms));
                foreach (var seed in Seeds(parsed.GetRequiredValue(seeds)))
                {
                    foreach (var mechanism in chosenMechanisms)
                    {
                        var made = CaseFactory.Make(seed, mechanism, chosenFamilies);
                        if (parsed.GetValue(generateOnly) is { } folder)
                            CaseWriter.Write(made, folder);
                        Console.Error.WriteLine(
                            $"{made.Id} {made.Truth.Verdict} {made.Warehouse.Fact.Table.Rows.Count} rows {made.Truth.SegmentShift:0.0} {made.Truth.TableShift:0.0} {made.Truth.Injection.Story}"
                        );
                    }
                }
                return Task.FromResult(0);
            }
        );
        return command;
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
        var first = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        var last = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : first;
        return Enumerable.Range(first, last - first + 1);
    }
}
