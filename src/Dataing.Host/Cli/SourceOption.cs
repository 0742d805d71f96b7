using System.CommandLine;

namespace Dataing.Host.Cli;

/// <summary>The option that names a data source, the same in every command.</summary>
internal static class SourceOption
{
    public static Option<string> Create() =>
        new("--source")
        {
            Description =
                "A folder or file (CSV, JSON, Parquet, DuckDB, SQLite) or a URL such as postgres://user@host/db. A password belongs in PGPASSWORD, not here.",
            HelpName = "URL-OR-PATH",
            Required = true,
        };
}
