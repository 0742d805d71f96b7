using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>A parent joined by its key, so that its attributes can cut the child's rows; only where the key is unique.</summary>
/// <param name="Reference">From the child's column to the parent's key.</param>
/// <param name="Child">The table that refers to the parent.</param>
/// <param name="Alias">The parent's name in a question.</param>
/// <param name="Through">The parent in between, when it is not the watched table itself that refers to this one.</param>
internal sealed record ParentJoin(Reference Reference, TableSchema Child, string Alias, ParentJoin? Through = null)
{
    /// <summary>All joins that it takes, in order.</summary>
    public IEnumerable<ParentJoin> Chain => Through is null ? [this] : [.. Through.Chain, this];

    public TableSource To(TableSource rows) =>
        rows.LeftJoin(
            Ask.Table(Reference.Parent.Name, Alias),
            Reference.Match(
                Child.FindColumn(Reference.Column),
                Term.Column(Through?.Alias ?? Ask.Rows, Reference.Column),
                Reference.Parent.FindColumn(Reference.ParentKey),
                Term.Column(Alias, Reference.ParentKey)
            )
        );
}
