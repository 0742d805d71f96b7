using System.CommandLine;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Transpiling;

namespace Dataing.Host.Sql;

/// <summary>`dataing sql transpile`: a query of one dialect in another.</summary>
internal static class TranspileCommand
{
    public static Command Create()
    {
        var query = SqlOptions.Query();
        var from = SqlOptions.Dialect("--from", "The dialect of the query");
        var to = SqlOptions.Dialect("--to", "The dialect to write");
        var command = new Command("transpile", "Write a query in another dialect.\n\n" + SqlExitCodes.Help) { query, from, to };
        command.SetAction(
            (result, cancellationToken) =>
                SqlFailures.ToExitCodeAsync(
                    result.InvocationConfiguration.Error,
                    async () =>
                    {
                        var (source, target) = (result.GetValue(from), result.GetValue(to));
                        if (source is null || target is null)
                            throw new UnusableSqlInputException("Say both dialects: --from and --to.");
                        var sql = await SqlInput.QueryAsync(result.GetValue(query), Console.In, cancellationToken);
                        var (spoken, wanted) = (SqlInput.Dialect(source), SqlInput.Dialect(target));
                        var tree = SqlTranspiler.Transpile(SqlParser.Parse(sql, spoken), spoken, wanted);
                        await result.InvocationConfiguration.Output.WriteLineAsync(SqlRenderer.Render(tree, wanted));
                        return SqlExitCodes.Allowed;
                    }
                )
        );
        return command;
    }
}
