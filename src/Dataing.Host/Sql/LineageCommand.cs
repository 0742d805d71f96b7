using System.CommandLine;
using System.Text.Json;
using Dataing.Sql.Lineage;
using Dataing.Sql.Parsing;
using Dataing.Sql.Resolution;

namespace Dataing.Host.Sql;

/// <summary>`dataing sql lineage`: which tables and columns a result comes from.</summary>
internal static class LineageCommand
{
    public static Command Create()
    {
        var query = SqlOptions.Query();
        var dialect = SqlOptions.Dialect("--dialect", "The dialect of the query");
        var schema = SqlOptions.Schema();
        var command = new Command(
            "lineage",
            "Show as JSON which tables a query reads and which columns each column of its result is made of.\n\n"
                + "A column is direct when it is handed on unchanged, and complete when all it is made of was found; stars need --schema.\n"
                + SqlExitCodes.Help
        )
        {
            query,
            dialect,
            schema,
        };
        command.SetAction(
            (result, cancellationToken) =>
                SqlFailures.ToExitCodeAsync(
                    result.InvocationConfiguration.Error,
                    async () =>
                    {
                        var language = SqlInput.Dialect(result.GetValue(dialect));
                        var catalog = SqlInput.Catalog(result.GetValue(schema));
                        var tree = SqlParser.Parse(
                            await SqlInput.QueryAsync(result.GetValue(query), Console.In, cancellationToken),
                            language
                        );
                        var lineage = QueryLineage.Of(tree, language, catalog);
                        await SqlLines.WriteAsync(result.InvocationConfiguration.Output, json => Write(lineage, json), indented: true);
                        return SqlExitCodes.Allowed;
                    }
                )
        );
        return command;
    }

    private static void Write(QueryLineage lineage, Utf8JsonWriter json)
    {
        json.WriteStartArray("tables");
        foreach (var table in lineage.Tables)
            json.WriteStringValue(table);
        json.WriteEndArray();
        json.WriteStartArray("columns");
        foreach (var column in lineage.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            WriteOrigins("origins", column.Origins, json);
            json.WriteBoolean("direct", column.IsDirect);
            json.WriteBoolean("complete", column.IsComplete);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteOrigins("reads", lineage.Reads, json);
        json.WriteBoolean("open", lineage.IsOpen);
    }

    private static void WriteOrigins(string name, IEnumerable<ColumnOrigin> origins, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var origin in origins)
            json.WriteStringValue(origin.ToString());
        json.WriteEndArray();
    }
}
