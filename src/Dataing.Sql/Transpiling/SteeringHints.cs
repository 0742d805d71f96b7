using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Hints steer one engine's plan and say nothing to another: they are left behind, but those that change the rows are refused.</summary>
internal sealed class SteeringHints(SqlDialect from, SqlDialect to)
{
    private bool Keeps => from.Family == to.Family;

    public QueryBody.Select Drop(QueryBody.Select select) => Keeps ? select : select with { Hints = [] };

    public TableSource.Table Drop(TableSource.Table table)
    {
        if (Keeps)
            return table;
        if (table.Hints.FirstOrDefault(ChangesRows) is { } hint)
            throw new UntranslatableException($"{to.Name} has no way to say the hint {hint.Name}, which changes what is read.");
        return table with { Hints = [] };
    }

    public TableSource.Join Drop(TableSource.Join join)
    {
        if (Keeps)
            return join;
        // ClickHouse's ANY keeps one match of several.
        if (join.Modifiers.FirstOrDefault(m => m is "ANY") is { } modifier)
            throw new UntranslatableException($"{to.Name} has no way to say {modifier} JOIN.");
        return join with { Modifiers = [] };
    }

    /// <summary>READPAST leaves locked rows out, and SNAPSHOT reads rows as they were.</summary>
    private static bool ChangesRows(Hint hint) => hint.Name is "READPAST" or "SNAPSHOT";
}
