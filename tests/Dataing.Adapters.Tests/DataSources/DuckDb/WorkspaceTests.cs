using Dataing.Adapters.DataSources.DuckDb;

namespace Dataing.Adapters.Tests.DataSources.DuckDb;

/// <summary>What a killed process leaves behind goes with the next start; what others still use stays.</summary>
public sealed class WorkspaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sweeps_what_nobody_holds_and_nothing_else()
    {
        var abandoned = Folder("dataing-work-abandoned", isLocked: true);
        Directory.CreateDirectory(Path.Combine(abandoned, "rewritten"));
        File.WriteAllText(Path.Combine(abandoned, "rewritten", "orders.csv"), "id\n1\n");
        var beingMade = Folder("dataing-work-being-made", isLocked: false);
        var foreign = Folder("dataing-work-not.ours", isLocked: false);
        var others = Folder("another-program", isLocked: true);
        using var running = new Workspace(_folder.Path);
        var inUse = Path.GetDirectoryName(running.NewFile("table.csv")).ShouldNotBeNull();

        using var next = new Workspace(_folder.Path);
        next.NewFile("anything");

        Directory.Exists(abandoned).ShouldBeFalse();
        File.Exists(abandoned + ".lock").ShouldBeFalse();
        foreach (var kept in (string[])[beingMade, foreign, others, inUse])
            Directory.Exists(kept).ShouldBeTrue(kept);
    }

    [Fact]
    public void Sweeps_the_lock_of_what_was_killed_before_its_directory_was_made()
    {
        var alone = _folder.In("dataing-work-hardly-begun.lock");
        File.WriteAllText(alone, "");
        using var next = new Workspace(_folder.Path);
        next.NewFile("anything");
        File.Exists(alone).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_for_temporary_files_that_is_none_is_said()
    {
        using var workspace = new Workspace(Path.Combine(_folder.Path, "no such folder"));
        var failure = Should.Throw<Core.DataSources.SourceException>(() => workspace.SpillDirectory);
        failure.Message.ShouldContain("no such folder");
        failure.Message.ShouldContain("TMPDIR");
    }

    [Fact]
    public void Does_not_follow_a_link()
    {
        var elsewhere = Folder("elsewhere", isLocked: false);
        File.WriteAllText(Path.Combine(elsewhere, "precious"), "");
        var link = _folder.In("dataing-work-link");
        Directory.CreateSymbolicLink(link, elsewhere);
        File.WriteAllText(link + ".lock", "");
        using var next = new Workspace(_folder.Path);
        next.NewFile("anything");
        File.Exists(Path.Combine(elsewhere, "precious")).ShouldBeTrue();
    }

    [Fact]
    public void Leaves_nothing_when_it_is_closed_and_makes_nothing_when_it_is_not_used()
    {
        using (var unused = new Workspace(_folder.Path))
            unused.NothingDirectory.ShouldNotBeEmpty();
        using (var used = new Workspace(_folder.Path))
            used.NewFile("a/b");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    private string Folder(string name, bool isLocked)
    {
        var path = Directory.CreateDirectory(_folder.In(name)).FullName;
        if (isLocked)
            File.WriteAllText(path + ".lock", "");
        return path;
    }
}
