using System.CommandLine;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;

namespace Dataing.Host.Sql;

/// <summary>`dataing sql format`: the one canonical spelling of a query.</summary>
internal static class FormatCommand
{
    public static Command Create()
    {
        var query = SqlOptions.Query();
        var dialect = SqlOptions.Dialect("--dialect", "The dialect of the query");
        var command = new Command("format", "Write a query in its canonical spelling.\n\n" + SqlExitCodes.Help) { query, dialect };
        command.SetAction(
            (result, cancellationToken) =>
                SqlFailures.ToExitCodeAsync(
                    result.InvocationConfiguration.Error,
                    async () =>
                    {
                        var language = SqlInput.Dialect(result.GetValue(dialect));
                        var sql = await SqlInput.QueryAsync(result.GetValue(query), Console.In, cancellationToken);
                        await result.InvocationConfiguration.Output.WriteLineAsync(
                            SqlRenderer.Render(SqlParser.Parse(sql, language), language)
                        );
                        return SqlExitCodes.Allowed;
                    }
                )
        );
        return command;
    }
}
