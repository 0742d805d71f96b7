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
        (await EventsAsync()).Select(e => e.GetType().Name).ShouldBe(["Started", "ModelEstimated", "ModelAsked", "ModelAnswered"]);
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
        var limits = new ModelLimits { Prices = new ModelPrices(Input: 10_000, Output: 100_000), Money = 50 };
        await AskAsync(new ScriptedModel("{}"), limits);
        using var log = await OpenAsync();
        log.State.ModelSpend.ShouldBe(new ModelSpend(1, 110, 2m));
    }

    [Fact]
    public async Task The_model_is_asked_for_no_longer_an_answer_than_is_paid_for()
    {
        var model = new ScriptedModel("{}");
        await AskAsync(model, new ModelLimits { Tokens = 80 }, output: 60);
        model.Asked.ShouldHaveSingleItem().MaxOutputTokens.ShouldBe(60);
        var lengthy = new ScriptedModel("{\"b\":2}");
        await AskAsync(lengthy, new ModelLimits { Tokens = 6_000 }, "write_query_2", output: 16_000);
        lengthy.Asked.ShouldHaveSingleItem().MaxOutputTokens.ShouldBeInRange(5_000, 5_999);
    }

    [Fact]
    public async Task A_call_that_timed_out_may_be_charged_for_and_counts_its_question()
    {
        var slow = new ModelException(ModelErrorKind.Timeout, "no answer");
        await Should.ThrowAsync<ModelException>(() => AskAsync(new ScriptedModel(slow), new ModelLimits { Retries = 0 }));
        using var log = await OpenAsync();
        log.State.ModelSpend.Tokens.ShouldBeInRange(5, 30);
    }

    [Fact]
    public async Task Cancel_stops_the_wait_between_two_attempts()
    {
        using var cancel = new CancellationTokenSource();
        var busy = new ModelException(ModelErrorKind.RateLimited, "busy") { RetryAfter = TimeSpan.FromSeconds(30) };
        var model = new ScriptedModel(busy, "{}");
        var clock = new CancellingClock(cancel);
        using var log = await InvestigationLog.OpenAsync("i", _store, null, _clock, CancellationToken.None);
        var desk = new ModelDesk(log, model, new ModelLimits(), text => text, clock, new Random(1));
        await Should.ThrowAsync<OperationCanceledException>(() => desk.AskAsync(Request, cancel.Token));
        model.Asked.Count.ShouldBe(1);
    }

    /// <summary>Cancels as soon as somebody wants to wait, and never ends the wait.</summary>
    private sealed class CancellingClock(CancellationTokenSource cancel) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            cancel.Cancel();
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }

    [Fact]
    public async Task Cancel_stops_the_waiting()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => AskAsync(new ScriptedModel("{}"), cancel: cancel));
    }

    [Fact]
    public async Task What_a_failed_call_took_is_counted_too()
    {
        var cut = new ModelException(ModelErrorKind.TooLong, "too long") { Usage = new ModelUsage(300, 50) };
        await Should.ThrowAsync<ModelException>(() => AskAsync(new ScriptedModel(cut), new ModelLimits { Prices = new(1_000, 1_000) }));
        using var log = await OpenAsync();
        log.State.ModelSpend.ShouldBe(new ModelSpend(1, 350, 0.35m));
    }

    [Fact]
    public async Task A_refused_question_is_an_event_that_says_which_budget_did_not_hold_it()
    {
        await Should.ThrowAsync<ModelBudgetException>(() => AskAsync(new ScriptedModel("{}"), new ModelLimits { Tokens = 10 }));
        var exhausted = (await EventsAsync()).OfType<InvestigationEvent.ModelBudgetExhausted>().Single();
        exhausted.Scope.ShouldBe(ModelBudgetScope.Investigation);
        exhausted.Call.ShouldBe("write_query");
        exhausted.Reason.ShouldContain("10 tokens");
    }

    [Fact]
    public async Task What_it_may_come_to_is_estimated_once_before_the_first_question()
    {
        await AskAsync(new ScriptedModel("{}"), new ModelLimits { Prices = new ModelPrices(2, 10) });
        await AskAsync(new ScriptedModel("{}"), new ModelLimits { Prices = new ModelPrices(2, 10) });
        var estimate = (await EventsAsync()).OfType<InvestigationEvent.ModelEstimated>().Single();
        estimate.Tokens.ShouldBeGreaterThan(0);
        estimate.Money.ShouldNotBeNull().ShouldBeGreaterThan(0);
        estimate.MoneyBudget.ShouldBe(2m);
    }

    [Fact]
    public async Task Where_no_price_is_known_no_money_is_claimed()
    {
        await AskAsync(new ScriptedModel("{}"));
        using var log = await OpenAsync();
        log.State.ModelEstimate!.Money.ShouldBeNull();
        InvestigationRules.CostOf(log.State, _clock.GetUtcNow()).ModelMoney.ShouldBeNull();
    }

    [Fact]
    public async Task A_model_that_is_down_is_not_waited_for_longer_than_its_time()
    {
        var slow = new ScriptedModel(Enumerable.Repeat(new ModelException(ModelErrorKind.Timeout, "no answer"), 9))
        {
            Takes = () => _clock.Advance(TimeSpan.FromMinutes(10)),
        };
        var limits = new ModelLimits { Waiting = TimeSpan.FromMinutes(15), Retries = 8 };
        (await Should.ThrowAsync<ModelBudgetException>(() => AskAsync(slow, limits))).Message.ShouldContain("900 s");
        slow.Asked.Count.ShouldBe(2);
    }

    private async Task<ModelExchange> AskAsync(
        ILanguageModel model,
        ModelLimits? limits = null,
        string? call = null,
        CancellationTokenSource? cancel = null,
        int output = 100
    )
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
        var request = Request with { Call = call ?? Request.Call, MaxOutputTokens = output };
        return await desk.AskAsync(request, cancel?.Token ?? TestContext.Current.CancellationToken);
    }

    private Task<InvestigationLog> OpenAsync() => InvestigationLog.OpenAsync("i", _store, null, _clock, CancellationToken.None);

    private async Task<IReadOnlyList<InvestigationEvent>> EventsAsync() =>
        [.. (await _store.ReadAsync("i", CancellationToken.None)).Select(r => r.Event)];
}
