using System.CommandLine;

namespace Dataing.Host.Sql;

/// <summary>`dataing sql …`: the SQL reader and the guard, for people and for tests from outside.</summary>
internal static class SqlCommand
{
    public static Command Create() =>
        new("sql", "Read, check and rewrite SQL without running it.\n\nDialects: " + SqlOptions.DialectNames + ".\n" + SqlExitCodes.Help)
        {
            CheckCommand.Create(),
            ParseCommand.Create(),
            FormatCommand.Create(),
            TranspileCommand.Create(),
            LineageCommand.Create(),
        };
}
