using System.Text.Json;
using Dataing.Adapters.DataSources;
using Dataing.Analysis;
using Dataing.Core.Json;
using Dataing.Demo;
using Dataing.Demo.Scoring;
using Dataing.Host.Cli;
using Dataing.Host.Runs;

namespace Dataing.Host.Tests.Demo;

/// <summary>Every story from end to end: data, alert, investigation, and a finding that agrees with the manifest in every part.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class DemoInvestigationTests(WrittenDemo demo)
{
    [Theory]
    [MemberData(nameof(WrittenDemo.Cases), MemberType = typeof(WrittenDemo))]
    public async Task Every_story_is_found_out(string incident, int seed)
    {
        var token = TestContext.Current.CancellationToken;
        var folder = demo.Folder(incident, seed);
        var run = new InvestigationRun(
            new ConnectorCatalog(DataSourceRegistration.Connectors()),
            inquiry => new BuiltInAnalyst(inquiry),
            TimeProvider.System
        );

        var finding = await DemoWiring.Of(run).Investigate(folder, TextWriter.Null, token);

        var score = await DemoScore.OfAsync(JsonSerializer.SerializeToElement(finding, DataingJson.Wire), folder, token);
        score.Faults.ShouldBeEmpty();
        if (score.Verdict && incident == "expected_variance")
            finding.RootCause.ShouldNotBeNull().Statement.ShouldContain("valentine-sale-2026");
        finding.Cost.Queries.ShouldBeLessThanOrEqualTo(25);
        finding.Evidence.ShouldNotBeEmpty();
        finding.CausalChain.Select(step => step.At).ShouldBeInOrder();
    }
}
