namespace Dataing.Demo;

/// <summary>Where an incident's files lie. The truth is beside the data, never inside it.</summary>
public sealed record DemoFolder(DemoIncident Incident, string Directory, bool Reused)
{
    /// <summary>The folder to open as a data source.</summary>
    public string DataDirectory => Path.Combine(Directory, "data");

    /// <summary>The alert that was raised.</summary>
    public string AlertPath => Path.Combine(Directory, "alert.json");

    /// <summary>Where tables come from.</summary>
    public string LineagePath => Path.Combine(Directory, "lineage.json");

    /// <summary>What changed in those weeks.</summary>
    public string ChangesPath => Path.Combine(Directory, "changes.json");

    /// <summary>The truth, for tests only.</summary>
    public string ManifestPath => Path.Combine(Directory, "manifest.json");
}
