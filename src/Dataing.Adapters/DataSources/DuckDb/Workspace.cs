using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>
/// A directory of one source's own for what does not fit in memory; gone when the source is closed. What a process that was killed left
/// behind is swept by the next one.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private const string Prefix = "dataing-work-";
    private const string LockSuffix = ".lock";

    private readonly string _parent;
    private readonly string _root;
    private FileStream? _lock;

    public Workspace()
        : this(Path.GetTempPath()) { }

    internal Workspace(string parent)
    {
        _parent = parent;
        _root = Path.Combine(parent, Prefix + Path.GetRandomFileName());
    }

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
        if (_lock is null)
            return;
        Delete(_root);
        _lock.Dispose();
        _lock = null;
        File.Delete(_root + LockSuffix);
    }

    private string Create()
    {
        if (_lock is not null)
            return _root;
        try
        {
            Sweep();
            // The system lets go of it when the process ends, however it ends. It is there before the directory, so that none is ever without.
            _lock = Hold(_root + LockSuffix, FileMode.CreateNew);
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(_root);
            else
                Directory.CreateDirectory(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return _root;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(
                SourceErrorKind.Configuration,
                $"The folder for temporary files, {_parent}, cannot be used; set TMPDIR to one that may be written.",
                e
            );
        }
    }

    /// <summary>Deletes the directories of processes that are no more: those whose lock nobody holds.</summary>
    private void Sweep()
    {
        foreach (var abandoned in Directory.EnumerateFiles(_parent, Prefix + "*" + LockSuffix))
        {
            try
            {
                using (Hold(abandoned, FileMode.Open))
                    Delete(abandoned[..^LockSuffix.Length]);
                File.Delete(abandoned);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, another user's, or swept by someone else at this moment: each is a reason to leave it.
                continue;
            }
        }
    }

    /// <summary>A link is none of ours.</summary>
    private static void Delete(string root)
    {
        if (Directory.Exists(root) && new DirectoryInfo(root).LinkTarget is null)
            Directory.Delete(root, recursive: true);
    }

    private static FileStream Hold(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);
}
