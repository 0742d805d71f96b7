using Dataing.Adapters.DataSources;
using Dataing.Adapters.Storage;
using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Quality;

namespace Dataing.Host.Runs;

/// <summary>Carries out one investigation in this process: opens the log and the source, and lets both go at the end.</summary>
internal sealed class InvestigationRun(
    ConnectorCatalog connectors,
    AnalystFactory analysts,
    TimeProvider clock,
    Func<string?, ReasonerFactory?>? reasoners = null,
    Func<QualityPolicy>? quality = null
)
{
    public ConnectorCatalog Connectors => connectors;

    public TimeProvider Clock => clock;

    public async Task<Finding> RunAsync(InvestigationRequest request, IInvestigationFeed feed, CancellationToken cancellationToken)
    {
        if (request.SaveDirectory is null)
            return await RunAsync(request, new InMemoryEventStore(), feed, cancellationToken);
        await using var store = new DirectoryEventStore(request.SaveDirectory);
        return await RunAsync(request, store, feed, cancellationToken);
    }

    /// <summary>The finding of a recorded investigation, from its recorded answers alone.</summary>
    public Task<Finding> ReplayAsync(string id, IReadOnlyList<Recorded> events, CancellationToken cancellationToken) =>
        new Replay(analysts, Reasoners.FromRecord).RunAsync(id, events, cancellationToken);

    internal async Task<Finding> RunAsync(
        InvestigationRequest request,
        IEventStore store,
        IInvestigationFeed feed,
        CancellationToken cancellationToken
    )
    {
        using var log = await InvestigationLog.OpenAsync(InvestigationId.Of(request), store, feed, clock, cancellationToken);
        // What is concluded needs no source any more, which may be long gone.
        if (InvestigationRules.Known(log.State, request.Limits) is { } known)
            return known;
        await using var source = await connectors.OpenAsync(request.Location, new SourceOptions(), cancellationToken);
        var limits = request.Limits with { Quality = quality?.Invoke() ?? request.Limits.Quality };
        var investigator = new Investigator(analysts, limits, reasoners?.Invoke(request.Model));
        var context = new GivenContext(request);
        try
        {
            return await investigator.InvestigateAsync(request.Alert, log, source, context, cancellationToken);
        }
        catch (Exception e) when (!IsExpected(e))
        {
            // This run owns the investigation: a bug in it ends as a failed investigation, not as a process that is gone.
            await log.RecordAsync(new InvestigationEvent.Failed($"{e.GetType().Name}: {e.Message}"), CancellationToken.None);
            throw new InvestigationFailedException("A bug in Dataing stopped the investigation; please report it.", e);
        }
    }

    private static bool IsExpected(Exception e) =>
        e
            is OperationCanceledException
                or InvestigationFailedException
                or BadAlertException
                or SourceException
                or EventStoreException
                or ConcurrentAppendException;
}
