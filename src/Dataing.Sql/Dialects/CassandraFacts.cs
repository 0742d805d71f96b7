namespace Dataing.Sql.Dialects;

/// <summary>The queries of Cassandra's CQL.</summary>
internal static class CassandraFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "cassandra",
            Family = DialectFamily.Cassandra,
            Lexical = new()
            {
                DollarStrings = true,
                SlashComments = true,
                StringPrefixes = "",
                HexNumbers = true,
                HexIsBytes = true,
                UuidLiterals = true,
                Durations = true,
                NamePart = "",
            },
            Grammar = new()
            {
                Reserved = Words.Set(
                    """
                    ADD ALLOW ALTER AND APPLY ASC AUTHORIZE BATCH BEGIN BY COLUMNFAMILY CREATE DELETE DESC DESCRIBE DROP ENTRIES
                    EXECUTE FROM FULL GRANT IF IN INDEX INFINITY INSERT INTO KEYSPACE LIMIT MODIFY NAN NORECURSIVE NOT NULL OF ON OR ORDER
                    PRIMARY RENAME REPLACE REVOKE SCHEMA SELECT SET TABLE TO TOKEN TRUNCATE UNLOGGED UPDATE USE USING VIEW WHERE WITH
                    """
                ),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, "ALLOW PER"),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn),
                BareFunctions = Words.Set(""),
                Features = Words.Features(Feature.AllowFiltering, Feature.BracketArrays, Feature.OneTable),
                NameCase = NameCase.Lower,
            },
            Rendering = new() { TryCast = null },
        };
}
