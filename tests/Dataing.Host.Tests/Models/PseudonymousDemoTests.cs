using System.Text.RegularExpressions;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Reasoning;
using Dataing.Demo;
using Dataing.Host.Tests.Demo;

namespace Dataing.Host.Tests.Models;

/// <summary>With pseudonyms on, no text value of the data leaves, and the finding reads as if all had.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class PseudonymousDemoTests(WrittenDemo demo)
{
    [Theory]
    [InlineData("null_spike", "2.3.1")]
    [InlineData("volume_drop", null)]
    [InlineData("late_arriving", null)]
    public async Task Values_stay_and_come_back(string incident, string? value)
    {
        var folder = demo.Folder(incident, DemoWorld.DefaultSeed);
        var person = new CarefulPerson();
        await using var desk = await Desk.OpenAsync(person, egress: new EgressPolicy { Pseudonyms = true });

        var run = await SolvedDemo.InvestigateAsync(folder, desk);

        (await SolvedDemo.FaultsAsync(run.Finding, folder)).ShouldBeEmpty();
        value ??= run.Finding.Scope!.Predicate.Select(c => c.Value).OfType<string>().First();
        var leak = new Regex($@"[^\n]{{0,60}}[^\w.]{Regex.Escape(value)}[^\w.]");
        foreach (var asked in run.All<InvestigationEvent.ModelAsked>())
            leak.Match(asked.Prompt).Value.ShouldBeEmpty();
        FindingJson.Write(run.Finding).ShouldNotContain("pseudonym_");
        run.Finding.RootCause!.Statement.ShouldStartWith("In short: ");
        run.Finding.RootCause.Statement.ShouldContain(value);
    }

    private sealed class CarefulPerson : Adapters.Models.StandIn.IStandInScript
    {
        public Task<Adapters.Models.StandIn.StandInAnswer> AnswerAsync(
            Adapters.Models.StandIn.StandInQuestion question,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult<Adapters.Models.StandIn.StandInAnswer>(
                new Adapters.Models.StandIn.StandInAnswer.Text(DiligentPerson.Answer(question))
            );
    }
}
