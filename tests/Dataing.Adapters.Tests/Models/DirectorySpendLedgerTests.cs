using Dataing.Adapters.Models;
using Dataing.Core.Investigations;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

public sealed class DirectorySpendLedgerTests
{
    private static readonly DateTimeOffset Evening = new(2026, 1, 10, 23, 59, 0, TimeSpan.Zero);
    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory().FullName, "state");

    [Fact]
    public async Task What_one_process_spent_another_one_sees()
    {
        await Ledger().ReserveAsync(Entry("a", 100), Always, TestContext.Current.CancellationToken);
        await Ledger().SettleAsync(Entry("a", 70), TestContext.Current.CancellationToken);
        await Ledger().ReserveAsync(Entry("b", 30), Always, TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).ShouldBe(new ModelSpend(2, 100, 1m));
    }

    [Fact]
    public async Task What_is_refused_is_not_set_aside()
    {
        await Ledger().ReserveAsync(Entry("a", 100), _ => new Decision.Refused("no"), TestContext.Current.CancellationToken);
        (await SpentAsync(Evening)).ShouldBe(ModelSpend.None);
    }

    [Fact]
    public async Task Every_day_has_its_own_budget()
    {
        await Ledger().ReserveAsync(Entry("a", 100), Always, TestContext.Current.CancellationToken);
        (await SpentAsync(Evening.AddMinutes(1))).ShouldBe(ModelSpend.None);
        (await SpentAsync(Evening.ToOffset(TimeSpan.FromHours(5)))).Tokens.ShouldBe(100);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_spoils_nothing()
    {
        await Ledger().ReserveAsync(Entry("a", 100), Always, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(
            Directory.GetFiles(_directory).Single(),
            "{\"id\":\"b\",\"tok",
            TestContext.Current.CancellationToken
        );
        await Ledger().ReserveAsync(Entry("c", 11), Always, TestContext.Current.CancellationToken);
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
                        Entry($"call-{i}", 100),
                        spent => spent.Tokens + 100 > 1_000 ? new Decision.Refused("spent") : new Decision.Accepted(),
                        TestContext.Current.CancellationToken
                    )
            );
        (await Task.WhenAll(asked)).Count(d => d is Decision.Accepted).ShouldBe(10);
        (await SpentAsync(Evening)).Tokens.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_one_clear_sentence()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var ledger = new DirectorySpendLedger(file, TimeProvider.System);
        var e = await Should.ThrowAsync<SpendLedgerException>(() =>
            ledger.ReserveAsync(Entry("a", 1), Always, TestContext.Current.CancellationToken)
        );
        e.Message.ShouldContain("DATAING_STATE_DIR");
    }

    private static Decision Always(ModelSpend spent) => new Decision.Accepted();

    private static SpendEntry Entry(string id, long tokens) => new(id, Evening, tokens, tokens / 100m);

    private DirectorySpendLedger Ledger() => new(_directory, TimeProvider.System);

    private async Task<ModelSpend> SpentAsync(DateTimeOffset at)
    {
        ModelSpend? seen = null;
        await Ledger()
            .ReserveAsync(
                new SpendEntry("look", at, 0, 0),
                spent =>
                {
                    seen = spent;
                    return new Decision.Refused("only looking");
                },
                TestContext.Current.CancellationToken
            );
        return seen.ShouldNotBeNull();
    }
}
