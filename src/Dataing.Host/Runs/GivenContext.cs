using Dataing.Core.ChangeEvents;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Sql.Guard;

namespace Dataing.Host.Runs;

/// <summary>The schema as the source tells it, with the lineage and changes that the caller gave.</summary>
internal sealed class GivenContext(string location, LineageGraph lineage, IReadOnlyList<ChangeEvent> changes) : IContextProvider
{
    public async Task<InquiryContext> GatherAsync(IDataSource source, CancellationToken cancellationToken)
    {
        var schema = await source.DiscoverAsync(cancellationToken);
        return new InquiryContext(schema, schema.ToCatalog(), lineage, changes, QueryPolicy.Default)
        {
            Location = SourceLocation.WithoutSecrets(location),
        };
    }
}
