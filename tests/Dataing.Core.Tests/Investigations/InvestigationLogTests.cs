using Dataing.Core.Investigations;
using Dataing.Core.Tests.Scripted;

namespace Dataing.Core.Tests.Investigations;

public sealed class InvestigationLogTests
{
    private readonly InMemoryEventStore _store = new();

    [Fact]
    public async Task Parallel_branches_cannot_overspend_a_shared_budget()
    {
        var limits = new InvestigationLimits { Queries = 10 };
        using var log = await OpenAsync();
        await log.RecordAsync(new InvestigationEvent.Started(Samples.Alert, "files"), CancellationToken.None);

        var decisions = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    Task.Run(() =>
                        log.RecordAsync(
                            (state, now) =>
                                InvestigationRules.SubmitQuery(
                                    state,
                                    new InvestigationEvent.QuerySubmitted($"q-{i}", "confirm", "", $"SELECT {i}"),
                                    limits,
                                    now
                                ),
                            CancellationToken.None
                        )
                    )
                )
        );

        decisions.OfType<Decision.Accepted>().Count().ShouldBe(10);
        (await _store.ReadAsync("i", CancellationToken.None)).Count.ShouldBe(11);
    }

    [Fact]
    public async Task What_could_not_be_stored_did_not_happen()
    {
        using var log = await OpenAsync();
        _store.DiesAt = 1;
        await Should.ThrowAsync<ProcessDiedException>(() =>
            log.RecordAsync(new InvestigationEvent.Started(Samples.Alert, "files"), CancellationToken.None)
        );
        log.State.Version.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_writer_is_refused()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        await first.RecordAsync(new InvestigationEvent.Started(Samples.Alert, "files"), CancellationToken.None);
        await Should.ThrowAsync<ConcurrentAppendException>(() =>
            second.RecordAsync(new InvestigationEvent.Started(Samples.Alert, "files"), CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_log_opened_again_knows_what_was_recorded()
    {
        using (var log = await OpenAsync())
            await log.RecordAsync(new InvestigationEvent.Started(Samples.Alert, "files"), CancellationToken.None);
        using var again = await OpenAsync();
        again.State.Alert.ShouldBe(Samples.Alert);
        again.State.Version.ShouldBe(1);
    }

    private Task<InvestigationLog> OpenAsync() =>
        InvestigationLog.OpenAsync("i", _store, null, TimeProvider.System, CancellationToken.None);
}
