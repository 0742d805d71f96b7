using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;

namespace Dataing.Bench.Sql;

/// <summary>One very large query: the best of several readings, verdicts and renderings, in milliseconds of processor time with that of the collector.</summary>
internal sealed record LargeQuery(double Parse, double Verdict, double Render)
{
    private const int Times = 15;

    private static readonly QueryPolicy Policy = QueryPolicy.Default with
    {
        Limits = QueryLimits.Default with { Characters = 10_000_000, Tokens = 1_000_000, ListItems = 1_000_000 },
    };

    public static LargeQuery Measure(string sql)
    {
        var tree = SqlParser.Parse(sql, SqlDialect.Postgres);
        return new(
            Best(() => SqlParser.Parse(sql, SqlDialect.Postgres)),
            Best(() => Judge(sql)),
            Best(() => SqlRenderer.Render(tree, SqlDialect.Postgres))
        );
    }

    public string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"parse {Parse:F1} ms, verdict {Verdict:F1} ms, render {Render:F1} ms");

    private static QueryVerdict.Allowed Judge(string sql) =>
        QueryGuard.Check(sql, SqlDialect.Postgres, null, Policy) is QueryVerdict.Allowed allowed
            ? allowed
            : throw new InvalidOperationException("The large query was refused.");

    private static double Best(Func<object> act)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Times; i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            GC.KeepAlive(act());
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }
        return best;
    }
}
