using Dataing.Core.Investigations;
using Dataing.Demo;
using Dataing.Host.Tests.Demo;

namespace Dataing.Host.Tests.Models;

[Collection(WrittenDemoCollection.Name)]
public sealed class ErraticModelTests(WrittenDemo demo)
{
    [Theory]
    [MemberData(nameof(WrittenDemo.Stories), MemberType = typeof(WrittenDemo))]
    public async Task A_model_with_every_fault_costs_nothing_but_its_part(string incident)
    {
        var folder = demo.Folder(incident, DemoWorld.DefaultSeed);
        await using var desk = await Desk.OpenAsync(new ErraticModel(DemoIncidents.All.ToList().IndexOf(folder.Incident)));

        var run = await SolvedDemo.InvestigateAsync(folder, desk);

        (await SolvedDemo.FaultsAsync(run.Finding, folder)).ShouldBeEmpty();
        SolvedRun.Substance(run.Finding).ShouldBe(SolvedRun.Substance(run.Alone));
        run.All<InvestigationEvent.ModelAsked>().Count().ShouldBeLessThan(80);
        foreach (var degraded in run.All<InvestigationEvent.ReasoningDegraded>())
            run.Finding.Caveats.ShouldContain(caveat => caveat.Contains(degraded.Reason));
    }
}
