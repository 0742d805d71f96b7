using System.CommandLine;
using System.Diagnostics;
using Dataing.Bench.Sql.Fuzzing;

namespace Dataing.Bench.Sql.Engines;

/// <summary>Random queries and mutated attacks against the real engines: what the guard allows is one query there, and means the same when written back.</summary>
internal static class EnginesCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 30, Description = "Seconds per engine." };
        var seed = new Option<ulong>("--seed")
        {
            DefaultValueFactory = _ => 1,
            Description = "Every text follows from it and its own number.",
        };
        var engines = new Option<string>("--engines")
        {
            DefaultValueFactory = _ => string.Join(',', EngineWorld.Names),
            Description = "Which engines.",
        };
        var first = new Option<long>("--first") { Description = "The number of the first text." };
        var only = new Option<bool>("--one") { Description = "Only that text." };
        var show = new Option<int>("--show") { DefaultValueFactory = _ => 20, Description = "How many differences to print." };
        var command = new Command("fuzz-engines", "Compares the guard with PostgreSQL, MariaDB, SQLite and DuckDB.")
        {
            seconds,
            seed,
            engines,
            first,
            only,
            show,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var corpora = Corpora.Read(Corpora.Find());
                var differences = 0;
                foreach (var name in result.GetRequiredValue(engines).Split(','))
                {
                    await using var engine = await EngineWorld.OpenAsync(name, cancellationToken);
                    if (engine is null)
                    {
                        Console.WriteLine($"{name} is not installed.");
                        continue;
                    }
                    var fuzz = new EngineFuzz(engine, result.GetRequiredValue(seed), corpora);
                    var watch = Stopwatch.StartNew();
                    var number = result.GetValue(first);
                    do await fuzz.OneAsync(number++, cancellationToken);
                    while (!result.GetValue(only) && watch.Elapsed.TotalSeconds < result.GetRequiredValue(seconds));
                    Console.WriteLine(fuzz.Describe());
                    foreach (
                        var line in fuzz
                            .Differences.Take(result.GetRequiredValue(show))
                            .Concat(fuzz.SetAside().Take(result.GetRequiredValue(show)))
                    )
                        Console.WriteLine(line);
                    differences += fuzz.Differences.Count;
                }
                return differences == 0 ? 0 : 1;
            }
        );
        return command;
    }
}
