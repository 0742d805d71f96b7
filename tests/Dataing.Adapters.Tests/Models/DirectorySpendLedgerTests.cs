using Dataing.Adapters.Models;
using Dataing.Adapters.Tests.DataSources;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

public sealed class DirectorySpendLedgerTests : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2026, 1, 10, 23, 59, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    private string State => _folder.In("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_one_process_spent_another_one_sees()
    {
        await ReserveAsync(Entry("a", 100), TestContext.Current.CancellationToken);
        await Ledger().SettleAsync(Entry("a", 70), TestContext.Current.CancellationToken);
        await ReserveAsync(Entry("b", 30), TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).ShouldBe(new ModelSpend(2, 100, 1m));
    }

    [Fact]
    public async Task What_is_refused_is_not_set_aside()
    {
        await Ledger().ReserveAsync(Evening, _ => null, TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).ShouldBe(ModelSpend.None);
    }

    [Fact]
    public async Task Every_day_has_its_own_budget()
    {
        await ReserveAsync(Entry("a", 100), TestContext.Current.CancellationToken);
        (await SpentAsync(Evening.AddMinutes(1))).ShouldBe(ModelSpend.None);
        (await SpentAsync(Evening.ToOffset(TimeSpan.FromHours(5)))).Tokens.ShouldBe(100);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_spoils_nothing()
    {
        await ReserveAsync(Entry("a", 100), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(Directory.GetFiles(State).Single(), "{\"id\":\"b\",\"tok", TestContext.Current.CancellationToken);
        await ReserveAsync(Entry("c", 11), TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).Tokens.ShouldBe(111);
    }

    /// <summary>Fifty callers at once, and room for ten: reading, deciding and writing are one step.</summary>
    [Fact]
    public async Task However_many_ask_at_once_the_budget_is_not_overspent()
    {
        var asked = Enumerable
            .Range(0, 50)
            .Select(i =>
                Ledger()
                    .ReserveAsync(
                        Evening,
                        spent => spent.Tokens + 100 > 1_000 ? null : Entry($"call-{i}", 100),
                        TestContext.Current.CancellationToken
                    )
            );
        (await Task.WhenAll(asked)).Count(granted => granted is not null).ShouldBe(10);
        (await SpentAsync(Evening)).Tokens.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_one_clear_sentence()
    {
        var ledger = new DirectorySpendLedger(_folder.Write("file", ""), TimeProvider.System);
        var e = await Should.ThrowAsync<SpendLedgerException>(() =>
            ledger.ReserveAsync(Evening, _ => Entry("a", 1), TestContext.Current.CancellationToken)
        );
        e.Message.ShouldContain("DATAING_STATE_DIR");
    }

    [Theory]
    [InlineData("\0\0\0\0rubbish\u0000\n")]
    [InlineData("{\"id\":\"x\",\"at\":\"never\",\"tokens\":1,\"money\":0}\n")]
    [InlineData("{\"id\":\"x\",\"at\":\"2026-01-10T00:00:00Z\",\"tokens\":-100000,\"money\":-5}\n")]
    [InlineData("[1,2,3]\n\n\n")]
    public async Task Lines_that_are_none_are_passed_over_and_none_of_them_frees_budget(string rubbish)
    {
        await ReserveAsync(Entry("a", 100), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(Directory.GetFiles(State).Single(), rubbish, TestContext.Current.CancellationToken);
        await ReserveAsync(Entry("b", 11), TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).Tokens.ShouldBe(111);
    }

    /// <summary>A call that was asked before midnight and answered after it is paid by the day on which it was asked.</summary>
    [Fact]
    public async Task A_call_over_midnight_is_settled_where_it_was_set_aside()
    {
        await ReserveAsync(Entry("a", 100), TestContext.Current.CancellationToken);
        await Ledger().SettleAsync(Entry("a", 40), TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).Tokens.ShouldBe(40);
        (await SpentAsync(Evening.AddMinutes(2))).ShouldBe(ModelSpend.None);
    }

    [Fact]
    public async Task What_a_killed_process_had_set_aside_stays_spent()
    {
        await ReserveAsync(Entry("killed", 700), TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).Tokens.ShouldBe(700);
    }

    private Task<SpendEntry?> ReserveAsync(SpendEntry entry, CancellationToken cancellationToken) =>
        Ledger().ReserveAsync(entry.At, _ => entry, cancellationToken);

    private static SpendEntry Entry(string id, long tokens) => new(id, Evening, tokens, tokens / 100m);

    private DirectorySpendLedger Ledger() => new(State, TimeProvider.System);

    private async Task<ModelSpend> SpentAsync(DateTimeOffset at)
    {
        ModelSpend? seen = null;
        await Ledger()
            .ReserveAsync(
                at,
                spent =>
                {
                    seen = spent;
                    return null;
                },
                TestContext.Current.CancellationToken
            );
        return seen.ShouldNotBeNull();
    }
}
