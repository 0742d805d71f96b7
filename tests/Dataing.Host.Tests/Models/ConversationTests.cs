using Dataing.Adapters.Models;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Demo;
using Dataing.Host.Runs;
using Dataing.Host.Tests.Demo;

namespace Dataing.Host.Tests.Models;

/// <summary>Whole investigations of the demo with a model, by recorded conversations, over both protocols.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class ConversationTests(WrittenDemo demo)
{
    public static TheoryData<string, ModelVendor> Conversations
    {
        get
        {
            var cases = new TheoryData<string, ModelVendor>();
            foreach (var incident in DemoIncidents.All)
            foreach (var vendor in Enum.GetValues<ModelVendor>())
                cases.Add(incident.Name, vendor);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task The_same_is_asked_and_the_same_is_found(string incident, ModelVendor vendor)
    {
        var folder = demo.Folder(incident, DemoWorld.DefaultSeed);
        var conversation = new RecordedConversation(incident);
        await using var desk = await Desk.OpenAsync(conversation, vendor);

        var run = await SolvedDemo.InvestigateAsync(folder, desk);
        conversation.Save();

        conversation.Drift.ShouldBeEmpty(
            "If the change of the questions is meant, run once with DATAING_APPROVE=1 and read the difference."
        );
        conversation.Unasked.ShouldBeEmpty();
        (await SolvedDemo.FaultsAsync(run.Finding, folder)).ShouldBeEmpty();
        SolvedRun.Substance(run.Finding).ShouldBe(SolvedRun.Substance(run.Alone));
        run.All<InvestigationEvent.ReasoningDegraded>().ShouldBeEmpty();
        if (run.Finding.RootCause is { } cause)
            cause.Statement.ShouldStartWith("In short: ");
        // What is recorded does not depend on the protocol.
        if (vendor == ModelVendor.Anthropic)
            await ReplaysToTheByteAsync(run);
    }

    private static async Task ReplaysToTheByteAsync(SolvedRun run)
    {
        var again = await Scripted.Run.Unconnected.ReplayAsync("i", run.Events, TestContext.Current.CancellationToken);
        FindingJson.Write(again).ShouldBe(FindingJson.Write(run.Finding));
    }
}
