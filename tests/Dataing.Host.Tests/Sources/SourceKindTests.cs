using System.Collections.Concurrent;
using System.Text.Json;
using Dataing.Bench.Incidents.Running;
using Dataing.Core.Json;
using Dataing.Demo;
using Dataing.Demo.Scoring;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Sources;

/// <summary>The same data as files, in a database file or on a server: the same finding, figure for figure.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class SourceKindTests(WrittenDemo demo, PostgresHost postgres) : IClassFixture<PostgresHost>, IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<JsonElement>>> InFiles = [];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var incident in (string[])["null_spike", "duplicates", "late_arriving"])
            foreach (var kind in SourceCopies.Kinds)
                if (kind != SourceCopies.Files)
                    cases.Add(incident, kind);
            return cases;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Finds_the_same_in_every_kind_of_source(string incident, string kind)
    {
        var folder = demo.Folder(incident, DemoWorld.DefaultSeed);
        var url = kind == SourceCopies.Postgres ? await postgres.NewDatabaseAsync() : null;
        var source = await SourceCopies.MakeAsync(
            kind,
            folder.DataDirectory,
            _folder.Below("copy"),
            url,
            TestContext.Current.CancellationToken
        );

        var there = await FindAsync(folder, source);

        var score = await DemoScore.OfAsync(there, folder, TestContext.Current.CancellationToken);
        score.Faults.ShouldBeEmpty();
        var files = InFiles.GetOrAdd(incident, _ => new(() => FindAsync(folder, folder.DataDirectory)));
        Claim(there).ShouldBe(Claim(await files.Value));
    }

    private static async Task<JsonElement> FindAsync(DemoFolder folder, string source)
    {
        var result = await Run.CliAsync(
            "investigate",
            "--source",
            source,
            "--alert",
            folder.AlertPath,
            "--lineage",
            folder.LineagePath,
            "--changes",
            folder.ChangesPath,
            "--output",
            "json"
        );
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        return JsonSerializer.Deserialize<JsonElement>(result.Output, DataingJson.Wire);
    }

    /// <summary>What a reader of the finding is told; queries, and the words of a schema with or without types, may differ.</summary>
    private static string Claim(JsonElement finding) =>
        string.Join(
            '\n',
            ((string[])["verdict", "root_cause", "onset", "scope", "metric", "confidence"]).Select(part =>
                Rounded(finding.GetProperty(part))
            )
        );

    /// <summary>Floating-point sums end in other digits when they are added up in another order.</summary>
    private static string Rounded(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => string.Join(' ', element.EnumerateObject().Select(p => $"{p.Name}={Rounded(p.Value)}")),
            JsonValueKind.Array => string.Join(' ', element.EnumerateArray().Select(Rounded)),
            JsonValueKind.Number => element.GetDouble().ToString("G9", System.Globalization.CultureInfo.InvariantCulture),
            // A server knows tables by schema and name.
            _ => element.ToString().Replace("public.", "", StringComparison.Ordinal),
        };
}
