using System.CommandLine;
using Dataing.Sql.Dialects;

namespace Dataing.Host.Sql;

/// <summary>The options that several `dataing sql` commands share.</summary>
internal static class SqlOptions
{
    public static string DialectNames => string.Join(", ", SqlDialect.All.Select(d => d.Name));

    public static Option<string?> Dialect(string name, string description)
    {
        var option = new Option<string?>(name) { Description = $"{description}: {DialectNames}.", HelpName = "DIALECT" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } written && SqlDialect.Find(written) is null)
                result.AddError($"There is no dialect {written}; the dialects are {DialectNames}.");
        });
        return option;
    }

    public static Argument<string?> Query() =>
        new("query")
        {
            Description = "The query; without it, it is read from standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "SQL",
        };

    public static Option<string?> Schema() =>
        new("--schema")
        {
            Description =
                "A JSON file with the tables that exist: {\"tables\": [{\"catalog\"?, \"schema\"?, \"name\", \"columns\"?: [{\"name\", \"type\"}]}]}. Others are then refused.",
            HelpName = "FILE",
        };

    public static Option<string?> Policy() =>
        new("--policy")
        {
            Description =
                "A JSON file with the policy, such as {\"row_cap\": 1000, \"denied_schemas\": [\"tenant_b\"], \"allow_catalogs\": false}.",
            HelpName = "FILE",
        };
}
