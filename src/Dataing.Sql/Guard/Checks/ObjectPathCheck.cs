using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Redshift's UNPIVOT of an object unfolds a column of a source that stands before it: the path never begins with a table of its own.</summary>
internal static class ObjectPathCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Dialect.Family != DialectFamily.Redshift)
            return null;
        var known = new HashSet<TableSource.Unnest>(ReferenceEqualityComparer.Instance);
        foreach (var node in facts.Nodes)
            if (node is QueryBody.Select select)
                Collect(select, facts.Dialect, known);
        foreach (var node in facts.Nodes)
        {
            if (node is TableSource.Unnest { OfObject: true } unnest && !known.Contains(unnest))
                return new(
                    RefusalCodes.UnknownRelation,
                    "UNPIVOT reads an object of a source that stands before it; write alias.column, with the alias of that source.",
                    unnest
                );
        }
        return null;
    }

    private static void Collect(QueryBody.Select select, SqlDialect dialect, HashSet<TableSource.Unnest> known)
    {
        var before = new List<Identifier>();
        var sources = new Stack<TableSource>(select.From.Reverse());
        while (sources.TryPop(out var source))
        {
            if (source is TableSource.Unnest { OfObject: true } unnest && Root(unnest.Arrays[0].Value) is { } root)
                if (before.Any(b => Names.Same(b, root, dialect)))
                    known.Add(unnest);
            if (SourceAlias.Of(source) is { } alias)
                before.Add(alias);
            foreach (var inner in SourceAlias.Inside(source).Reverse())
                sources.Push(inner);
        }
    }

    /// <summary>What qualifies the path; a bare name has nothing that does.</summary>
    private static Identifier? Root(Expression path) =>
        path switch
        {
            Expression.Column { Parts: [var first, _, ..] } => first,
            Expression.Subscript subscript => Root(subscript.Value),
            Expression.FieldAccess field => Root(field.Value),
            _ => null,
        };
}
