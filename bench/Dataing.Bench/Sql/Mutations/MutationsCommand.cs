using System.CommandLine;
using System.Globalization;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Bench.Sql.Mutations.Observing;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Edits = Dataing.Sql.Tests.Guard.Mutations;

namespace Dataing.Bench.Sql.Mutations;

/// <summary>
/// Every text that is one edit away from a listed attack, through the guard without a snapshot. Each that passes gets the reason why it may, is read by an
/// oracle that shares nothing with the guard, and is run in a scratch database of the engines at hand, where nothing but an answer may come of it.
/// </summary>
internal static class MutationsCommand
{
    public static Command Create()
    {
        var tests = new Option<string?>("--tests") { Description = "The folder tests/Dataing.Sql.Tests." };
        var show = new Option<int>("--show") { DefaultValueFactory = _ => 3, Description = "Examples for each reason." };
        var dialects = new Option<string>("--dialects")
        {
            DefaultValueFactory = _ => string.Join(',', SqlDialect.All.Select(d => d.Name)),
            Description = "Which dialects.",
        };
        var engines = new Option<bool>("--engines") { Description = "Also run what is allowed in the engines at hand." };
        var command = new Command("mutations", "Every single edit of every listed attack.") { tests, show, dialects, engines };
        command.SetAction(
            (result, cancellationToken) =>
                RunAsync(
                    result.GetValue(tests) ?? Corpora.Find(),
                    result.GetRequiredValue(show),
                    result.GetRequiredValue(dialects).Split(','),
                    result.GetValue(engines),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string tests, int show, string[] dialects, bool engines, CancellationToken cancellationToken)
    {
        var tally = new MutationTally();
        var effects = 0;
        foreach (var dialect in dialects.Select(d => SqlDialect.Find(d) ?? throw new ArgumentException($"There is no dialect {d}.")))
        {
            var allowed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var attack in Corpora.AttacksOf(tests, dialect.Name))
                One(attack, dialect, tally, allowed);
            if (engines)
                effects += await ObserveAsync(dialect, [.. allowed], show, cancellationToken);
        }
        Console.WriteLine(tally.Describe(show));
        return tally.Harmful.Count + effects == 0 ? 0 : 1;
    }

    private static void One(string attack, SqlDialect dialect, MutationTally tally, HashSet<string> texts)
    {
        if (QueryGuard.Check(attack, dialect, null, QueryPolicy.Default) is not QueryVerdict.Refused refused)
        {
            Console.WriteLine($"{dialect.Name}: allowed as it stands: {attack}");
            return;
        }
        foreach (var mutant in Edits.Of(attack))
        {
            tally.All++;
            if (QueryGuard.Check(mutant, dialect, null, QueryPolicy.Default) is not QueryVerdict.Allowed { Query: var query })
                continue;
            var example = $"{dialect.Name}: {attack} → {query.Text}";
            tally.Add($"{refused.Code}: {MutationReason.Of(attack, mutant, refused, query)}", example);
            if (texts.Add(query.Text) && MutationOracle.Harm(query.Text, dialect.Name) is { } harm)
                tally.Harmful.Add($"{harm} in {example}");
        }
    }

    private static async Task<int> ObserveAsync(SqlDialect dialect, string[] texts, int show, CancellationToken cancellationToken)
    {
        await using var database = await ObservedRun.OpenAsync(dialect.Name, cancellationToken);
        if (database is null)
            return 0;
        var run = new ObservedRun(database);
        await run.GoAsync(texts, cancellationToken);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{dialect.Name}: {run.Asked:N0} different texts run, {run.Answered:N0} answered, the slowest in {run.Slowest.TotalSeconds:F2} s; {run.Effects.Count} with an effect"
            )
        );
        foreach (var effect in run.Effects.Take(show * 10))
            Console.WriteLine($"    {effect.ReplaceLineEndings("⏎")}");
        return run.Effects.Count;
    }
}
