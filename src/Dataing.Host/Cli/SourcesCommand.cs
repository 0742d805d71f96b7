using System.CommandLine;
using System.Text.Json;
using Dataing.Adapters.DataSources;
using Dataing.Core.DataSources;
using Dataing.Core.Intake;
using Dataing.Core.Json;
using Dataing.Host.Reporting;
using Dataing.Host.Runs;

namespace Dataing.Host.Cli;

/// <summary>`dataing sources`: tests a data source, shows its schema, runs one checked query.</summary>
internal static class SourcesCommand
{
    private static readonly JsonSerializerOptions Indented = new(DataingJson.Wire) { WriteIndented = true, NewLine = "\n" };

    public static Command Create(ConnectorCatalog connectors) =>
        new("sources", "Look at a data source.") { CreateTest(connectors), CreateSchema(connectors), CreateQuery(connectors) };

    private static Command CreateTest(ConnectorCatalog connectors)
    {
        var source = SourceOption.Create();
        var output = OutputOption.Create("text", "json");
        var command = new Command("test", "Connect, and say what may be read.") { source, output };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                await using var opened = await connectors.OpenAsync(
                    result.GetRequiredValue(source),
                    new SourceOptions(),
                    cancellationToken
                );
                var report = await opened.TestAsync(cancellationToken);
                var writer = result.InvocationConfiguration.Output;
                if (result.GetValue(output) == "json")
                {
                    await WriteJsonAsync(
                        new
                        {
                            Source = opened.Description,
                            Dialect = opened.Dialect.Name,
                            report.Version,
                            report.Notes,
                            report.Warnings,
                        },
                        writer
                    );
                    return ExitCodes.Verdict;
                }
                await writer.WriteLineAsync($"{Failures.Shown(opened.Description)} ({Failures.Shown(report.Version)}) answers.");
                foreach (var note in report.Notes)
                    await writer.WriteLineAsync($"  {Failures.Shown(note)}");
                foreach (var warning in report.Warnings)
                    await writer.WriteLineAsync($"  Warning: {Failures.Shown(warning)}");
                return ExitCodes.Verdict;
            }
        );
        return command;
    }

    private static Command CreateSchema(ConnectorCatalog connectors)
    {
        var source = SourceOption.Create();
        var output = OutputOption.Create("text", "json");
        var command = new Command("schema", "Show the tables and columns.") { source, output };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                await using var opened = await connectors.OpenAsync(
                    result.GetRequiredValue(source),
                    new SourceOptions(),
                    cancellationToken
                );
                var schema = await opened.DiscoverAsync(cancellationToken);
                var writer = result.InvocationConfiguration.Output;
                if (result.GetValue(output) == "json")
                    await WriteJsonAsync(schema, writer);
                else
                    await writer.WriteAsync(SchemaText.Of(schema));
                foreach (var warning in schema.Warnings)
                    await result.InvocationConfiguration.Error.WriteLineAsync($"Warning: {Failures.Shown(warning)}");
                return ExitCodes.Verdict;
            }
        );
        return command;
    }

    private static Command CreateQuery(ConnectorCatalog connectors)
    {
        var source = SourceOption.Create();
        var sql = new Argument<string>("sql") { Description = "One query in the source's dialect, or - for standard input." };
        var rows = WholeNumberOption.Create("--rows", "N", "Rows", 1, 10_000, usual: 100);
        var output = OutputOption.Create("text", "json", "csv");
        var command = new Command("query", "Run one query, checked like every other: reading only, limited, one statement.")
        {
            sql,
            source,
            rows,
            output,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var text = result.GetRequiredValue(sql);
                if (text == "-")
                    text = await Console.In.ReadToEndAsync(cancellationToken);
                PlainText.RequireBounded(text, "query");
                await using var opened = await connectors.OpenAsync(
                    result.GetRequiredValue(source),
                    new SourceOptions(),
                    cancellationToken
                );
                var answer = await CheckedQueryRun.RunAsync(opened, text, result.GetValue(rows), cancellationToken);
                await QueryOutput.WriteAsync(answer, result.GetRequiredValue(output), result.InvocationConfiguration.Output);
                if (answer.Outcome.Truncated != Truncation.None)
                    await result.InvocationConfiguration.Error.WriteLineAsync(
                        $"Only the first {Counted.Of(answer.Rows.Count, "row")} are shown; ask for more with --rows."
                    );
                return ExitCodes.Verdict;
            }
        );
        return command;
    }

    private static Task WriteJsonAsync<T>(T value, TextWriter writer) => writer.WriteLineAsync(JsonSerializer.Serialize(value, Indented));
}
