using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>A parent joined by its key, so that its attributes can cut the child's rows; only where the key is unique.</summary>
internal sealed record ParentJoin(Reference Reference, string Alias)
{
    public TableSource To(TableSource rows) =>
        Ask.LeftJoin(
            rows,
            Ask.Table(Reference.Parent.Name, Alias),
            Term.Equal(Term.Column(Ask.Rows, Reference.Column), Term.Column(Alias, Reference.ParentKey))
        );
}
