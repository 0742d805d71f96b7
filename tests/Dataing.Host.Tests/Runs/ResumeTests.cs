using Dataing.Adapters.DataSources;
using Dataing.Adapters.Storage;
using Dataing.Core.Alerts;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Host.Runs;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Runs;

public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ResumeTests() => SmallShop.Write(_folder.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private InvestigationRequest Request =>
        new(_folder.Path, AlertReader.Read(SmallShop.Alert, default), LineageGraph.Empty, [], new InvestigationLimits(), null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_process_that_dies_at_any_event_and_runs_again_finds_the_same_and_repeats_no_answered_query()
    {
        var store = new InMemoryEventStore();
        var whole = Comparable(await InvestigateAsync(store, []));
        var events = await store.ReadAsync(InvestigationId.Of(Request), Cancellation);
        events.Count.ShouldBeGreaterThan(15);
        for (var diesAt = 1; diesAt <= events.Count; diesAt++)
        {
            var survivor = new InMemoryEventStore();
            await Should.ThrowAsync<ProcessDiedException>(() => InvestigateAsync(new DyingEventStore(survivor) { DiesAt = diesAt }, []));
            var answered = Answered(await survivor.ReadAsync(InvestigationId.Of(Request), Cancellation));
            var queries = new List<string>();
            Comparable(await InvestigateAsync(survivor, queries)).ShouldBe(whole, $"died at event {diesAt}");
            queries.Intersect(answered).ShouldBeEmpty($"died at event {diesAt}");
        }
    }

    [Fact]
    public async Task A_finding_that_is_known_needs_no_source()
    {
        var store = new InMemoryEventStore();
        var first = await InvestigateAsync(store, []);
        File.Delete(Path.Combine(_folder.Path, "orders.csv"));
        FindingJson.Write(await InvestigateAsync(store, [])).ShouldBe(FindingJson.Write(first));
    }

    [Fact]
    public void The_id_follows_from_what_was_given()
    {
        InvestigationId.Of(Request).ShouldBe(InvestigationId.Of(Request));
        InvestigationId.Of(Request).ShouldNotBe(InvestigationId.Of(Request with { Location = "elsewhere" }));
        InvestigationId.Of(Request).ShouldNotBe(InvestigationId.Of(Request with { Alert = Request.Alert with { Dataset = "other" } }));
        InvestigationId
            .Of(Request)
            .ShouldNotBe(InvestigationId.Of(Request with { Lineage = new LineageGraph([new LineageEdge("a", "b", null)]) }));
        InvestigationId.Of(Request).ShouldBe(InvestigationId.Of(Request with { Limits = new InvestigationLimits { Queries = 99 } }));
    }

    private async Task<Finding> InvestigateAsync(IEventStore store, List<string> queries)
    {
        var connector = new TroubledConnector(DataSourceRegistration.Connectors().First(c => c.Kind == "files"));
        var finding = await Run.Over([connector]).RunAsync(Request, store, new Silence(), Cancellation);
        queries.AddRange(connector.Queries);
        return finding;
    }

    private static List<string> Answered(IReadOnlyList<Recorded> events)
    {
        var ids = events.Select(e => e.Event).OfType<InvestigationEvent.QuerySucceeded>().Select(e => e.QueryId).ToHashSet();
        return
        [
            .. events
                .Select(e => e.Event)
                .OfType<InvestigationEvent.QuerySubmitted>()
                .Where(e => ids.Contains(e.QueryId))
                .Select(e => e.Sql),
        ];
    }

    private static string Comparable(Finding finding) => ComparableFinding.Of(FindingJson.Write(finding));

    private sealed class Silence : IInvestigationFeed
    {
        public void Publish(string investigationId, Recorded recorded) { }
    }
}
