using System.CommandLine;
using Dataing.Bench.Sql.Fuzzing;

namespace Dataing.Bench.Sql;

/// <summary>Reading SQL, beside sqlglot in the same run: statements and megabytes per second of processor time, allocation, and slowest verdicts.</summary>
internal static class SqlCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 5, Description = "Seconds per measurement." };
        var python = new Option<string>("--python") { DefaultValueFactory = _ => "python3", Description = "A Python that has sqlglot." };
        var command = new Command("sql", "Parsing and judging SQL, compared with sqlglot.") { seconds, python };
        command.SetAction(result =>
        {
            var statements = Path.Combine(AppContext.BaseDirectory, "Sql", "statements.sql");
            var measured = SqlMeasurement.Run(statements, TimeSpan.FromSeconds(result.GetRequiredValue(seconds)));
            Console.WriteLine(measured.Describe());
            Console.WriteLine(OwnTimes.Measure(Corpora.Read(Corpora.Find())).Describe());
            Console.WriteLine(SqlPeer.Describe(result.GetRequiredValue(python), statements, measured.StatementsPerSecond));
        });
        return command;
    }
}
