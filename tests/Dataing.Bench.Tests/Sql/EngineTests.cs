using Dataing.Bench.Sql.Engines;
using Dataing.Bench.Sql.Fuzzing;

namespace Dataing.Bench.Tests.Sql;

/// <summary>A short seeded run of what <c>bench fuzz-engines</c> does for as long as it is told.</summary>
public sealed class EngineTests
{
    private const string RequireServers = "DATAING_REQUIRE_SERVERS";

    public static TheoryData<string> Engines => [.. EngineWorld.Names];

    [Theory, MemberData(nameof(Engines))]
    public async Task What_the_guard_allows_is_one_query_there_and_yields_the_same_rows_when_written_back(string name)
    {
        await using var engine = await EngineWorld.OpenAsync(name, TestContext.Current.CancellationToken);
        if (engine is null && Environment.GetEnvironmentVariable(RequireServers) == "1")
            throw new InvalidOperationException($"{name} is not installed, and {RequireServers}=1 says that it must be.");
        Assert.SkipWhen(engine is null, $"{name} is not installed.");
        var fuzz = new EngineFuzz(engine!, seed: 20260131, Corpora.Read(Corpora.Find()));
        for (var number = 0; number < 250; number++)
            await fuzz.OneAsync(number, TestContext.Current.CancellationToken);
        fuzz.Differences.ShouldBeEmpty(string.Join("\n", fuzz.Differences));
        fuzz.Compared.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Broken_and_hostile_texts_are_read_back_as_they_were_written_or_not_read_at_all()
    {
        var run = new FuzzRun(seed: 20260131, Corpora.Read(Corpora.Find()));
        run.Go(first: 0, inputs: 20_000);
        run.IsClean.ShouldBeTrue(run.Describe(TimeSpan.Zero));
    }
}
