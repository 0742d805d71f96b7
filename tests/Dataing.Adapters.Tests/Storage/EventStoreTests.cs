using Dataing.Adapters.Storage;
using Dataing.Core.Investigations;

namespace Dataing.Adapters.Tests.Storage;

public sealed class InMemoryEventStoreTests : EventStoreContract
{
    protected override IEventStore Store { get; } = new InMemoryEventStore();
}

public sealed class DirectoryEventStoreTests : EventStoreContract, IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dataing-store-").FullName;
    private DirectoryEventStore _store;

    public DirectoryEventStoreTests() => _store = new DirectoryEventStore(_directory);

    protected override IEventStore Store => _store;

    private string Log => Path.Combine(_directory, "inv-1", "events.jsonl");

    [Fact]
    public async Task Leaves_nothing_behind_by_reading_alone()
    {
        await Store.ReadAsync("inv-1", Cancellation);
        Directory.EnumerateFileSystemEntries(_directory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Survives_the_process()
    {
        await Store.AppendAsync("inv-1", 0, [Event(1), Event(2)], Cancellation);
        await ReopenAsync();
        (await Store.ReadAsync("inv-1", Cancellation)).ShouldBe([Event(1), Event(2)]);
        await Store.AppendAsync("inv-1", 2, [Event(3)], Cancellation);
        await ReopenAsync();
        (await Store.ReadAsync("inv-1", Cancellation)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cuts_off_what_a_crash_left_half_written_at_every_byte()
    {
        await Store.AppendAsync("inv-1", 0, [Event(1)], Cancellation);
        await _store.DisposeAsync();
        var first = new FileInfo(Log).Length;
        _store = new DirectoryEventStore(_directory);
        await Store.AppendAsync("inv-1", 1, [Event(2), Event(3)], Cancellation);
        await _store.DisposeAsync();
        var whole = await File.ReadAllBytesAsync(Log, Cancellation);
        for (var length = (int)first; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Log, whole[..length], Cancellation);
            await using var store = new DirectoryEventStore(_directory);
            (await store.ReadAsync("inv-1", Cancellation)).ShouldBe([Event(1)]);
            await store.AppendAsync("inv-1", 1, [Event(2, "again")], Cancellation);
            (await store.ReadAsync("inv-1", Cancellation)).ShouldBe([Event(1), Event(2, "again")]);
        }
    }

    [Fact]
    public async Task Keeps_a_second_process_out()
    {
        await Store.AppendAsync("inv-1", 0, [Event(1)], Cancellation);
        await using var second = new DirectoryEventStore(_directory);
        var refusal = await Should.ThrowAsync<EventStoreException>(() => second.ReadAsync("inv-1", Cancellation));
        refusal.Message.ShouldContain("Another process");
        await _store.DisposeAsync();
        (await second.ReadAsync("inv-1", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Says_which_line_is_damaged_rather_than_dropping_it()
    {
        await Store.AppendAsync("inv-1", 0, [Event(1)], Cancellation);
        await Store.AppendAsync("inv-1", 1, [Event(2)], Cancellation);
        await _store.DisposeAsync();
        var lines = await File.ReadAllLinesAsync(Log, Cancellation);
        await File.WriteAllLinesAsync(Log, [lines[0][..10], lines[1]], Cancellation);
        await using var store = new DirectoryEventStore(_directory);
        (await Should.ThrowAsync<EventStoreException>(() => store.ReadAsync("inv-1", Cancellation))).Message.ShouldContain("Line 1");
        await store.DisposeAsync();
        await File.WriteAllLinesAsync(Log, [lines[1]], Cancellation);
        await using var other = new DirectoryEventStore(_directory);
        (await Should.ThrowAsync<EventStoreException>(() => other.ReadAsync("inv-1", Cancellation))).Message.ShouldContain(
            "Event 1 is missing"
        );
    }

    [Fact]
    public async Task Says_so_when_the_directory_cannot_be_made()
    {
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        await using var store = new DirectoryEventStore(file);
        (await Should.ThrowAsync<EventStoreException>(() => store.AppendAsync("inv-1", 0, [Event(1)], Cancellation))).Message.ShouldContain(
            "--save"
        );
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("a/b")]
    public async Task Refuses_an_id_that_leads_out_of_the_directory(string id) =>
        await Should.ThrowAsync<ArgumentException>(() => Store.AppendAsync(id, 0, [Event(1)], Cancellation));

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = new DirectoryEventStore(_directory);
    }
}
