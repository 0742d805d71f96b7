using System.Numerics;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Adapters.Tests.Storage;

/// <summary>What every event store must do.</summary>
public abstract class EventStoreContract
{
    protected static readonly DateTimeOffset At = new(2026, 1, 10, 14, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IEventStore Store { get; }

    [Fact]
    public async Task Knows_nothing_of_an_investigation_never_written() => (await Store.ReadAsync("inv-1", Cancellation)).ShouldBeEmpty();

    [Fact]
    public async Task Reads_back_what_was_appended_in_order()
    {
        await Store.AppendAsync("inv-1", 0, [Event(1)], Cancellation);
        await Store.AppendAsync("inv-1", 1, [Event(2), Event(3)], Cancellation);
        (await Store.ReadAsync("inv-1", Cancellation)).ShouldBe([Event(1), Event(2), Event(3)]);
    }

    [Fact]
    public async Task Keeps_investigations_apart()
    {
        await Store.AppendAsync("inv-1", 0, [Event(1)], Cancellation);
        await Store.AppendAsync("inv-2", 0, [Event(1, "other")], Cancellation);
        (await Store.ReadAsync("inv-1", Cancellation)).ShouldBe([Event(1)]);
        (await Store.ReadAsync("inv-2", Cancellation)).ShouldBe([Event(1, "other")]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Refuses_an_append_at_another_version(int expected)
    {
        await Store.AppendAsync("inv-1", 0, [Event(1)], Cancellation);
        await Should.ThrowAsync<ConcurrentAppendException>(() => Store.AppendAsync("inv-1", expected, [Event(expected + 1)], Cancellation));
        (await Store.ReadAsync("inv-1", Cancellation)).ShouldBe([Event(1)]);
    }

    [Fact]
    public async Task Refuses_a_gap_in_the_sequence() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.AppendAsync("inv-1", 0, [Event(1), Event(3)], Cancellation));

    [Fact]
    public async Task Lets_one_of_many_writers_win_each_version()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => WinsAsync(i), Cancellation)));
        won.Count(w => w).ShouldBe(1);
        (await Store.ReadAsync("inv-1", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_cells_exact_to_the_digit()
    {
        ExactDecimal.TryParse("12345678901234567890123456789012345678.90", out var wide).ShouldBeTrue();
        object?[] cells =
        [
            null,
            true,
            long.MinValue,
            double.NaN,
            -0.1,
            wide,
            new ExactDecimal(BigInteger.One, 0),
            "\u2028\"\n\ud83d\ude00",
            new DateOnly(1, 1, 1),
            new TimeOnly(23, 59, 59, 999),
            new DateTime(2026, 1, 10, 1, 2, 3, DateTimeKind.Unspecified),
            At,
            new byte[] { 0, 255 },
        ];
        var result = new QueryResult(
            [.. cells.Select((_, i) => new ResultColumn($"c{i}", LogicalType.Unknown))],
            [cells],
            new QueryOutcome(1, 10, Truncation.None, TimeSpan.FromSeconds(1))
        );
        await Store.AppendAsync("inv-1", 0, [new Recorded(1, At, new InvestigationEvent.QuerySucceeded("q", result))], Cancellation);
        var read = (await Store.ReadAsync("inv-1", Cancellation))[0].Event.ShouldBeOfType<InvestigationEvent.QuerySucceeded>();
        read.Result.Rows[0].ShouldBe(cells);
    }

    protected static Recorded Event(int sequence, string reason = "because") => new(sequence, At, new InvestigationEvent.Failed(reason));

    private async Task<bool> WinsAsync(int i)
    {
        try
        {
            await Store.AppendAsync("inv-1", 0, [Event(1, $"writer {i}")], Cancellation);
            return true;
        }
        catch (ConcurrentAppendException)
        {
            return false;
        }
    }
}
