using System.Diagnostics;
using System.Text;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Parsing;

public sealed class HostileInputTests
{
    public static TheoryData<string, string> Deep =>
        new()
        {
            { "(", ")" },
            { "f(", ")" },
            { "-", "" },
            { "+-", "" },
            { "NOT ", "" },
            { "(SELECT ", ")" },
            { "CASE WHEN ", " THEN 1 END" },
            { "ARRAY[", "]" },
            { "CAST(", " AS INT)" },
            { "1 + (", ")" },
            { "EXISTS (SELECT ", ")" },
            { "a IN (", ")" },
        };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Nesting_without_end_is_refused_and_not_a_crash(string open, string close)
    {
        var text = new StringBuilder("SELECT ");
        for (var i = 0; i < 100_000; i++)
            text.Append(open);
        text.Append('1');
        for (var i = 0; i < 100_000 && close.Length < 5; i++)
            text.Append(close);
        var sql = text.ToString();
        foreach (var dialect in new[] { SqlDialect.Postgres, SqlDialect.ClickHouse, SqlDialect.Snowflake })
            SqlParser
                .ParseQuery(sql, dialect)
                .ShouldBeOfType<ParseOutcome.Failed>()
                .Error.Code.ShouldBeOneOf(SyntaxErrorCode.TooDeep, SyntaxErrorCode.Syntax, SyntaxErrorCode.TooLong, SyntaxErrorCode.Token);
    }

    [Theory]
    [InlineData("SELECT 1 FROM t", " LEFT JOIN t")]
    [InlineData("SELECT 1 FROM t, LATERAL", " (SELECT 1 FROM t, LATERAL")]
    [InlineData("SELECT 1 GROUP BY ", "GROUPING SETS (")]
    [InlineData("SELECT 1 GROUP BY ", "ROLLUP (")]
    [InlineData("SELECT CAST(a AS ", "ARRAY<")]
    [InlineData("SELECT CAST(a AS ", "STRUCT<a ")]
    [InlineData("SELECT CAST(a AS ", "Array(")]
    [InlineData("SELECT * FROM JSON_TABLE(a, '$' COLUMNS (", "NESTED PATH '$' COLUMNS (")]
    [InlineData("SELECT * FROM t MATCH_RECOGNIZE (PATTERN (", "( ")]
    [InlineData("SELECT * FROM t ", "PIVOT (sum(a) FOR b IN (SELECT 1 FROM t ")]
    [InlineData("SELECT ", "EXTRACT(DAY FROM ")]
    [InlineData("SELECT ", "COLUMNS(")]
    [InlineData("SELECT ", "* EXCEPT (")]
    [InlineData("SELECT ", "sum(a) OVER (PARTITION BY ")]
    [InlineData("SELECT ", "x -> ")]
    [InlineData("WITH ", "a AS (WITH ")]
    [InlineData("FROM t |> JOIN (", "FROM t |> JOIN (")]
    public void Nothing_nests_without_being_counted(string head, string piece)
    {
        var sql = head + string.Concat(Enumerable.Repeat(piece, 20_000));
        foreach (var dialect in SqlDialect.All)
            SqlParser.ParseQuery(sql, dialect).ShouldBeOfType<ParseOutcome.Failed>();
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData("::int")]
    [InlineData("[1]")]
    [InlineData(" UNION SELECT 1")]
    [InlineData(" COLLATE x")]
    public void Chains_that_lean_to_the_left_end_in_an_error(string link)
    {
        var sql = "SELECT a" + string.Concat(Enumerable.Repeat(link, 50_000));
        SqlParser.ParseQuery(sql, SqlDialect.Postgres).ShouldBeOfType<ParseOutcome.Failed>().Error.Code.ShouldBe(SyntaxErrorCode.TooDeep);
    }

    [Fact]
    public void Chains_within_chains_cannot_add_up_to_a_tree_too_deep_to_walk()
    {
        var sql = "a";
        for (var i = 0; i < 60; i++)
            sql = "(" + sql + string.Concat(Enumerable.Repeat(" + 1", 900)) + ")";
        SqlParser
            .ParseQuery("SELECT " + sql, SqlDialect.Postgres)
            .ShouldBeOfType<ParseOutcome.Failed>()
            .Error.Code.ShouldBe(SyntaxErrorCode.TooDeep);
    }

    [Fact]
    public void A_hundred_thousand_conditions_are_one_flat_node()
    {
        var sql = "SELECT a FROM t WHERE " + string.Join(" AND ", Enumerable.Range(0, 100_000).Select(i => $"a={i}"));
        var query = SqlParser.ParseQuery(sql, SqlDialect.Postgres).ShouldBeOfType<ParseOutcome.Parsed>().Query;
        ((Expression.Logical)((QueryBody.Select)query.Body).Where!).Terms.Count.ShouldBe(100_000);
        SqlTree.Height(query).ShouldBeLessThan(10);
        SqlRenderer.Render(query, SqlDialect.Postgres).Length.ShouldBeGreaterThan(sql.Length);
    }

    [Fact]
    public void A_list_of_a_hundred_thousand_values_is_read()
    {
        var sql = $"SELECT a FROM t WHERE a IN ({string.Join(",", Enumerable.Range(0, 100_000))})";
        SqlParser.ParseQuery(sql, SqlDialect.MySql).ShouldBeOfType<ParseOutcome.Parsed>();
    }

    [Fact]
    public void Whatever_is_cut_off_garbled_or_shuffled_is_an_error_or_a_query_and_nothing_else()
    {
        var random = new Random(20260131);
        foreach (var dialect in SqlDialect.All)
        {
            var corpus = Corpus.ReadAll(dialect.Name);
            var pieces = corpus.SelectMany(q => q.Split(' ')).ToArray();
            foreach (var sql in corpus)
            {
                for (var i = 0; i < 12; i++)
                    Read(sql[..random.Next(sql.Length)], dialect);
                for (var i = 0; i < 12; i++)
                    Read(Garble(sql, random), dialect);
                Read("SELECT " + string.Join(' ', Enumerable.Range(0, 12).Select(_ => pieces[random.Next(pieces.Length)])), dialect);
            }
        }
    }

    [Fact]
    public void Random_characters_never_crash_or_hang()
    {
        var random = new Random(7);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 5_000; i++)
        {
            var text = new char[random.Next(40)];
            for (var j = 0; j < text.Length; j++)
                text[j] = random.Next(4) == 0 ? (char)random.Next(0x3000) : (char)random.Next(32, 127);
            Read(new string(text), SqlDialect.All[i % SqlDialect.All.Count]);
        }
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    /// <summary>What is read can also be written, or is said to be unsayable.</summary>
    private static void Read(string sql, SqlDialect dialect)
    {
        if (SqlParser.ParseQuery(sql, dialect) is not ParseOutcome.Parsed parsed)
            return;
        try
        {
            SqlRenderer.Render(parsed.Query, dialect).ShouldNotBeEmpty();
        }
        catch (UntranslatableException e)
        {
            e.Message.ShouldContain(dialect.Name);
        }
    }

    private static string Garble(string sql, Random random)
    {
        var text = sql.ToCharArray();
        var at = random.Next(text.Length);
        text[at] = (char)random.Next(32, 127);
        var other = random.Next(text.Length);
        (text[at], text[other]) = (text[other], text[at]);
        return new string(text);
    }
}
