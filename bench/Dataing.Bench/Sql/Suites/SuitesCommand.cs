using System.CommandLine;
using System.Globalization;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;

namespace Dataing.Bench.Sql.Suites;

/// <summary>
/// Reads public query suites from a folder outside the repository: files named <c>dialect.suite.sql</c>, whose queries end in semicolons at the end
/// of a line, or <c>dialect.suite.lines</c> with one query a line.
/// </summary>
internal static class SuitesCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--dir") { Required = true, Description = "The folder of the suites." };
        var show = new Option<int>("--show") { DefaultValueFactory = _ => 10, Description = "How many failures to print for each." };
        var command = new Command("suites", "Reads public query suites and writes them back.") { folder, show };
        command.SetAction(result =>
        {
            foreach (var file in Directory.GetFiles(result.GetRequiredValue(folder)).Order(StringComparer.Ordinal))
                Report(file, result.GetRequiredValue(show));
        });
        return command;
    }

    private static void Report(string file, int show)
    {
        if (SqlDialect.Find(Path.GetFileName(file).Split('.')[0]) is not { } dialect)
            return;
        var queries = Queries(file).ToList();
        if (queries.Count == 0)
            return;
        var outcomes = queries.Select(q => (Query: q, Outcome: FuzzJudge.Judge(q, dialect, out var detail), Detail: detail)).ToList();
        var read = outcomes.Count(o => o.Outcome != FuzzOutcome.Unread);
        var stable = outcomes.Count(o => o.Outcome is FuzzOutcome.Allowed or FuzzOutcome.Refused);
        var allowed = outcomes.Count(o => o.Outcome == FuzzOutcome.Allowed);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(file)}: {queries.Count} queries, read {(double)read / queries.Count:P1}, written and read back as the same tree {(double)stable / queries.Count:P1}, allowed {(double)allowed / queries.Count:P1}"
            )
        );
        foreach (
            var (query, outcome, detail) in outcomes.Where(o => o.Outcome is not (FuzzOutcome.Allowed or FuzzOutcome.Refused)).Take(show)
        )
            Console.WriteLine($"  {outcome}: {query.ReplaceLineEndings(" ")} {detail ?? ErrorOf(query, dialect)}");
    }

    private static string? ErrorOf(string query, SqlDialect dialect) =>
        SqlParser.ParseQuery(query, dialect) is ParseOutcome.Failed { Error: var error }
            ? $"=> {error.Line}:{error.Column} {error.Message}"
            : null;

    private static IEnumerable<string> Queries(string file) =>
        file.EndsWith(".lines", StringComparison.Ordinal)
            ? File.ReadLines(file).Where(l => l.Length > 0 && !l.StartsWith("--", StringComparison.Ordinal))
            : File.ReadAllText(file).ReplaceLineEndings("\n").Split(";\n").Select(q => q.Trim()).Where(q => q.Length > 0);
}
