using System.Security.Cryptography;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Demo;
using Dataing.Host.Tests.Demo;

namespace Dataing.Host.Tests.Models;

[Collection(WrittenDemoCollection.Name)]
public sealed class LyingModelTests(WrittenDemo demo)
{
    [Theory]
    [MemberData(nameof(WrittenDemo.Stories), MemberType = typeof(WrittenDemo))]
    public async Task No_lie_moves_a_verdict_or_touches_the_data(string incident)
    {
        var folder = demo.Folder(incident, DemoWorld.DefaultSeed);
        var before = Contents(folder.Directory);
        var liar = new LyingModel();
        await using var desk = await Desk.OpenAsync(liar);

        var run = await SolvedDemo.InvestigateAsync(folder, desk);

        (await SolvedDemo.FaultsAsync(run.Finding, folder)).ShouldBeEmpty();
        SolvedRun.Substance(run.Finding).ShouldBe(SolvedRun.Substance(run.Alone));
        run.Finding.Hypotheses.Where(h => h.Id.StartsWith('m')).ShouldAllBe(h => h.Verdict != HypothesisVerdict.Confirmed);
        run.Finding.Recommendations.ShouldNotContain(r => r.Command != null && r.Command.Contains("DROP"));
        run.Queries.ShouldAllBe(sql =>
            sql.StartsWith("SELECT count(*) AS n FROM", StringComparison.OrdinalIgnoreCase) && !sql.Contains("range")
        );
        if (run.Finding.Verdict is not Verdict.FalseAlarm)
            run.All<InvestigationEvent.QueryRefused>().Count().ShouldBeGreaterThan(2);
        Contents(folder.Directory).ShouldBe(before);
        File.Exists("pwned.csv").ShouldBeFalse();
        File.Exists("pwned.db").ShouldBeFalse();
    }

    private static SortedDictionary<string, string> Contents(string directory) =>
        new(
            Directory
                .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .ToDictionary(path => path, path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))),
            StringComparer.Ordinal
        );
}
