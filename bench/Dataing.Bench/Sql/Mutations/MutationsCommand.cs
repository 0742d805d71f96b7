using System.CommandLine;
using System.Globalization;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Edits = Dataing.Sql.Tests.Guard.Mutations;

namespace Dataing.Bench.Sql.Mutations;

/// <summary>Every text that is one edit away from a listed attack, through the guard without a snapshot, and for each that passes the reason why it may.</summary>
internal static class MutationsCommand
{
    public static Command Create()
    {
        var tests = new Option<string?>("--tests") { Description = "The folder tests/Dataing.Sql.Tests." };
        var show = new Option<int>("--show") { DefaultValueFactory = _ => 3, Description = "Examples for each reason." };
        var command = new Command("mutations", "Every single edit of every listed attack.") { tests, show };
        command.SetAction(result => Run(result.GetValue(tests) ?? Corpora.Find(), result.GetRequiredValue(show)));
        return command;
    }

    private static void Run(string tests, int show)
    {
        var (all, passed) = (0L, 0L);
        var reasons = new Dictionary<string, List<string>>();
        foreach (var dialect in SqlDialect.All)
        {
            foreach (var attack in Corpora.AttacksOf(tests, dialect.Name))
            {
                if (QueryGuard.Check(attack, dialect, null, QueryPolicy.Default) is not QueryVerdict.Refused refused)
                {
                    Console.WriteLine($"{dialect.Name}: allowed as it stands: {attack}");
                    continue;
                }
                foreach (var mutant in Edits.Of(attack))
                {
                    all++;
                    if (QueryGuard.Check(mutant, dialect, null, QueryPolicy.Default) is not QueryVerdict.Allowed allowed)
                        continue;
                    passed++;
                    var reason = $"{refused.Code}: {MutationReason.Of(attack, mutant, refused, allowed.Query)}";
                    if (!reasons.TryGetValue(reason, out var examples))
                        reasons[reason] = examples = [];
                    examples.Add($"{dialect.Name}: {attack} → {allowed.Query.Text}");
                }
            }
        }
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{all:N0} mutations, {passed:N0} allowed ({(double)passed / all:P2})")
        );
        foreach (var (reason, examples) in reasons.OrderByDescending(r => r.Value.Count))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{examples.Count, 6:N0}  {reason}"));
            foreach (var example in examples.Where((_, i) => i % Math.Max(1, examples.Count / Math.Max(1, show)) == 0).Take(show))
                Console.WriteLine($"          {example.ReplaceLineEndings("⏎")}");
        }
    }
}
