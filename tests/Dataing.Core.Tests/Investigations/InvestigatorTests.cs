using System.Text.Json;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Json;
using Dataing.Core.Tests.Scripted;

namespace Dataing.Core.Tests.Investigations;

public sealed class InvestigatorTests
{
    private readonly InMemoryEventStore _store = new();
    private readonly ManualClock _clock = new(Samples.Noon);

    [Fact]
    public async Task An_investigation_leaves_its_whole_story_in_the_log()
    {
        await InvestigateAsync(Source());
        var story = (await EventsAsync()).Select(e => e.GetType().Name).Distinct();
        story.ShouldBe(
            [
                "Started",
                "ContextGathered",
                "ContextRecorded",
                "QuerySubmitted",
                "QuerySucceeded",
                "EvidenceRecorded",
                "AlertConfirmed",
                "ProfileRecorded",
                "HypothesisGenerated",
                "HypothesisConfirmed",
                "HypothesisRejected",
                "QualityAssessed",
                "SynthesisCompleted",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Killed_at_any_event_and_run_again_it_finds_the_same_and_repeats_no_recorded_query()
    {
        var whole = await new InvestigatorTests().InvestigateAsync(Source());
        for (var n = 1; ; n++)
        {
            var run = new InvestigatorTests();
            run._store.DiesAt = n;
            var first = Source();
            var died = await Record.ExceptionAsync(() => run.InvestigateAsync(first)) is ProcessDiedException;
            if (!died)
                break;
            var answered = (await run.EventsAsync()).OfType<InvestigationEvent.QuerySucceeded>().Count();
            run._store.DiesAt = null;
            var second = Source();
            var resumed = await run.InvestigateAsync(second);
            Comparable(resumed).ShouldBe(Comparable(whole), $"killed at event {n}");
            second.Ran.Count.ShouldBe(6 - answered, $"killed at event {n}");
            n.ShouldBeLessThan(100);
        }
    }

    [Fact]
    public async Task A_finished_investigation_is_not_run_again()
    {
        var finding = await InvestigateAsync(Source());
        var silent = Source();
        Comparable(await InvestigateAsync(silent)).ShouldBe(Comparable(finding));
        silent.Ran.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_spent_budget_ends_in_a_finding_that_says_so()
    {
        var finding = await InvestigateAsync(Source(), new InvestigationLimits { Queries = 2 });
        finding.Status.ShouldBe(FindingStatus.Inconclusive);
        finding.Hypotheses.ShouldAllBe(h => h.Verdict == HypothesisVerdict.Undecided);
    }

    [Fact]
    public async Task A_source_without_tables_fails_with_a_sentence()
    {
        var empty = new ScriptedSource(_ => []) { Schema = new SchemaSnapshot([]) };
        var e = await Should.ThrowAsync<InvestigationFailedException>(() => InvestigateAsync(empty));
        e.Message.ShouldContain("no table");
        (await EventsAsync())[^1].ShouldBeOfType<InvestigationEvent.SchemaDiscoveryFailed>();
    }

    [Fact]
    public async Task A_source_that_goes_away_fails_the_investigation_which_resumes_when_it_is_back()
    {
        var gone = new ScriptedSource(_ => throw new SourceException(SourceErrorKind.Unavailable, "The server closed the connection."));
        (await Should.ThrowAsync<InvestigationFailedException>(() => InvestigateAsync(gone))).Message.ShouldContain("closed");
        (await EventsAsync())[^1].ShouldBeOfType<InvestigationEvent.Failed>();
        (await InvestigateAsync(Source())).Verdict.ShouldBe(Verdict.RootCause);
    }

    [Fact]
    public async Task Cancel_is_recorded_and_what_is_known_is_kept()
    {
        using var cancel = new CancellationTokenSource();
        var cancelling = new ScriptedSource(_ =>
        {
            cancel.Cancel();
            throw new OperationCanceledException(cancel.Token);
        });
        await Should.ThrowAsync<OperationCanceledException>(() => InvestigateAsync(cancelling, cancel: cancel));
        (await EventsAsync())[^1].ShouldBeOfType<InvestigationEvent.Cancelled>();
        (await InvestigateAsync(Source())).Verdict.ShouldBe(Verdict.RootCause);
        (await EventsAsync()).OfType<InvestigationEvent.Resumed>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_finding_that_a_limit_cut_short_is_carried_on_when_the_limit_is_wider_and_asks_only_what_is_open()
    {
        var whole = await new InvestigatorTests().InvestigateAsync(Source());
        for (var queries = 1; queries < 6; queries++)
        {
            var run = new InvestigatorTests();
            var first = Source();
            var cut = await run.InvestigateAsync(first, new InvestigationLimits { Queries = queries });
            var again = Source();
            Comparable(await run.InvestigateAsync(again, new InvestigationLimits { Queries = queries })).ShouldBe(Comparable(cut));
            again.Ran.ShouldBeEmpty($"{queries} queries, and again");
            var second = Source();
            Comparable(await run.InvestigateAsync(second)).ShouldBe(Comparable(whole), $"{queries} queries, then all");
            second.Ran.Intersect(first.Ran).ShouldBeEmpty($"{queries} queries, then all");
            (await run.EventsAsync()).OfType<InvestigationEvent.Reopened>().Count().ShouldBe(1);
        }
    }

    private static ScriptedSource Source() =>
        new(sql =>
            [
                ["rows", (long)sql.Length],
            ]
        );

    /// <summary>Without what a clock measured.</summary>
    private static string Comparable(Finding finding) =>
        JsonSerializer.Serialize(finding with { Cost = new Cost(0, 0, null, null) }, DataingJson.Wire);

    private async Task<Finding> InvestigateAsync(
        IDataSource source,
        InvestigationLimits? limits = null,
        CancellationTokenSource? cancel = null
    )
    {
        var token = cancel?.Token ?? TestContext.Current.CancellationToken;
        using var log = await InvestigationLog.OpenAsync("i", _store, null, _clock, CancellationToken.None);
        var investigator = new Investigator(inquiry => new ScriptedAnalyst(inquiry), limits ?? new InvestigationLimits());
        return await investigator.InvestigateAsync(Samples.Alert, log, source, new BareContext(), token);
    }

    private async Task<IReadOnlyList<InvestigationEvent>> EventsAsync() =>
        [.. (await _store.ReadAsync("i", CancellationToken.None)).Select(r => r.Event)];
}
