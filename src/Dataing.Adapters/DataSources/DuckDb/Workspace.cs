namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>A directory of one source's own for what does not fit in memory; made when first needed and gone when the source is closed.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"dataing-{Path.GetRandomFileName()}");

    /// <summary>Where the engine may put what it cannot keep in memory; it makes the directory itself.</summary>
    public string SpillDirectory => Path.Combine(Create(), "spill");

    /// <summary>A place that never exists, for things that must not be found.</summary>
    public string NothingDirectory => Path.Combine(_root, "nothing");

    /// <summary>A path inside, whose folders exist.</summary>
    public string NewFile(string name)
    {
        var path = Path.Combine(Create(), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _root);
        return path;
    }

    public void Dispose()
    {
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
    }

    private string Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_root);
        else
            Directory.CreateDirectory(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return _root;
    }
}
