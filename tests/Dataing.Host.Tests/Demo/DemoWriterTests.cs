using System.Security.Cryptography;
using Dataing.Demo;
using Dataing.Demo.Writing;

namespace Dataing.Host.Tests.Demo;

public sealed class DemoWriterTests : IDisposable
{
    private static readonly DemoWorld World = DemoWorld.Create();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        var one = await new DemoWriter(World).WriteAllAsync(_folder.Below("one"), Token);
        var two = await new DemoWriter(DemoWorld.Create()).WriteAllAsync(_folder.Below("two"), Token);

        for (var i = 0; i < one.Count; i++)
            Contents(two[i].Directory).ShouldBe(Contents(one[i].Directory));
    }

    [Fact]
    public async Task What_cannot_be_written_leaves_no_folder_behind_not_even_those_it_was_to_lie_in()
    {
        var target = _folder.Below("not/yet/there/story");
        var pending = new PendingFolder(target);
        var tooLong = EncodedFile.Of(new string('x', 300), new byte[] { 1 });
        await Should.ThrowAsync<IOException>(() => pending.AddAsync(tooLong, Token));
        await pending.DisposeAsync();
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_seed_gives_other_data()
    {
        var one = await WriteAsync("null_spike", "one");
        var two = await new DemoWriter(DemoWorld.Create(1)).WriteAsync(DemoIncidents.All[0], _folder.Below("two"), Token);

        foreach (var (file, hash) in Contents(one.DataDirectory).Where(entry => entry.Key != "categories.json"))
            Contents(two.DataDirectory)[file].ShouldNotBe(hash, file);
    }

    [Fact]
    public async Task The_bytes_of_the_default_seed_are_a_promise()
    {
        // When this changes on purpose, raise DemoWorld.Version, so that folders of the older version are made anew.
        var folder = await WriteAsync("clean_day", "promise");

        var all = string.Join('\n', Contents(folder.DataDirectory).Select(entry => $"{entry.Key} {entry.Value}"));
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(all)))[..16].ShouldBe(Promise);
        DemoWorld.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_that_is_right_is_kept()
    {
        var first = await WriteAsync("volume_drop", "kept");
        var before = Directory.GetLastWriteTimeUtc(first.DataDirectory);

        var second = await WriteAsync("volume_drop", "kept");

        first.Reused.ShouldBeFalse();
        second.Reused.ShouldBeTrue();
        Directory.GetLastWriteTimeUtc(second.DataDirectory).ShouldBe(before);
    }

    [Theory]
    [InlineData("data/orders.csv", "order_id\n1\n")]
    [InlineData("stamp.json", "{ this is not JSON")]
    [InlineData("alert.json", null)]
    public async Task A_folder_that_was_damaged_is_made_anew(string file, string? content)
    {
        var first = await WriteAsync("duplicates", "damaged");
        var good = Contents(first.Directory);
        var damaged = Path.Combine(first.Directory, file);
        if (content is null)
            File.Delete(damaged);
        else
            await File.WriteAllTextAsync(damaged, content, Token);

        // Without its stamp a folder might be anybody's.
        if (file == "stamp.json")
        {
            var refused = await Should.ThrowAsync<DemoFolderException>(WriteAsync("duplicates", "damaged"));
            refused.Message.ShouldContain("is not the demo's");
            return;
        }

        (await WriteAsync("duplicates", "damaged")).Reused.ShouldBeFalse();
        Contents(first.Directory).ShouldBe(good);
    }

    [Fact]
    public async Task A_folder_of_another_seed_is_replaced()
    {
        var old = await new DemoWriter(DemoWorld.Create(3)).WriteAsync(DemoIncidents.All[0], _folder.Below("seeds"), Token);
        var hashes = Contents(old.DataDirectory);

        var renewed = await WriteAsync(old.Incident.Name, "seeds");

        renewed.Reused.ShouldBeFalse();
        Contents(renewed.DataDirectory)["orders.csv"].ShouldNotBe(hashes["orders.csv"]);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("data/mine.csv")]
    public async Task Nobodys_own_file_is_thrown_away(string name)
    {
        var folder = await WriteAsync("clean_day", "mine");
        var mine = Path.Combine(folder.Directory, name);
        await File.WriteAllTextAsync(mine, "keep me", Token);

        var refused = await Should.ThrowAsync<DemoFolderException>(WriteAsync("clean_day", "mine"));

        refused.Message.ShouldContain(name);
        refused.Message.ShouldContain("--dir");
        (await File.ReadAllTextAsync(mine, Token)).ShouldBe("keep me");
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(new DemoWriter(World).WriteAllAsync(_folder.Below("cancelled"), cancel.Token));

        Directory.Exists(_folder.Below("cancelled")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_cancelled_in_the_middle_leaves_no_part_of_a_folder()
    {
        var target = _folder.Below("middle");
        using var cancel = new CancellationTokenSource();
        Directory.CreateDirectory(target);
        using var watcher = new FileSystemWatcher(target) { NotifyFilter = NotifyFilters.DirectoryName };
        watcher.Created += (_, _) => cancel.Cancel();
        watcher.EnableRaisingEvents = true;

        try
        {
            await new DemoWriter(World).WriteAllAsync(target, cancel.Token);
        }
        catch (OperationCanceledException)
        {
            // Cancelled while writing, as intended; a machine that was faster than the watcher has written whole folders.
        }

        foreach (var directory in Directory.EnumerateDirectories(target))
            File.Exists(Path.Combine(directory, "stamp.json")).ShouldBeTrue(directory);
    }

    [Fact]
    public async Task What_a_killed_run_had_begun_goes_with_the_next()
    {
        var dead = Directory.CreateDirectory(_folder.Below($"mine/clean_day.{int.MaxValue}.partial")).FullName;
        await File.WriteAllTextAsync(Path.Combine(dead, "orders.csv"), "half a", Token);
        var running = Directory.CreateDirectory(_folder.Below("mine/clean_day.1.partial")).FullName;
        var other = Directory.CreateDirectory(_folder.Below("mine/clean_day.notes.partial")).FullName;

        await WriteAsync("clean_day", "mine");

        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(running).ShouldBeTrue();
        Directory.Exists(other).ShouldBeTrue();
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_one_clear_sentence()
    {
        var file = _folder.Below("a-file");
        await File.WriteAllTextAsync(file, "", Token);

        var refused = await Should.ThrowAsync<DemoFolderException>(
            new DemoWriter(World).WriteAsync(DemoIncidents.All[0], Path.Combine(file, "below"), Token)
        );

        refused.Message.ShouldStartWith("The demo cannot write to");
        refused.Message.ShouldContain("--dir");
    }

    private const string Promise = "e9e353a5ceda3794";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<DemoFolder> WriteAsync(string incident, string directory) =>
        new DemoWriter(World).WriteAsync(
            DemoIncidents.Find(incident).ShouldNotBeNull(),
            _folder.Below(directory),
            TestContext.Current.CancellationToken
        );

    private static SortedDictionary<string, string> Contents(string directory) =>
        new(
            Directory
                .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .ToDictionary(
                    path => Path.GetRelativePath(directory, path),
                    path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))
                ),
            StringComparer.Ordinal
        );
}
