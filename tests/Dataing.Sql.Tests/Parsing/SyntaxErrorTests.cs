using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;

namespace Dataing.Sql.Tests.Parsing;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("DELETE FROM t", SyntaxErrorCode.NotAQuery, 1, 1)]
    [InlineData("WITH x AS (SELECT 1) DELETE FROM t", SyntaxErrorCode.NotAQuery, 1, 22)]
    [InlineData("WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", SyntaxErrorCode.NotAQuery, 1, 12)]
    [InlineData("WITH x AS (UPDATE t SET a = 1 RETURNING *) SELECT * FROM x", SyntaxErrorCode.NotAQuery, 1, 12)]
    [InlineData("EXPLAIN SELECT 1", SyntaxErrorCode.NotAQuery, 1, 1)]
    [InlineData("SET x = 1", SyntaxErrorCode.NotAQuery, 1, 1)]
    [InlineData("SELECT 1; SELECT 2", SyntaxErrorCode.MultipleStatements, 1, 11)]
    [InlineData("SELECT 1; -- hi\nDROP TABLE t", SyntaxErrorCode.MultipleStatements, 2, 1)]
    [InlineData("COMMIT; SELECT 1", SyntaxErrorCode.NotAQuery, 1, 1)]
    [InlineData("SELECT * INTO x FROM t", SyntaxErrorCode.SelectInto, 1, 10)]
    [InlineData("SELECT * FROM t INTO x", SyntaxErrorCode.SelectInto, 1, 17)]
    [InlineData("SELECT 'abc", SyntaxErrorCode.Token, 1, 8)]
    [InlineData("SELECT 1 /* x", SyntaxErrorCode.Token, 1, 10)]
    [InlineData("SELECT a,\n  b,\nFROM t", SyntaxErrorCode.Syntax, 3, 1)]
    [InlineData("SELECT (1", SyntaxErrorCode.Syntax, 1, 10)]
    [InlineData("SELECT 1 FROM", SyntaxErrorCode.Syntax, 1, 14)]
    [InlineData("", SyntaxErrorCode.Empty, 1, 1)]
    [InlineData(" ; ", SyntaxErrorCode.Empty, 1, 4)]
    public void An_error_names_its_kind_and_its_place(string sql, SyntaxErrorCode code, int line, int column)
    {
        var error = SqlParser.ParseQuery(sql, SqlDialect.Postgres).ShouldBeOfType<ParseOutcome.Failed>().Error;
        (error.Code, error.Line, error.Column).ShouldBe((code, line, column), error.ToString());
        error.Excerpt.ShouldContain("^");
    }

    [Theory]
    [InlineData("SELECT /*! 1 */ 2")]
    [InlineData("SELECT /*!50000 1 */ 2")]
    [InlineData("SELECT /*M! 1 */ 2")]
    public void Executable_comments_are_refused_where_a_server_would_run_them(string sql)
    {
        foreach (var dialect in new[] { SqlDialect.MySql, SqlDialect.MariaDb })
            SqlParser.ParseQuery(sql, dialect).ShouldBeOfType<ParseOutcome.Failed>().Error.Code.ShouldBe(SyntaxErrorCode.ExecutableComment);
        SqlParser.ParseQuery(sql, SqlDialect.Postgres).ShouldBeOfType<ParseOutcome.Parsed>();
    }

    [Theory]
    [InlineData("SELCT a FROM t", "Did you mean SELECT?")]
    [InlineData("SELECT * FORM t", "Did you mean FROM?")]
    [InlineData("SELECT a FROM t GROUP a", "Write GROUP BY.")]
    [InlineData("SELECT a FROM t ORDER a", "Write ORDER BY.")]
    [InlineData("SELECT sum(a) OVER (PARTITION a) FROM t", "Write PARTITION BY.")]
    [InlineData("SELECT a FROM t LEFT u ON a = b", "Write LEFT JOIN.")]
    [InlineData("SELECT (a FROM t", "What stands before it is not finished.")]
    [InlineData("SELECT CASE WHEN a THEN b FROM t", "What stands before it is not finished.")]
    [InlineData("SELECT * x FROM t", "Put a comma or FROM behind it, or name its columns one by one.")]
    public void A_hint_names_the_word_that_is_meant_or_missing(string sql, string hint) =>
        SqlParser.ParseQuery(sql, SqlDialect.Postgres).ShouldBeOfType<ParseOutcome.Failed>().Error.Hint.ShouldBe(hint);

    [Fact]
    public void A_hint_tells_how_to_mend_a_common_mistake() =>
        SqlParser
            .ParseQuery("SELECT a, FROM t", SqlDialect.Postgres)
            .ShouldBeOfType<ParseOutcome.Failed>()
            .Error.Hint.ShouldBe("Remove the comma before it.");
}
