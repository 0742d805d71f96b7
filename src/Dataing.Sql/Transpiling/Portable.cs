using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Functions that mean the same wherever they exist; all others need a form of their own to be translated.</summary>
internal static class Portable
{
    private static readonly FrozenSet<string> Everywhere = Set(
        "count sum avg min max coalesce nullif abs floor ceil ceiling round sqrt exp power sign upper lower replace ltrim rtrim trim row_number rank dense_rank lag lead"
            + " first_value last_value ntile percent_rank cume_dist nth_value"
    );

    private static readonly FrozenSet<string> Mostly = Set(
        "length substring substr concat greatest least mod ln log10 left right reverse repeat lpad rpad stddev_samp stddev_pop var_samp var_pop stddev variance"
            + " corr covar_samp covar_pop sin cos tan asin acos atan atan2 radians degrees current_date current_timestamp date_trunc array_agg string_agg md5"
    );

    public static void Require(Expression.FunctionCall call, SqlDialect from, SqlDialect to)
    {
        var name = call.Name.Last.Text;
        if (call.Name.Parts.Count == 1 && (Everywhere.Contains(name) || AreKin(from, to) || (Mostly.Contains(name) && AreCommon(from, to))))
            return;
        throw new UntranslatableException($"It is not known how {to.Name} says {from.Name}'s {name}(…).");
    }

    private static bool AreKin(SqlDialect from, SqlDialect to) => from.Family == to.Family;

    /// <summary>Dialects whose libraries follow the standard closely enough for the common names.</summary>
    private static bool AreCommon(SqlDialect from, SqlDialect to) => IsCommon(from) && IsCommon(to);

    private static bool IsCommon(SqlDialect dialect) =>
        dialect.Family
            is DialectFamily.Postgres
                or DialectFamily.Redshift
                or DialectFamily.DuckDb
                or DialectFamily.Trino
                or DialectFamily.Snowflake
                or DialectFamily.Databricks;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
