using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How many tables a query reads once every common table is written out where it is named, as engines do that do not keep them.</summary>
internal sealed class UnfoldedTables(QueryFacts facts)
{
    private readonly Dictionary<CommonTable, double> _known = new(ReferenceEqualityComparer.Instance);

    public double Of(SqlNode node)
    {
        var tables = 0d;
        var pending = new NodeStack(32);
        pending.Push(node);
        while (pending.TryPop(out var part))
        {
            if (part is With)
                continue;
            if (part is TableSource.Table or QueryBody.Table)
                tables += facts.Bindings.CommonTableOf(part) is { } common ? OfCommon(common) : 1;
            SqlTree.AddChildren(part, pending);
        }
        return tables;
    }

    /// <summary>One that reads itself counts as one table.</summary>
    private double OfCommon(CommonTable table)
    {
        if (_known.TryGetValue(table, out var tables))
            return tables;
        _known[table] = 1;
        return _known[table] = table.Query is { } query ? Math.Max(1, Of(query)) : 1;
    }
}
