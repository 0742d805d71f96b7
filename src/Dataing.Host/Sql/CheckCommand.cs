using System.CommandLine;
using System.Text.Json;
using Dataing.Sql.Guard;

namespace Dataing.Host.Sql;

/// <summary>`dataing sql check`: what the guard says about a query, or about each of many.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var query = SqlOptions.Query();
        var dialect = SqlOptions.Dialect("--dialect", "The dialect of the query; JSON lines may say their own");
        var schema = SqlOptions.Schema();
        var policy = SqlOptions.Policy();
        var json = new Option<bool>("--json") { Description = "Answer with one JSON object." };
        var command = new Command(
            "check",
            "Say whether a query may run, and how it would be written.\n\n"
                + "Standard input may hold one query, or JSON lines {\"dialect\": …, \"sql\": …}; each line is answered with "
                + "{\"allowed\", \"code\", \"message\", \"line\", \"column\", \"rendered\"} as soon as it is read.\n"
                + SqlExitCodes.Help
        )
        {
            query,
            dialect,
            schema,
            policy,
            json,
        };
        command.SetAction(
            (result, cancellationToken) =>
                SqlFailures.ToExitCodeAsync(
                    result.InvocationConfiguration.Error,
                    async () =>
                    {
                        var guard = new Checker(SqlInput.Catalog(result.GetValue(schema)), SqlInput.Policy(result.GetValue(policy)));
                        var output = result.InvocationConfiguration.Output;
                        var written = result.GetValue(query);
                        var name = result.GetValue(dialect);
                        if (written is null or "-")
                        {
                            var first = await Console.In.ReadLineAsync(cancellationToken) ?? "";
                            if (SqlLines.LooksLikeJson(first))
                                return await SqlLines.AnswerAsync(
                                    first,
                                    Console.In,
                                    output,
                                    l => SqlInput.Question(l, name),
                                    guard.Answer,
                                    cancellationToken
                                );
                            written = first + "\n" + await SqlInput.QueryAsync(null, Console.In, cancellationToken);
                        }
                        return await guard.CheckAsync(new SqlQuestion(written, SqlInput.Dialect(name)), result.GetValue(json), output);
                    }
                )
        );
        return command;
    }

    private sealed class Checker(CatalogSnapshot? catalog, QueryPolicy policy)
    {
        public void Answer(SqlQuestion question, Utf8JsonWriter json) => Write(Check(question), json);

        public async Task<int> CheckAsync(SqlQuestion question, bool asJson, TextWriter output)
        {
            var verdict = Check(question);
            if (asJson)
                await SqlLines.WriteAsync(output, json => Write(verdict, json));
            else
                await output.WriteLineAsync(Text(verdict));
            return verdict is QueryVerdict.Allowed ? SqlExitCodes.Allowed : SqlExitCodes.Refused;
        }

        private QueryVerdict Check(SqlQuestion question) => QueryGuard.Check(question.Sql, question.Dialect, catalog, policy);

        private static void Write(QueryVerdict verdict, Utf8JsonWriter json)
        {
            var refused = verdict as QueryVerdict.Refused;
            json.WriteBoolean("allowed", refused is null);
            json.WriteString("code", refused?.Code);
            json.WriteString("message", refused?.Message);
            WriteNumber(json, "line", refused?.Line);
            WriteNumber(json, "column", refused?.Column);
            json.WriteString("rendered", (verdict as QueryVerdict.Allowed)?.Query.Text);
        }

        private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
        {
            if (value is > 0 and { } number)
                json.WriteNumber(name, number);
            else
                json.WriteNull(name);
        }

        private static string Text(QueryVerdict verdict) =>
            verdict switch
            {
                QueryVerdict.Allowed allowed => allowed.Query.Text,
                QueryVerdict.Refused { Line: > 0 } refused =>
                    $"{refused.Line}:{refused.Column}: {refused.Message} [{refused.Code}]\n{refused.Excerpt}",
                QueryVerdict.Refused refused => $"{refused.Message} [{refused.Code}]",
                _ => throw new System.Diagnostics.UnreachableException(verdict.GetType().Name),
            };
    }
}
