using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;

namespace Dataing.Sql.Tests.Parsing;

/// <summary>Words that no node has a place for are written back as they were read.</summary>
public sealed class WordsKeptTests
{
    [Theory]
    [InlineData("mysql", "SELECT MATCH (a, b) AGAINST ('+x -y' IN BOOLEAN MODE) FROM t")]
    [InlineData("mysql", "SELECT MATCH (a) AGAINST ('x' IN NATURAL LANGUAGE MODE) FROM t")]
    [InlineData("mariadb", "SELECT MATCH (a) AGAINST ('x' IN NATURAL LANGUAGE MODE WITH QUERY EXPANSION) FROM t")]
    [InlineData("mariadb", "SELECT MATCH (a) AGAINST ('x' WITH QUERY EXPANSION) FROM t")]
    [InlineData("postgres", "SELECT json_arrayagg(x ORDER BY y ABSENT ON NULL RETURNING JSONB) FROM t")]
    [InlineData("postgres", "SELECT json_objectagg(k: v ABSENT ON NULL WITH UNIQUE KEYS RETURNING JSONB) FROM t")]
    [InlineData("postgres", "SELECT JSON_VALUE(j, '$.a' RETURNING INT NULL ON EMPTY DEFAULT 0 ON ERROR) FROM t")]
    [InlineData("trino", "SELECT JSON_QUERY(j, 'lax $.a' RETURNING VARCHAR WITH ARRAY WRAPPER NULL ON EMPTY ERROR ON ERROR) FROM t")]
    [InlineData("redshift", "SELECT *, a + b AS c EXCLUDE (d, e) FROM t")]
    [InlineData("sqlserver", "SELECT a FROM ..t")]
    [InlineData("cassandra", "SELECT m[2 .. 4] FROM t WHERE id = 1")]
    public void A_query_in_its_canonical_spelling_is_written_back_letter_for_letter(string dialect, string sql)
    {
        var spoken = SqlDialect.Find(dialect)!;
        SqlRenderer.Render(SqlParser.Parse(sql, spoken), spoken).ShouldBe(sql);
    }
}
