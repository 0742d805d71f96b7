using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;
using Dataing.Sql.Tests.Guard;
using FsCheck.Fluent;

namespace Dataing.Sql.Tests.Properties;

public sealed class GuardLaws
{
    public static TheoryData<string> Dialects => [.. SqlDialect.All.Select(d => d.Name)];

    [Theory, MemberData(nameof(Dialects))]
    public void A_clamped_limit_is_the_smaller_of_the_two_and_is_clamped_once(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        Law.Holds(
            new Queries(dialect).All.Zip(Gen.Choose(1, 9), (query, cap) => (query, cap)),
            given =>
            {
                var (query, cap) = given;
                var clamped = RowLimiter.Clamp(query, cap, dialect);
                return RowLimiter.IsWithin(clamped, cap)
                    && RowLimiter.Clamp(clamped, cap, dialect).Equals(clamped)
                    && CountOf(clamped, dialect) == Math.Min(cap, CountOf(query, dialect));
            }
        );
    }

    [Theory, MemberData(nameof(Dialects))]
    public void A_verdict_does_not_depend_on_how_a_query_is_laid_out(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        string[] texts = [.. CaseFile.Valid(name), .. CaseFile.Attacks(name).Select(a => a.Sql)];
        Law.Holds(
            Gen.Elements(texts).Zip(Gen.Choose(0, int.MaxValue - 1), (sql, seed) => (sql, seed)),
            given =>
            {
                var other = Layout.Change(given.sql, dialect, new Random(given.seed));
                Code(other, dialect).ShouldBe(Code(given.sql, dialect), $"{given.sql}\n{other}");
                return true;
            },
            tests: 400
        );
    }

    [Theory, MemberData(nameof(Dialects))]
    public void A_verdict_does_not_depend_on_the_spelling_that_was_chosen(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        foreach (var sql in CaseFile.Valid(name).Concat(CaseFile.Attacks(name).Select(a => a.Sql)))
        {
            if (
                SqlParser.ParseQuery(sql, dialect) is ParseOutcome.Parsed parsed
                && RenderingLaws.TextOf(parsed.Query, dialect) is { } written
            )
                Code(written, dialect).ShouldBe(Code(sql, dialect), $"{sql}\n{written}");
        }
    }

    [Theory, MemberData(nameof(Dialects))]
    public void What_the_guard_wrote_it_allows_as_it_stands(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        foreach (var sql in CaseFile.Valid(name))
        {
            var allowed = QueryGuard.Check(sql, dialect, null, QueryPolicy.Default).ShouldBeOfType<QueryVerdict.Allowed>(sql);
            QueryGuard
                .Check(allowed.Query.Text, dialect, null, QueryPolicy.Default)
                .ShouldBeOfType<QueryVerdict.Allowed>(sql)
                .Query.Text.ShouldBe(allowed.Query.Text);
        }
    }

    private static string Code(string sql, SqlDialect dialect) =>
        QueryGuard.Check(sql, dialect, null, QueryPolicy.Default) is QueryVerdict.Refused refused ? refused.Code : "allowed";

    /// <summary>The rows a query may yield at most, without end when nothing says so.</summary>
    private static int CountOf(Query query, SqlDialect dialect) =>
        // In ClickHouse a limit behind a set operation belongs to its last part.
        dialect.Family == DialectFamily.ClickHouse
        && query.Body is not QueryBody.Select
            ? int.MaxValue
        : (query.Body is QueryBody.Select { Top: { } top } ? top.Count : query.Limit?.Count) is Expression.Number number
            ? int.Parse(number.Text, CultureInfo.InvariantCulture)
        : int.MaxValue;
}
