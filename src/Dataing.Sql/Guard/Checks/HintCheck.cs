using System.Collections.Frozen;
using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Hints may steer a plan; they may not lock, change settings or carry anything but plain words.</summary>
internal static class HintCheck
{
    private static readonly FrozenSet<string> SelectHints = Set(
        // Spark and Databricks
        "BROADCAST BROADCASTJOIN MAPJOIN MERGE SHUFFLE_MERGE MERGEJOIN SHUFFLE_HASH SHUFFLE_REPLICATE_NL COALESCE REPARTITION REPARTITION_BY_RANGE REBALANCE SKEW RANGE_JOIN"
            // MySQL and MariaDB
            + " BKA NO_BKA BNL NO_BNL HASH_JOIN NO_HASH_JOIN DERIVED_CONDITION_PUSHDOWN NO_DERIVED_CONDITION_PUSHDOWN GROUP_INDEX NO_GROUP_INDEX"
            + " INDEX NO_INDEX INDEX_MERGE NO_INDEX_MERGE JOIN_FIXED_ORDER JOIN_INDEX NO_JOIN_INDEX JOIN_ORDER JOIN_PREFIX JOIN_SUFFIX MERGE NO_MERGE"
            + " MRR NO_MRR NO_ICP NO_RANGE_OPTIMIZATION ORDER_INDEX NO_ORDER_INDEX QB_NAME SEMIJOIN NO_SEMIJOIN SKIP_SCAN NO_SKIP_SCAN SUBQUERY"
            + " MAX_EXECUTION_TIME STRAIGHT_JOIN SQL_SMALL_RESULT SQL_BIG_RESULT SQL_BUFFER_RESULT SQL_NO_CACHE HIGH_PRIORITY SQL_CALC_FOUND_ROWS SQL_CACHE"
    );

    /// <summary>Spark runs a task for each part.</summary>
    private const int MostParts = 10_000;

    /// <summary>MySQL's MAX_EXECUTION_TIME, which takes the place of the session's: five minutes.</summary>
    private const int MostMilliseconds = 300_000;

    private static readonly FrozenSet<string> Splits = Set("COALESCE REPARTITION REPARTITION_BY_RANGE REBALANCE");

    private static readonly FrozenSet<string> Refused = Set("HIGH_PRIORITY SQL_CALC_FOUND_ROWS SQL_CACHE");

    private static readonly FrozenSet<string> TableHints = Set(
        // SQL Server: those that lock nothing beyond the usual
        "NOLOCK READUNCOMMITTED READCOMMITTED READPAST NOEXPAND INDEX FORCESEEK FORCESCAN SNAPSHOT NOWAIT SPATIAL_WINDOW_MAX_CELLS"
            // MySQL, SQLite and Databricks
            + " USE FORCE IGNORE INDEXED NOT_INDEXED"
    );

    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            var finding = node switch
            {
                QueryBody.Select { Hints.Count: > 0 } select => First(select.Hints, SelectHints),
                TableSource.Table { Hints.Count: > 0 } table => First(table.Hints, TableHints),
                TableSource.Table { Alias.Columns.Count: > 0 } table when facts.Dialect.Family == DialectFamily.SqlServer => OldStyle(
                    table
                ),
                _ => null,
            };
            if (finding is not null)
                return finding;
        }
        return null;
    }

    private static Finding? First(SqlList<Hint> hints, FrozenSet<string> allowed)
    {
        foreach (var hint in hints)
        {
            if (Splits.Contains(hint.Name) && hint.Arguments.Any(a => IsMoreThan(a, MostParts)))
                return new(
                    RefusalCodes.Hint,
                    $"The hint {hint.Name} makes too many parts; write {MostParts} or fewer, or remove it.",
                    hint
                );
            if (hint.Name == "MAX_EXECUTION_TIME" && hint.Arguments.Any(a => IsMoreThan(a, MostMilliseconds)))
                return new(RefusalCodes.Hint, $"MAX_EXECUTION_TIME allows too much; write {MostMilliseconds} or less, or remove it.", hint);
            if (Refused.Contains(hint.Name) || !allowed.Contains(FirstWord(hint.Name)) || !hint.Arguments.All(IsPlain))
                return new(
                    RefusalCodes.Hint,
                    $"Remove the hint {hint.Name}: it does more than steer the plan, or is not known here.",
                    hint
                );
        }
        return null;
    }

    /// <summary>SQL Server takes <c>FROM t AS a (UPDLOCK)</c> for hints, although it looks like names for columns.</summary>
    private static Finding? OldStyle(TableSource.Table table) =>
        First([.. (table.Alias?.Columns ?? []).Select(c => new Hint(c.Name.Text.ToUpperInvariant(), []) { Span = c.Span })], TableHints);

    /// <summary>MySQL's and SQLite's hints have several words: USE INDEX FOR JOIN, NOT INDEXED.</summary>
    private static string FirstWord(string name)
    {
        var words = name.Split(' ');
        return words switch
        {
            ["NOT", "INDEXED", ..] => "NOT_INDEXED",
            [var first, "INDEX" or "KEY" or "BY", ..] => first,
            [var only] => only,
            _ => name,
        };
    }

    private static bool IsMoreThan(string argument, int most) =>
        argument
            .Split([',', ' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Any(a => double.TryParse(a, NumberStyles.Integer, CultureInfo.InvariantCulture, out var parts) && parts > most);

    private static bool IsPlain(string argument) =>
        argument.All(c =>
            char.IsLetterOrDigit(c) || c is '_' or '.' or '@' or ' ' or ',' or '$' or '"' or '\'' or '`' or '=' or '(' or ')' or '[' or ']'
        );

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
