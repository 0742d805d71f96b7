using System.CommandLine;
using System.Diagnostics;

namespace Dataing.Bench.Sql.Fuzzing;

/// <summary>Random characters, shuffled words, mutated queries and attacks of every dialect: nothing crashes or hangs, and what is read is written and read back as the same tree.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var inputs = new Option<long>("--inputs") { DefaultValueFactory = _ => 100_000, Description = "How many texts." };
        var seed = new Option<ulong>("--seed")
        {
            DefaultValueFactory = _ => 1,
            Description = "Every input follows from it and its own number.",
        };
        var first = new Option<long>("--first") { Description = "The number of the first input." };
        var tests = new Option<string?>("--tests") { Description = "The folder tests/Dataing.Sql.Tests." };
        var command = new Command("fuzz", "Feeds the SQL reader and the guard with broken and hostile texts.")
        {
            inputs,
            seed,
            first,
            tests,
        };
        command.SetAction(result =>
        {
            var run = new FuzzRun(result.GetRequiredValue(seed), Corpora.Read(result.GetValue(tests) ?? Corpora.Find()));
            var watch = Stopwatch.StartNew();
            run.Go(result.GetValue(first), result.GetRequiredValue(inputs));
            Console.WriteLine(run.Describe(watch.Elapsed));
            return run.IsClean ? 0 : 1;
        });
        return command;
    }
}
