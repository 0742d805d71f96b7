namespace Dataing.Sql.Dialects;

/// <summary>Cassandra's CQL.</summary>
internal static class CassandraFacts
{
    public static SqlDialect Create() =>
        new()
        {
            Name = "cassandra",
            Family = DialectFamily.Cassandra,
            Lexical = new() { },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved),
                NoTableAlias = Words.Set(Words.AfterTable),
                NoColumnAlias = Words.Set(Words.AfterColumn),
                BareFunctions = Words.Set(Words.CurrentTimes),
                Features = Words.Features(),
            },
            Rendering = new() { },
        };
}
