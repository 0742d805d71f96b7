using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Parsing;

/// <summary>Every query of a dialect's corpus is read, and its rendering is a fixed point.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Dialects => [.. SqlDialect.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_query_is_read_and_survives_rendering(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        var failures = Corpus.ReadAll(name).Select(sql => Failure(sql, dialect)).OfType<string>().ToList();
        failures.ShouldBeEmpty(string.Join("\n\n", failures));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void What_all_dialects_share_is_read_in_each(string name)
    {
        if (name == "cassandra")
            return;
        var dialect = SqlDialect.Find(name)!;
        var failures = Corpus.Read("every").Select(sql => Failure(sql, dialect)).OfType<string>().ToList();
        failures.ShouldBeEmpty(string.Join("\n\n", failures));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Queries_in_the_shapes_of_the_decision_support_benchmarks_are_read(string name)
    {
        // CQL has no joins, and SQL Server has no LIMIT.
        if (name is "cassandra" or "sqlserver")
            return;
        var dialect = SqlDialect.Find(name)!;
        var failures = Corpus.Read("tpc").Select(sql => Failure(sql, dialect)).OfType<string>().ToList();
        failures.ShouldBeEmpty(string.Join("\n\n", failures));
    }

    private static string? Failure(string sql, SqlDialect dialect)
    {
        if (SqlParser.ParseQuery(sql, dialect) is ParseOutcome.Failed failed)
            return $"{sql}\n=> {failed.Error}";
        var tree = SqlParser.Parse(sql, dialect);
        var text = SqlRenderer.Render(tree, dialect);
        if (SqlParser.ParseQuery(text, dialect) is not ParseOutcome.Parsed again)
            return $"{sql}\n=> rendered as {text}\n=> {((ParseOutcome.Failed)SqlParser.ParseQuery(text, dialect)).Error}";
        if (!again.Query.Equals(tree))
            return $"{sql}\n=> another tree after {text}\n=> {SqlRenderer.Render(again.Query, dialect)}";
        return SpanFailure(tree, sql);
    }

    private static string? SpanFailure(Query tree, string sql)
    {
        foreach (var node in SqlTree.DescendantsAndSelf(tree))
            if (node.Span.Start < 0 || node.Span.End > sql.Length)
                return $"{sql}\n=> {node.GetType().Name} at {node.Span}";
        return null;
    }
}
