using Dataing.Demo;
using Dataing.Demo.Scoring;

namespace Dataing.Host.Tests.Demo;

/// <summary>The demo written for several seeds, once for all tests that read it.</summary>
public sealed class WrittenDemo : IAsyncLifetime
{
    public const int OtherSeed = 7;
    public const int ThirdSeed = 99_001;

    private readonly TemporaryFolder _root = new();
    private readonly Dictionary<(string, int), DemoFolder> _folders = [];

    public static TheoryData<int> Seeds => [DemoWorld.DefaultSeed, OtherSeed, ThirdSeed];

    public static TheoryData<string> Stories => [.. DemoIncidents.All.Select(incident => incident.Name)];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var incident in DemoIncidents.All)
            foreach (var seed in new[] { DemoWorld.DefaultSeed, OtherSeed, ThirdSeed })
                cases.Add(incident.Name, seed);
            return cases;
        }
    }

    public DemoFolder Folder(string incident, int seed) => _folders[(incident, seed)];

    public Task<IncidentManifest> TruthAsync(string incident, int seed) =>
        IncidentManifest.ReadAsync(Folder(incident, seed).ManifestPath, TestContext.Current.CancellationToken);

    public Task<CsvTable> TableAsync(string incident, int seed, string table) =>
        CsvTable.ReadAsync(Folder(incident, seed).DataDirectory, table, TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        foreach (var seed in new[] { DemoWorld.DefaultSeed, OtherSeed, ThirdSeed })
        foreach (var folder in await new DemoWriter(DemoWorld.Create(seed)).WriteAllAsync(_root.Below($"{seed}"), CancellationToken.None))
            _folders[(folder.Incident.Name, seed)] = folder;
    }

    public ValueTask DisposeAsync()
    {
        _root.Dispose();
        return ValueTask.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class WrittenDemoCollection : ICollectionFixture<WrittenDemo>
{
    public const string Name = "written demo";
}
