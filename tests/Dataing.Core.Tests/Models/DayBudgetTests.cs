using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Core.Tests.Investigations;
using Dataing.Core.Tests.Scripted;

namespace Dataing.Core.Tests.Models;

public sealed class DayBudgetTests
{
    private static readonly ModelRequest Request = new("synthesize", "instructions", "facts", "task", "{}", 100);
    private static readonly ModelLimits Limits = new() { TokensPerDay = 1_000, MoneyPerDay = null };
    private readonly ManualClock _clock = new(Samples.Noon);
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task What_a_call_took_replaces_what_was_set_aside_for_it()
    {
        await AskAsync("a", new ScriptedModel("{}"));
        _ledger.Entries.Count.ShouldBe(2);
        _ledger.Entries[0].Tokens.ShouldBeGreaterThan(100);
        _ledger.Entries[1].ShouldBe(_ledger.Entries[0] with { Tokens = 110 });
    }

    [Fact]
    public async Task A_day_that_is_spent_keeps_every_further_question_in()
    {
        for (var i = 0; i < 9; i++)
            await AskAsync($"i{i}", new ScriptedModel("{}"));
        var silent = new ScriptedModel("{}");
        var e = await Should.ThrowAsync<ModelBudgetException>(() => AskAsync("last", silent));
        e.Message.ShouldStartWith("The day's budget of 1000 tokens does not hold this call: 990 are spent");
        silent.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_exhaustion_is_an_event()
    {
        var store = new InMemoryEventStore();
        _ledger.Spent = new ModelSpend(1, 999, 0);
        await Should.ThrowAsync<ModelBudgetException>(() => AskAsync("i", new ScriptedModel("{}"), store: store));
        (await store.ReadAsync("i", CancellationToken.None))
            .Select(r => r.Event)
            .OfType<InvestigationEvent.ModelBudgetExhausted>()
            .Single()
            .Scope.ShouldBe(ModelBudgetScope.Day);
    }

    [Fact]
    public async Task A_question_that_the_investigation_cannot_pay_sets_nothing_aside_for_the_day()
    {
        await Should.ThrowAsync<ModelBudgetException>(() => AskAsync("i", new ScriptedModel("{}"), Limits with { Tokens = 5 }));
        _ledger.Entries[^1].Tokens.ShouldBe(0);
    }

    /// <summary>The same alert investigated again, or in two places at once, asks the same questions and pays for them again.</summary>
    [Fact]
    public async Task The_same_investigation_in_another_run_is_paid_for_again()
    {
        await AskAsync("i", new ScriptedModel("{}"), seed: 1);
        await AskAsync("i", new ScriptedModel("{}"), seed: 2);
        _ledger.Entries.GroupBy(e => e.Id).Sum(g => g.Last().Tokens).ShouldBe(220);
    }

    [Fact]
    public async Task A_failed_call_sets_nothing_aside_for_ever()
    {
        var refused = new ModelException(ModelErrorKind.Authentication, "no key");
        await Should.ThrowAsync<ModelException>(() => AskAsync("i", new ScriptedModel(refused)));
        _ledger.Entries[^1].Tokens.ShouldBe(0);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_kept_keeps_the_model_out()
    {
        _ledger.IsBroken = true;
        var silent = new ScriptedModel("{}");
        (await Should.ThrowAsync<ModelBudgetException>(() => AskAsync("i", silent))).Message.ShouldContain("cannot be kept");
        silent.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_budget_for_the_day_no_ledger_is_needed()
    {
        _ledger.IsBroken = true;
        await AskAsync("i", new ScriptedModel("{}"), new ModelLimits());
        await AskAsync("j", new ScriptedModel("{}"), new ModelLimits { MoneyPerDay = 5 });
        _ledger.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Money_counts_where_the_price_is_known()
    {
        var limits = new ModelLimits
        {
            MoneyPerDay = 5,
            Money = 100,
            Prices = new ModelPrices(10_000, 10_000),
        };
        await AskAsync("i", new ScriptedModel("{}"), limits);
        _ledger.Entries[^1].Money.ShouldBe(1.1m);
        _ledger.Spent = new ModelSpend(1, 0, 4.5m);
        (await Should.ThrowAsync<ModelBudgetException>(() => AskAsync("j", new ScriptedModel("{}"), limits))).Message.ShouldContain(
            "5 USD"
        );
    }

    private async Task AskAsync(string id, ScriptedModel model, ModelLimits? limits = null, InMemoryEventStore? store = null, int seed = 1)
    {
        using var log = await InvestigationLog.OpenAsync(id, store ?? new InMemoryEventStore(), null, _clock, CancellationToken.None);
        var desk = new ModelDesk(log, model, limits ?? Limits, text => text, _clock, new Random(seed), _ledger);
        await desk.AskAsync(Request, TestContext.Current.CancellationToken);
    }

    private sealed class Ledger : ISpendLedger
    {
        public List<SpendEntry> Entries { get; } = [];

        public ModelSpend? Spent { get; set; }

        public bool IsBroken { get; set; }

        public Task<SpendEntry?> ReserveAsync(DateTimeOffset at, Func<ModelSpend, SpendEntry?> grant, CancellationToken cancellationToken)
        {
            if (IsBroken)
                throw new SpendLedgerException("It cannot be kept.");
            var last = Entries.GroupBy(e => e.Id).Select(g => g.Last()).ToList();
            var entry = grant(Spent ?? new ModelSpend(last.Count, last.Sum(e => e.Tokens), last.Sum(e => e.Money)));
            if (entry is not null)
                Entries.Add(entry);
            return Task.FromResult(entry);
        }

        public Task SettleAsync(SpendEntry entry, CancellationToken cancellationToken)
        {
            Entries.Add(entry);
            return Task.CompletedTask;
        }
    }
}
