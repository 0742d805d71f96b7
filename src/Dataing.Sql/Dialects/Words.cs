using System.Collections.Frozen;

namespace Dataing.Sql.Dialects;

/// <summary>Words that all dialects share, and a short way to write sets of them.</summary>
internal static class Words
{
    /// <summary>Reserved in every dialect here: without quotes they are never names.</summary>
    public const string Reserved = """
        SELECT FROM WHERE GROUP HAVING ORDER LIMIT UNION EXCEPT INTERSECT AND OR NOT CASE WHEN THEN ELSE ON
        AS IN IS LIKE BETWEEN NULL DISTINCT JOIN USING CREATE TABLE WITH BY INTO
        """;

    /// <summary>Words that open what may follow a source.</summary>
    public const string AfterTable = """
        SELECT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION EXCEPT INTERSECT AND OR NOT CASE WHEN THEN ELSE END ON USING
        JOIN INNER LEFT RIGHT FULL CROSS NATURAL OUTER WINDOW FOR TABLESAMPLE SET WITH INTO AS LATERAL RETURNING VALUES IN IS
        """;

    /// <summary>Words that open what may follow a selected expression.</summary>
    public const string AfterColumn = """
        SELECT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION EXCEPT INTERSECT AND OR NOT CASE WHEN THEN ELSE END ON USING
        IN IS LIKE BETWEEN AS INTO WINDOW FOR ISNULL NOTNULL COLLATE JOIN WITH OVER
        """;

    public const string CurrentTimes = "CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP";

    public static FrozenSet<string> Set(params ReadOnlySpan<string> lists)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in lists)
            words.UnionWith(list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public static FrozenSet<Feature> Features(params Feature[] features) => features.ToFrozenSet();
}
