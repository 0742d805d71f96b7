using System.Text.Json;
using Dataing.Demo;

namespace Dataing.Host.Tests.Demo;

/// <summary>What lies in every incident's folder, and what must not.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class DemoFoldersTests(WrittenDemo demo)
{
    private static readonly string[] Tables =
    [
        "categories.json",
        "events.csv",
        "order_items.csv",
        "orders.csv",
        "products.csv",
        "user_deletions.csv",
        "users.csv",
    ];

    [Theory]
    [MemberData(nameof(WrittenDemo.Cases), MemberType = typeof(WrittenDemo))]
    public void The_data_folder_holds_the_tables_and_never_the_truth(string incident, int seed)
    {
        var folder = demo.Folder(incident, seed);

        Directory.EnumerateFileSystemEntries(folder.DataDirectory).Select(Path.GetFileName).Order().ShouldBe(Tables);
        new DirectoryInfo(folder.DataDirectory).EnumerateFiles().Sum(file => file.Length).ShouldBeInRange(4_000_000, 14_000_000);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Cases), MemberType = typeof(WrittenDemo))]
    public async Task The_alert_names_the_symptom_and_keeps_quiet_about_the_cause(string incident, int seed)
    {
        var truth = await demo.TruthAsync(incident, seed);
        var text = await File.ReadAllTextAsync(demo.Folder(incident, seed).AlertPath, TestContext.Current.CancellationToken);
        var alert = JsonDocument.Parse(text).RootElement;

        alert.GetProperty("dataset").GetProperty("name").GetString().ShouldBe(truth.Table);
        alert.GetProperty("window").GetProperty("observedAt").GetString().ShouldNotBeNullOrEmpty();
        if (truth.Culprit?.Value is { } value)
            text.ShouldNotContain($"\"{value}\"");
        foreach (var alias in truth.CulpritAliases)
            text.ShouldNotContain(alias);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Stories), MemberType = typeof(WrittenDemo))]
    public async Task Red_herrings_are_there_to_be_seen(string incident)
    {
        const int Seed = DemoWorld.DefaultSeed;
        var truth = await demo.TruthAsync(incident, Seed);
        truth.RedHerrings.Count.ShouldBeGreaterThanOrEqualTo(5);

        foreach (var herring in truth.RedHerrings.Where(herring => herring.Table is not null))
        {
            var table = await demo.TableAsync(incident, Seed, herring.Table!);
            var time = herring.Table == "events" ? "occurred_at" : "created_at";
            var seen = table
                .Rows.Where(row => table.Value(row, herring.Column!) == herring.Value)
                .Select(row => table.Time(row, time))
                .ToArray();

            seen.Length.ShouldBeGreaterThan(20, herring.What);
            (seen.Min() - herring.At).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromHours(3), herring.What);
        }
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Cases), MemberType = typeof(WrittenDemo))]
    public async Task Changes_are_in_order_of_time_and_hold_more_innocents_than_culprits(string incident, int seed)
    {
        var text = await File.ReadAllTextAsync(demo.Folder(incident, seed).ChangesPath, TestContext.Current.CancellationToken);
        var changes = JsonDocument.Parse(text).RootElement.GetProperty("changes").EnumerateArray().ToArray();

        changes.Length.ShouldBeGreaterThan(10);
        changes.Select(change => change.GetProperty("at").GetDateTimeOffset()).ShouldBeInOrder();
        foreach (var change in changes)
        foreach (var field in new[] { "kind", "name", "detail", "target" })
            change.GetProperty(field).GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Other_seeds_move_the_onset()
    {
        var moments = new HashSet<DateTimeOffset>();
        foreach (var seed in WrittenDemo.Seeds)
            moments.Add((await demo.TruthAsync("volume_drop", seed.Data)).Window.Start);

        moments.Count.ShouldBeGreaterThan(1);
    }
}
