using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>The engine asks it about every action while it prepares a statement: whatever is not reading is refused.</summary>
internal static class SqliteAuthorizer
{
    /// <summary>
    /// The engine marks functions that have no effect and reveal nothing as innocuous (0x200000); extension loading, file access and the like
    /// are not among them. Those that only make large values are left out too.
    /// </summary>
    public const string HarmlessFunctions = """
        SELECT DISTINCT lower(name) FROM pragma_function_list
        WHERE (flags & 0x200000) <> 0 AND name NOT IN ('randomblob', 'zeroblob', 'load_extension', 'fts3_tokenizer')
        """;

    private static readonly string[] Operators = ["like", "glob", SqliteRegex.Name];

    public static void Install(sqlite3 handle, IReadOnlyList<object?[]> harmlessFunctions)
    {
        var functions = harmlessFunctions
            .Select(row => row[0] as string ?? "")
            .Concat(Operators)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        raw.sqlite3_set_authorizer(
            handle,
            (_, action, _, second, _, _) =>
                action switch
                {
                    raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_RECURSIVE => raw.SQLITE_OK,
                    raw.SQLITE_FUNCTION when functions.Contains(second.utf8_to_string()) => raw.SQLITE_OK,
                    _ => raw.SQLITE_DENY,
                },
            null
        );
    }
}
