using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard.Work;

namespace Dataing.Sql.Guard.Checks;

/// <summary>No column of columns of columns is so often taken twice that the engine, which writes each out in its place, runs out of memory.</summary>
internal static class CopiedExpressionCheck
{
    /// <summary>Planning half a million of them takes PostgreSQL fifteen seconds, so this many about half a second.</summary>
    private const int MostNames = 20_000;

    /// <summary>So few names multiply to less than that, however they are spread.</summary>
    private const int FewReferences = 31;

    public static Finding? Examine(QueryFacts facts)
    {
        return
            facts.References > FewReferences
            && MostCopies(facts) > MostNames + facts.References
            && ExpressionCopies.In(facts) is { Most: > 0 and var most, At: { } at }
            && most > MostNames + facts.References
            ? new(
                RefusalCodes.ValueTooLarge,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Written out in full, this names columns {MostNames:N0} times more than it says, since each level takes those below several times; take each once."
                ),
                at
            )
            : null;
    }

    /// <summary>What so many names in so many queries can multiply to; where an item may name the one before it, each is a level of its own.</summary>
    private static double MostCopies(QueryFacts facts)
    {
        var levels = HeedsAliases(facts.Dialect.Family) ? facts.References : facts.Selects.Count;
        var spread = Math.Min(levels, facts.References / Math.E);
        return Math.Pow(facts.References / spread, spread);
    }

    private static bool HeedsAliases(DialectFamily family) =>
        family
            is DialectFamily.Redshift
                or DialectFamily.DuckDb
                or DialectFamily.Snowflake
                or DialectFamily.ClickHouse
                or DialectFamily.Databricks;
}
