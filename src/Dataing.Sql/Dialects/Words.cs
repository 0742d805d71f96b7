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

    /// <summary>Words reserved in at least one of the engines: built names that are one of them are quoted everywhere.</summary>
    public static readonly FrozenSet<string> Everywhere = Set(
        Reserved,
        AfterTable,
        AfterColumn,
        CurrentTimes,
        """
        ALL ANALYSE ANALYZE AND ANY ARRAY ASC ASYMMETRIC AT AUTHORIZATION BINARY BOTH CAST CHAR CHARACTER CHECK COLLATE COLUMN COLUMNS
        CONNECT CONSTRAINT CONVERT CUBE CURRENT CURRENT_CATALOG CURRENT_ROLE CURRENT_SCHEMA CURRENT_USER CURSOR DATABASE DATE DAY DEFAULT
        DEFERRABLE DELETE DESC DESCRIBE DIV DO DOUBLE DROP EACH ENUM ESCAPE EXISTS EXPLAIN EXTRACT FALSE FILTER FINAL FLOAT FOR FORCE FOREIGN
        FORMAT FREEZE FUNCTION GLOBAL GRANT GROUPING GROUPS HASH HOUR IF IGNORE ILIKE INDEX INITIALLY INSERT INT INTEGER INTERVAL ISSUE
        KEY KEYS KILL LAST LEAD LEADING LEVEL LOCAL LOCK LONG LOOP MATCH MERGE MINUS MINUTE MOD MODE MONTH NEW NO NTILE
        NUMERIC OF OFF OLD ONLY OPEN OPTION OVER OVERLAPS PARTITION PERCENT PIVOT PLACING PLAN POSITION PRIMARY PRIOR
        PROCEDURE PUBLIC QUALIFY RANGE RANK READ REAL RECURSIVE REFERENCES REGEXP RENAME REPLACE RESPECT RETURN REVOKE RLIKE ROLLUP ROW ROWS
        SAMPLE SCHEMA SECOND SESSION_USER SETTINGS SHOW SIMILAR SMALLINT SOME START STRUCT SYMMETRIC SYSTEM TABLES TEMP
        TIME TIMESTAMP TO TOP TRAILING TRIGGER TRIM TRUE UNIQUE UNKNOWN UNNEST UNPIVOT UPDATE USE USER VALUE VARCHAR VARIADIC VERBOSE VIEW
        WEEK WITHIN XOR YEAR ZONE ADD AFTER BEFORE ALTER
        """
    );

    public static FrozenSet<string> Set(params ReadOnlySpan<string> lists)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in lists)
            words.UnionWith(list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public static FrozenSet<string> Without(FrozenSet<string> words, string word) =>
        words.Where(w => !w.Equals(word, StringComparison.OrdinalIgnoreCase)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static FrozenSet<Feature> Features(params Feature[] features) => features.ToFrozenSet();
}
