using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Tests.Parsing;

namespace Dataing.Sql.Tests.Guard;

public sealed class GuardCaseTests
{
    public static TheoryData<string> Dialects => CaseFile.Dialects;

    [Theory, MemberData(nameof(Dialects))]
    public void No_valid_query_is_refused(string dialect) => Refused(dialect, CaseFile.Valid(dialect)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Dialects))]
    public void No_query_of_the_reader_s_corpora_is_refused(string dialect)
    {
        var common = dialect == "cassandra" ? [] : Corpus.Read("every");
        Refused(dialect, [.. common, .. Corpus.Read(dialect)]).Where(r => !IsReadToBeRefused(r)).ShouldBeEmpty();
    }

    /// <summary>The reader understands locks, files, settings and functions of users so that they can be refused by name.</summary>
    private static bool IsReadToBeRefused(string refusal) =>
        new[] { "lock:", "external_relation:", "dynamic_pivot:", "setting:", "variable:", "system_catalog:", "hint:" }.Any(c =>
            refusal.Contains($"→ {c}", StringComparison.Ordinal)
        )
        || new[] { "read_csv", "f", "g", "my_func", "read_parquet" }.Any(f =>
            refusal.Contains($"The function {f} is not", StringComparison.Ordinal)
        );

    [Theory, MemberData(nameof(Dialects))]
    public void Every_attack_is_refused_for_its_reason(string dialect)
    {
        var wrong = CaseFile
            .Attacks(dialect)
            .Select(a => (a.Sql, a.Codes, Verdict: Check(a.Sql, dialect)))
            .Where(a => a.Verdict is not QueryVerdict.Refused refused || !a.Codes.Contains(refused.Code))
            .Select(a => $"{a.Sql} → {(a.Verdict as QueryVerdict.Refused)?.Code ?? "allowed"}");
        wrong.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Dialects))]
    public void Every_refusal_says_what_to_do(string dialect)
    {
        foreach (var (_, sql) in CaseFile.Attacks(dialect))
            Check(sql, dialect).ShouldBeOfType<QueryVerdict.Refused>().Message.Length.ShouldBeGreaterThan(15, sql);
    }

    private static IEnumerable<string> Refused(string dialect, IEnumerable<string> queries) =>
        queries
            .Select(q => (q, Verdict: Check(q, dialect) as QueryVerdict.Refused))
            .Where(q => q.Verdict is not null)
            .Select(q => $"{q.q} → {q.Verdict!.Code}: {q.Verdict.Message}");

    private static QueryVerdict Check(string sql, string dialect) =>
        QueryGuard.Check(sql, SqlDialect.Find(dialect)!, null, QueryPolicy.Default);
}
