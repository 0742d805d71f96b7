using System.Globalization;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Tables beyond the policy's size are filtered or sampled, not read whole.</summary>
internal static class SamplingCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Policy.Sampling is not { RequireAboveRows: { } most } rule || facts.Catalog is not { } catalog)
            return null;
        foreach (var node in facts.Nodes)
        {
            if (node is not QueryBody.Select { Where: null, Prewhere: null, Sample: null } select)
                continue;
            foreach (var table in Tables(select))
            {
                var isLarge =
                    facts.Bindings.CommonTableOf(table) is null
                    && CatalogLookup.Find(table.Name, catalog, facts.Dialect).Any(t => t.Rows > most);
                if (isLarge && !IsSampled(table, rule))
                    return new(
                        RefusalCodes.SamplingRequired,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{table.Name} has more than {most:N0} rows: add a WHERE, or sample at most {rule.MaxPercent} percent."
                        ),
                        table
                    );
            }
        }
        return null;
    }

    private static IEnumerable<TableSource.Table> Tables(QueryBody.Select select) => select.From is [TableSource.Table only] ? [only] : [];

    private static bool IsSampled(TableSource.Table table, SamplingRule rule) =>
        table.Sample is { } sample && (sample.Unit == SampleUnit.Rows || Constants.NumberOf(sample.Size) <= rule.MaxPercent);
}
