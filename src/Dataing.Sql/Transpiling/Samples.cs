using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Dialects.DialectFamily;

namespace Dataing.Sql.Transpiling;

/// <summary>TABLESAMPLE: a share of the rows, or of their pages, whose method and unit some engines want said and others do not know.</summary>
internal static class Samples
{
    public static TableSample Translate(TableSample sample, SqlDialect from, SqlDialect to)
    {
        if (from.Family == to.Family)
            return sample;
        var method = sample.Method switch
        {
            null or "SYSTEM" or "BLOCK" => "SYSTEM",
            "BERNOULLI" or "ROW" => "BERNOULLI",
            _ => null,
        };
        var isShare = sample.Unit == SampleUnit.Percent || (sample.Unit == SampleUnit.Unsaid && IsShareUnsaid(from));
        var isPlain = sample is { Second: null, On: null } && method is not null && isShare;
        var fits = to.Family switch
        {
            Postgres or Snowflake or DuckDb => isPlain,
            Trino => isPlain && sample.Seed is null,
            BigQuery or SqlServer => isPlain && method == "SYSTEM" && (sample.Seed is null || to.Family == SqlServer),
            Databricks => isPlain && method == "BERNOULLI",
            _ => false,
        };
        if (!fits)
            throw new UntranslatableException($"{to.Name} has no way to take such a sample; write a condition such as id % 100 = 7.");
        return sample with
        {
            Method = to.Family == Databricks ? null : method,
            Unit = IsShareUnsaid(to) ? SampleUnit.Unsaid : SampleUnit.Percent,
        };
    }

    /// <summary>A number alone is percent; elsewhere it counts rows, or the unit must be said.</summary>
    private static bool IsShareUnsaid(SqlDialect dialect) => dialect.Family is Postgres or Trino or Snowflake;
}
