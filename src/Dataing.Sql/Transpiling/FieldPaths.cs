using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Dialects.DialectFamily;

namespace Dataing.Sql.Transpiling;

/// <summary>Dots that go into a value, not from a schema to a table: without a catalogue the names of the sources tell.</summary>
internal sealed class FieldPaths(Query query, SqlDialect from, SqlDialect to)
{
    private readonly HashSet<string> _sources = new(SqlTree.DescendantsAndSelf(query).SelectMany(Names), StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what a node asks of the target that it does not have: an array as a source, or a field by a dot.</summary>
    public string? Missing(SqlNode node)
    {
        if (from.Family == to.Family || !(HasFields(from)))
            return null;
        return node switch
        {
            TableSource.Table { Name.Parts: [var first, _, ..] }
                when from.Family is BigQuery or Redshift && _sources.Contains(first.Text) =>
                "an array of another source as a source of its own",
            Expression.Column { Parts: [var first, _, _, ..] } when !HasFields(to) && _sources.Contains(first.Text) =>
                "a field of a value by a dot",
            Expression.Column { Parts: [var first, _, ..] } when !HasFields(to) && !_sources.Contains(first.Text) =>
                "a field of a value by a dot",
            Expression.FieldAccess when to.Family != Postgres && !HasFields(to) => "a field of a value by a dot",
            _ => null,
        };
    }

    private static bool HasFields(SqlDialect dialect) =>
        dialect.Family is DuckDb or BigQuery or Trino or Databricks or ClickHouse or Redshift;

    private static IEnumerable<string> Names(SqlNode node) =>
        node switch
        {
            TableAlias { Name: { } name } => [name.Text],
            TableSource.Table table => table.Alias is null ? table.Name.Parts.Select(p => p.Text) : [],
            TableSource.LateralView { Alias: { } name } => [name.Text],
            _ => [],
        };
}
