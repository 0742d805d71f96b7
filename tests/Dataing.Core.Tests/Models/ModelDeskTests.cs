using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Core.Tests.Investigations;
using Dataing.Core.Tests.Scripted;

namespace Dataing.Core.Tests.Models;

public sealed class ModelDeskTests
{
    private static readonly ModelRequest Request = new("write_query", "instructions", "facts of jane@example.com", "task", "{}", 100);
    private readonly InMemoryEventStore _store = new();
    private readonly ManualClock _clock = new(Samples.Noon);

    [Fact]
    public async Task The_question_is_written_before_it_leaves_and_the_answer_after()
    {
        await AskAsync(new ScriptedModel("{}"));
        (await EventsAsync()).Select(e => e.GetType().Name).ShouldBe(["Started", "ModelAsked", "ModelAnswered"]);
    }

    [Fact]
    public async Task An_answer_that_the_log_holds_is_not_paid_for_again()
    {
        await AskAsync(new ScriptedModel("{\"a\":1}"));
        var silent = new ScriptedModel();
        (await AskAsync(silent)).Text.ShouldBe("{\"a\":1}");
        silent.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_leaves_is_masked_and_the_ledger_holds_what_left()
    {
        var model = new ScriptedModel("{}");
        await AskAsync(model);
        model.Asked[0].CaseFile.ShouldBe("facts of [masked]");
        (await EventsAsync()).OfType<InvestigationEvent.ModelAsked>().Single().Prompt.ShouldNotContain("jane");
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_asked_again_after_the_wait_that_the_vendor_names()
    {
        var busy = new ModelException(ModelErrorKind.RateLimited, "busy") { RetryAfter = TimeSpan.FromSeconds(7) };
        await AskAsync(new ScriptedModel(busy, new ModelException(ModelErrorKind.Overloaded, "full"), "{}"));
        _clock.Waits.Count.ShouldBe(2);
        _clock.Waits[0].ShouldBe(TimeSpan.FromSeconds(7));
        _clock.Waits[1].ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task No_wait_is_longer_than_the_longest()
    {
        var busy = new ModelException(ModelErrorKind.RateLimited, "busy") { RetryAfter = TimeSpan.FromHours(1) };
        await AskAsync(new ScriptedModel(busy, "{}"));
        _clock.Waits.ShouldHaveSingleItem().ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_failure_that_will_not_pass_is_not_asked_again()
    {
        var model = new ScriptedModel(new ModelException(ModelErrorKind.Authentication, "no key"));
        await Should.ThrowAsync<ModelException>(() => AskAsync(model));
        model.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_the_last_retry_it_is_given_up()
    {
        var model = new ScriptedModel(Enumerable.Repeat(new ModelException(ModelErrorKind.ServerError, "500"), 9));
        await Should.ThrowAsync<ModelException>(() => AskAsync(model));
        model.Asked.Count.ShouldBe(4);
        (await EventsAsync()).OfType<InvestigationEvent.ModelFailed>().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_budget_that_does_not_hold_the_question_keeps_it_in()
    {
        var model = new ScriptedModel("{}");
        await Should.ThrowAsync<ModelBudgetException>(() => AskAsync(model, new ModelLimits { Tokens = 10 }));
        model.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Money_is_counted_as_it_is_spent()
    {
        var limits = new ModelLimits { Prices = new ModelPrices(Input: 10_000, Output: 100_000), Money = 5 };
        await AskAsync(new ScriptedModel("{}"), limits);
        using var log = await OpenAsync();
        log.State.ModelSpend.ShouldBe(new ModelSpend(1, 110, 2m));
    }

    [Fact]
    public async Task Cancel_stops_the_waiting()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => AskAsync(new ScriptedModel("{}"), cancel: cancel));
    }

    private async Task<ModelExchange> AskAsync(ILanguageModel model, ModelLimits? limits = null, CancellationTokenSource? cancel = null)
    {
        using var log = await OpenAsync();
        if (log.State.Alert is null)
            await log.RecordAsync(new InvestigationEvent.Started(Samples.Alert, "files"), CancellationToken.None);
        var desk = new ModelDesk(
            log,
            model,
            limits ?? new ModelLimits(),
            text => text.Replace("jane@example.com", "[masked]", StringComparison.Ordinal),
            _clock,
            new Random(1)
        );
        return await desk.AskAsync(Request, cancel?.Token ?? TestContext.Current.CancellationToken);
    }

    private Task<InvestigationLog> OpenAsync() => InvestigationLog.OpenAsync("i", _store, null, _clock, CancellationToken.None);

    private async Task<IReadOnlyList<InvestigationEvent>> EventsAsync() =>
        [.. (await _store.ReadAsync("i", CancellationToken.None)).Select(r => r.Event)];
}
