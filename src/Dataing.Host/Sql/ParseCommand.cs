using System.CommandLine;
using System.Text.Json;
using Dataing.Sql.Parsing;

namespace Dataing.Host.Sql;

/// <summary>`dataing sql parse`: the tree of a query, or whether each of many can be read.</summary>
internal static class ParseCommand
{
    public static Command Create()
    {
        var query = SqlOptions.Query();
        var dialect = SqlOptions.Dialect("--dialect", "The dialect of the query; JSON lines may say their own");
        var lines = new Option<bool>("--jsonl") { Description = "Read JSON lines and answer each with {\"ok\", \"error\"}." };
        var command = new Command("parse", "Show the syntax tree of a query as JSON.\n\n" + SqlExitCodes.Help) { query, dialect, lines };
        command.SetAction(
            (result, cancellationToken) =>
                SqlFailures.ToExitCodeAsync(
                    result.InvocationConfiguration.Error,
                    async () =>
                    {
                        var output = result.InvocationConfiguration.Output;
                        var name = result.GetValue(dialect);
                        if (result.GetValue(lines))
                        {
                            var first = await Console.In.ReadLineAsync(cancellationToken);
                            return await SqlLines.AnswerAsync(
                                first,
                                Console.In,
                                output,
                                l => SqlInput.Question(l, name),
                                Answer,
                                cancellationToken
                            );
                        }
                        var language = SqlInput.Dialect(name);
                        var tree = SqlParser.Parse(
                            await SqlInput.QueryAsync(result.GetValue(query), Console.In, cancellationToken),
                            language
                        );
                        await SqlLines.WriteAsync(output, json => TreeJson.WriteProperties(tree, json), indented: true);
                        return SqlExitCodes.Allowed;
                    }
                )
        );
        return command;
    }

    private static void Answer(SqlQuestion question, Utf8JsonWriter json)
    {
        var failed = SqlParser.ParseQuery(question.Sql, question.Dialect) as ParseOutcome.Failed;
        json.WriteBoolean("ok", failed is null);
        json.WriteString("error", failed is null ? null : $"{failed.Error.Line}:{failed.Error.Column}: {failed.Error.Message}");
    }
}
