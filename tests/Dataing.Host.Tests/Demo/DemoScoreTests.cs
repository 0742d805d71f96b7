using System.Text.Json;
using Dataing.Demo;
using Dataing.Demo.Scoring;

namespace Dataing.Host.Tests.Demo;

[Collection(WrittenDemoCollection.Name)]
public sealed class DemoScoreTests(WrittenDemo demo)
{
    private const string Right = """
        {"status":"completed","verdict":"root_cause",
         "root_cause":{"mechanism":"segment_bad_values","culprit":{"kind":"release","table":"orders","column":"app_version","value":"2.3.1"}},
         "onset":{"start":"2026-02-12T13:00:00Z","end":"2026-02-12T15:00:00Z","grain":"hour"},
         "scope":{"predicate":[{"column":"app_version","op":"=","value":"2.3.1"}],"whole_table":false}}
        """;

    [Fact]
    public async Task A_right_finding_has_no_faults()
    {
        var score = await ScoreAsync(Right);

        score.Faults.ShouldBeEmpty();
        score.RowMatch.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"root_cause\",", "\"inconclusive\",", "verdict")]
    [InlineData("segment_bad_values", "default_fill", "mechanism")]
    [InlineData("\"column\":\"app_version\",\"value\":\"2.3.1\"}}", "\"column\":\"app_version\",\"value\":\"5.13.0\"}}", "culprit")]
    [InlineData("2026-02-12T13:00:00Z", "2026-02-10T13:00:00Z", "onset")]
    [InlineData("2026-02-12T15:00:00Z", "2026-02-12T13:30:00Z", "onset")]
    [InlineData("\"op\":\"=\",\"value\":\"2.3.1\"", "\"op\":\"!=\",\"value\":\"2.3.1\"", "scope")]
    [InlineData("\"op\":\"=\"", "\"op\":\"is_null\"", "scope")]
    [InlineData("[{\"column\":\"app_version\",\"op\":\"=\",\"value\":\"2.3.1\"}]", "[]", "scope")]
    public async Task Each_wrong_part_is_named(string part, string instead, string named)
    {
        var score = await ScoreAsync(Right.Replace(part, instead, StringComparison.Ordinal));

        score.IsRight.ShouldBeFalse();
        score.Faults.ShouldHaveSingleItem().ShouldContain(named);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"verdict":"root_cause","root_cause":null,"onset":null,"scope":null}""")]
    public async Task A_finding_with_holes_is_wrong_not_a_crash(string finding) => (await ScoreAsync(finding)).IsRight.ShouldBeFalse();

    private async Task<DemoScore> ScoreAsync(string finding)
    {
        var folder = demo.Folder("null_spike", DemoWorld.DefaultSeed);
        return await DemoScore.OfAsync(JsonDocument.Parse(finding).RootElement, folder, TestContext.Current.CancellationToken);
    }
}
