using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Guard;

namespace Dataing.Host.Runs;

/// <summary>The schema as the source tells it, with the lineage, changes and notes that the caller gave.</summary>
internal sealed class GivenContext(InvestigationRequest request) : IContextProvider
{
    public async Task<InquiryContext> GatherAsync(IDataSource source, CancellationToken cancellationToken)
    {
        var schema = await source.DiscoverAsync(cancellationToken);
        return new InquiryContext(schema, schema.ToCatalog(), request.Lineage, request.Changes, QueryPolicy.Default)
        {
            Location = SourceLocation.WithoutSecrets(request.Location),
            Notes = request.Notes,
        };
    }
}
