using Dataing.Sql.Dialects;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>The one road from a query to a data source.</summary>
public static class QueryGuard
{
    private const int HighestBuiltTree = 2_000;

    /// <summary>Reads and checks a text. With a snapshot its relations must be known; without one names are not resolved, all else is checked.</summary>
    public static QueryVerdict Check(string sql, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(policy);
        return SqlParser.ParseQuery(sql, dialect, LimitsOf(policy)) switch
        {
            ParseOutcome.Parsed parsed => Examine(parsed.Query, sql, dialect, catalog, policy),
            ParseOutcome.Failed failed => Refusals.OfSyntax(failed.Error),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    /// <summary>Checks a tree that was built.</summary>
    public static QueryVerdict Check(Query query, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (SqlTree.Height(query) > HighestBuiltTree)
            return new QueryVerdict.Refused(RefusalCodes.TooDeep, "The query is nested too deeply; split it with common tables.");
        try
        {
            return Examine(query, SqlRenderer.Render(query, dialect), dialect, catalog, policy);
        }
        catch (UntranslatableException e)
        {
            return new QueryVerdict.Refused(RefusalCodes.Untranslatable, e.Message);
        }
    }

    private static QueryVerdict Examine(Query query, string sql, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        var facts = new QueryFacts(query, dialect, catalog, policy);
        var finding = QueryCheck.All.Select(c => c.Examine(facts)).FirstOrDefault(f => f is not null);
        if (finding is not null)
            return Refusals.Of(finding, sql);
        return Allow(OneRow.Yields(query, facts.Functions) ? query : RowLimiter.Clamp(query, policy.RowCap, dialect), dialect, policy);
    }

    private static QueryVerdict Allow(Query query, SqlDialect dialect, QueryPolicy policy)
    {
        try
        {
            var text = SqlRenderer.Render(query, dialect);
            return new QueryVerdict.Allowed(new CheckedQuery(query, dialect, text, policy.RowCap));
        }
        catch (UntranslatableException e)
        {
            return new QueryVerdict.Refused(RefusalCodes.Untranslatable, e.Message);
        }
    }

    private static ParseLimits LimitsOf(QueryPolicy policy) =>
        ParseLimits.Default with
        {
            Characters = policy.Limits.Characters,
            Tokens = policy.Limits.Tokens,
            Depth = Math.Min(policy.Limits.Depth, ParseLimits.Default.Depth),
        };
}
