using System.Collections.Concurrent;
using System.Text.Json;
using Dataing.Adapters.DataSources;
using Dataing.Adapters.Storage;
using Dataing.Analysis;
using Dataing.Core.Alerts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Json;
using Dataing.Core.Lineage;
using Dataing.Demo;
using Dataing.Demo.Scoring;
using Dataing.Host.Runs;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Models;

/// <summary>
/// Demo incidents with a model beside the analyst. The analyst's queries are answered by the log of one earlier run, as when an
/// investigation is resumed; whatever the model wants to know runs on the files.
/// </summary>
internal static class SolvedDemo
{
    private static readonly ConcurrentDictionary<DemoFolder, Lazy<Task<IReadOnlyList<Recorded>>>> Solved = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SolvedRun> InvestigateAsync(DemoFolder folder, Desk? desk)
    {
        var request = await RequestAsync(folder);
        return await InvestigateAsync(request, desk, await Solved.GetOrAdd(folder, _ => new(() => SolveAsync(request))).Value);
    }

    /// <summary>The analyst alone first, and then with the model.</summary>
    public static async Task<SolvedRun> InvestigateAsync(InvestigationRequest request, Desk desk) =>
        await InvestigateAsync(request, desk, await SolveAsync(request));

    private static async Task<SolvedRun> InvestigateAsync(InvestigationRequest request, Desk? desk, IReadOnlyList<Recorded> analysed)
    {
        var store = new InMemoryEventStore();
        await store.AppendAsync(InvestigationId.Of(request), 0, [.. analysed.Where(IsPremise)], Cancellation);
        var connector = new TroubledConnector(DataSourceRegistration.Connectors().First(c => c.Kind == "files"));
        var run = new InvestigationRun(
            new ConnectorCatalog([connector]),
            inquiry => new BuiltInAnalyst(inquiry),
            TimeProvider.System,
            _ => desk is null ? null : desk.Reasoner
        );
        var finding = await run.RunAsync(request, store, new Silence(), Cancellation);
        var events = await store.ReadAsync(InvestigationId.Of(request), Cancellation);
        return new SolvedRun(finding, events, [.. connector.Queries], ((InvestigationEvent.SynthesisCompleted)analysed[^1].Event).Finding);
    }

    /// <summary>What is wrong with a finding, by the manifest.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Finding finding, DemoFolder folder) =>
        (await DemoScore.OfAsync(JsonSerializer.SerializeToElement(finding, DataingJson.Wire), folder, Cancellation)).Faults;

    public static async Task<InvestigationRequest> RequestAsync(DemoFolder folder) =>
        new(
            folder.DataDirectory,
            AlertReader.Read(await File.ReadAllTextAsync(folder.AlertPath, Cancellation), default),
            LineageReader.Read(await File.ReadAllTextAsync(folder.LineagePath, Cancellation)),
            ChangeEventReader.Read(await File.ReadAllTextAsync(folder.ChangesPath, Cancellation)),
            new InvestigationLimits(),
            null
        );

    private static async Task<IReadOnlyList<Recorded>> SolveAsync(InvestigationRequest request)
    {
        var store = new InMemoryEventStore();
        await Run.Real.RunAsync(request, store, new Silence(), Cancellation);
        return await store.ReadAsync(InvestigationId.Of(request), Cancellation);
    }

    private static bool IsPremise(Recorded r) =>
        r.Event is not (InvestigationEvent.QualityAssessed or InvestigationEvent.SynthesisCompleted);

    private sealed class Silence : IInvestigationFeed
    {
        public void Publish(string investigationId, Recorded recorded) { }
    }
}

/// <param name="Queries">What ran on the files: the model's queries alone.</param>
/// <param name="Alone">The finding of the analyst without a model.</param>
internal sealed record SolvedRun(Finding Finding, IReadOnlyList<Recorded> Events, IReadOnlyList<string> Queries, Finding Alone)
{
    public IEnumerable<T> All<T>()
        where T : InvestigationEvent => Events.Select(e => e.Event).OfType<T>();

    /// <summary>All that a verdict is: nothing of it may be moved by a model.</summary>
    public static string Substance(Finding f) =>
        JsonSerializer.Serialize(
            new
            {
                f.Status,
                f.Verdict,
                f.RootCause?.Mechanism,
                f.RootCause?.Culprit,
                f.RootCause?.Category,
                f.Confidence,
                f.Onset,
                f.Scope,
                f.Metric?.Before,
                f.Metric?.After,
                f.BlastRadius,
                Analyst = f.Hypotheses.Where(h => h.Id.StartsWith('h')),
            },
            DataingJson.Wire
        );
}
