using System.Globalization;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Generators, alone or multiplied, make no more rows than the policy allows.</summary>
internal static class GeneratedRowsCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        var cap = facts.Policy.GeneratedRowsCap;
        foreach (var node in facts.Nodes)
        {
            if (
                facts.Generates
                && node is Expression.FunctionCall call
                && facts.Functions.Find(call.Name.Last.Text) is { Makes: true } entry
                && SeriesSize.Of(call, entry, facts.Dialect, cap) > cap
            )
                return TooMany(call.Name.ToString(), cap, call);
            if (node is FillClause fill && SeriesSize.OfFill(fill) > cap)
                return TooMany("WITH FILL", cap, fill);
            if (node is TableSource.Table table && SequenceTables.Rows(table.Name, facts.Dialect) > cap)
                return TooMany(table.Name.ToString(), cap, table);
        }
        foreach (var node in facts.Nodes)
        {
            if (node is QueryBody.Select { From.Count: > 0 } select && facts.Work.ProductOf(select).Rows > cap)
                return new(
                    RefusalCodes.GeneratedRows,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The sources here multiply to more than {cap:N0} generated rows; join them on a predicate or make them shorter."
                    ),
                    select
                );
        }
        return null;
    }

    private static Finding TooMany(string name, long cap, SqlNode at) =>
        new(
            RefusalCodes.GeneratedRows,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} would make more than {cap:N0} rows, or has no bound that can be read; write a smaller bound as a literal."
            ),
            at
        );
}
