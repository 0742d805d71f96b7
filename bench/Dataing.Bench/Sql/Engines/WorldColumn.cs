namespace Dataing.Bench.Sql.Engines;

/// <summary>A column of the small world, by its stored name.</summary>
internal sealed record WorldColumn(string Name, ValueKind Kind);

internal enum ValueKind
{
    Number,
    Text,
    Date,
}
