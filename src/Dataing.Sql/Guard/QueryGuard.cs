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

    /// <summary>Checks a tree that was built. It is written out and read back first, so that no word inside it can say more than its node.</summary>
    public static QueryVerdict Check(Query query, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (SqlTree.Height(query) > HighestBuiltTree)
            return new QueryVerdict.Refused(RefusalCodes.TooDeep, "The query is nested too deeply; split it with common tables.");
        try
        {
            return Check(SqlRenderer.Render(query, dialect), dialect, catalog, policy);
        }
        catch (UntranslatableException e)
        {
            return new QueryVerdict.Refused(RefusalCodes.Untranslatable, e.Message);
        }
    }

    private static QueryVerdict Examine(Query query, string sql, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        var facts = new QueryFacts(query, dialect, catalog, policy);
        if (First(facts) is { } finding)
            return Refusals.Of(finding, sql);
        var bounded = OneRow.Yields(query, facts.Functions) ? query : RowLimiter.Clamp(query, policy.RowCap, dialect);
        try
        {
            return Allow(bounded, SqlRenderer.Render(bounded, dialect), facts, sql);
        }
        catch (UntranslatableException e)
        {
            return new QueryVerdict.Refused(RefusalCodes.Untranslatable, e.Message);
        }
    }

    /// <summary>What will run is read once more. It must be the tree that was checked, or one that passes the same checks and is written the same way.</summary>
    private static QueryVerdict Allow(Query query, string text, QueryFacts facts, string sql)
    {
        // Some drivers hand a text over only up to there.
        if (text.Contains('\0', StringComparison.Ordinal))
            return new QueryVerdict.Refused(RefusalCodes.Untranslatable, "Remove the character U+0000: the query would end there.");
        // Spark puts variables of its configuration and environment into the text before it is read, inside quotes too.
        if (facts.Dialect.Family == DialectFamily.Databricks && text.Contains("${", StringComparison.Ordinal))
            return new QueryVerdict.Refused(
                RefusalCodes.Variable,
                "Remove ${…}: it is replaced by a setting before the query is read. Write concat('$', '{') for the characters."
            );
        // Of a text that is written back letter for letter the tree is known; our own queries come this way.
        if (ReferenceEquals(query, facts.Query) && text == sql)
            return new QueryVerdict.Allowed(new CheckedQuery(query, facts.Dialect, text, facts.Policy.RowCap));
        if (SqlParser.ParseQuery(text, facts.Dialect, LimitsOf(facts.Policy)) is not ParseOutcome.Parsed { Query: var read })
            return Unstable;
        if (read.Equals(query))
            return new QueryVerdict.Allowed(new CheckedQuery(query, facts.Dialect, text, facts.Policy.RowCap));
        var again = new QueryFacts(read, facts.Dialect, facts.Catalog, facts.Policy);
        return First(again) is null && SqlRenderer.Render(read, facts.Dialect) == text
            ? new QueryVerdict.Allowed(new CheckedQuery(read, facts.Dialect, text, facts.Policy.RowCap))
            : Unstable;
    }

    private static QueryVerdict.Refused Unstable { get; } =
        new(RefusalCodes.Untranslatable, "The query cannot be written back with the same meaning; say it more plainly.");

    private static Finding? First(QueryFacts facts)
    {
        foreach (var check in QueryCheck.All)
        {
            if (check.Examine(facts) is { } finding)
                return finding;
        }
        return null;
    }

    private static ParseLimits LimitsOf(QueryPolicy policy) =>
        ParseLimits.Default with
        {
            Characters = policy.Limits.Characters,
            Tokens = policy.Limits.Tokens,
            Depth = Math.Min(policy.Limits.Depth, ParseLimits.Default.Depth),
        };
}
