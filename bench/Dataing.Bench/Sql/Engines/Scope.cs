namespace Dataing.Bench.Sql.Engines;

/// <summary>A column that can be named at one place, as it is written there.</summary>
internal sealed record ScopeColumn(string Text, ValueKind Kind);

/// <summary>What a query can name.</summary>
internal sealed record Scope(IReadOnlyList<ScopeColumn> Columns, IReadOnlyList<WorldTable> Tables)
{
    public IReadOnlyList<ScopeColumn> Of(ValueKind kind) => [.. Columns.Where(c => c.Kind == kind)];

    public Scope With(IEnumerable<ScopeColumn> columns) => this with { Columns = [.. Columns, .. columns] };
}
