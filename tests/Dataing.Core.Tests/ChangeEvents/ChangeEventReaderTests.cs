using Dataing.Core.ChangeEvents;
using Dataing.Core.Intake;

namespace Dataing.Core.Tests.ChangeEvents;

public sealed class ChangeEventReaderTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 10, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"changes":[{"at":"2026-01-10T14:00:00Z","kind":"deploy","name":"mobile 2.3.1","detail":"x","target":"app"}]}""")]
    [InlineData("""[{"occurredAt":"2026-01-10T15:00:00+01:00","type":"deploy","title":"mobile 2.3.1","details":"x","targets":["app"]}]""")]
    [InlineData(
        """{"changes":[{"timestamp":1768053600,"kind":"deploy","summary":"mobile 2.3.1","detail":"x","target":"app","actor":"y"}]}"""
    )]
    public void Reads_changes(string json) =>
        ChangeEventReader.Read(json).ShouldBe([new ChangeEvent(At, "deploy", "mobile 2.3.1", "x", "app")]);

    [Fact]
    public void Puts_them_in_order_of_time() =>
        ChangeEventReader
            .Read("""[{"at":"2026-01-11","name":"b"},{"at":"2026-01-10","name":"a"}]""")
            .Select(change => change.Name)
            .ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("""{"changes":[{"kind":"deploy"}]}""", "change 1 has no \"at\"")]
    [InlineData("""{"changes":[{"at":"last week"}]}""", "time of change 1 cannot be read")]
    [InlineData("""{"changes":7}""", "list \"changes\"")]
    [InlineData("""[7]""", "change 1 must be an object")]
    public void Refuses_with_the_change_and_what_it_lacks(string json, string hint) =>
        Should.Throw<UnreadableInputException>(() => ChangeEventReader.Read(json)).Message.ShouldContain(hint);
}
