using Dataing.Core.ChangeEvents;
using Dataing.Core.DataSources;
using Dataing.Core.Lineage;
using Dataing.Core.Notes;
using Dataing.Sql.Guard;

namespace Dataing.Core.Investigations;

/// <summary>What is known around the alert before the first question: the schema, and lineage and change events where they were given.</summary>
public sealed record InquiryContext(
    SchemaSnapshot Schema,
    CatalogSnapshot Catalog,
    LineageGraph Lineage,
    IReadOnlyList<ChangeEvent> Changes,
    QueryPolicy Policy
)
{
    /// <summary>Notes of the team, as given; what matters of them is chosen when it is needed.</summary>
    public IReadOnlyList<TeamNote> Notes { get; init; } = [];

    /// <summary>Where the source was found, without a password; null when it is not known.</summary>
    public string? Location { get; init; }
}
