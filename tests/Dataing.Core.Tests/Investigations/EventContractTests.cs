using System.Reflection;
using System.Text.Json;
using Dataing.Core.Investigations;
using Dataing.Core.Json;

namespace Dataing.Core.Tests.Investigations;

/// <summary>Persisted events are a promise: what an older version wrote is read for ever.</summary>
public sealed class EventContractTests
{
    private static readonly string Approved = Path.Combine(Repository.Root, "tests/Dataing.Core.Tests/Contracts/events.approved.jsonl");

    [Fact]
    public void Every_event_has_a_sample() =>
        Samples.OfEveryEvent.Select(e => e.GetType()).Distinct().ShouldBe(Vocabulary(), ignoreOrder: true);

    [Fact]
    public void No_event_is_derived_outside_the_vocabulary() =>
        typeof(InvestigationEvent)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(InvestigationEvent)) && t.DeclaringType != typeof(InvestigationEvent))
            .ShouldBeEmpty();

    [Fact]
    public void Every_event_is_folded() =>
        Should.NotThrow(() => Samples.Recorded(Samples.OfEveryEvent).Aggregate(InvestigationState.Empty, InvestigationState.Evolve));

    [Fact]
    public void Samples_are_written_as_approved()
    {
        var written = Samples.Recorded(Samples.OfEveryEvent).Select(r => JsonSerializer.Serialize(r, DataingJson.Log)).ToList();
        if (Environment.GetEnvironmentVariable("DATAING_APPROVE") == "1")
            File.WriteAllLines(Approved, written);
        written.ShouldBe(
            [.. File.ReadAllLines(Approved)],
            customMessage: "If the change is meant, run once with DATAING_APPROVE=1 and say why in the commit."
        );
    }

    [Fact]
    public void Approved_events_are_read_back_exactly()
    {
        foreach (var line in File.ReadAllLines(Approved))
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Recorded>(line, DataingJson.Log), DataingJson.Log).ShouldBe(line);
    }

    [Fact]
    public void What_the_first_version_wrote_is_still_read()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests/Dataing.Core.Tests/Contracts/events.first.jsonl"));
        var read = lines.Select(line => JsonSerializer.Deserialize<Recorded>(line, DataingJson.Log)!).ToList();
        read.Count.ShouldBe(25);
        Should.NotThrow(() => read.Aggregate(InvestigationState.Empty, InvestigationState.Evolve));
    }

    private static IEnumerable<Type> Vocabulary() =>
        typeof(InvestigationEvent).GetNestedTypes(BindingFlags.Public).Where(t => t.IsSubclassOf(typeof(InvestigationEvent)));
}
