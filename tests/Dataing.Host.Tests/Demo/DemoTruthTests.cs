using System.Globalization;
using Dataing.Demo;
using Dataing.Demo.Scoring;

namespace Dataing.Host.Tests.Demo;

/// <summary>What a manifest claims is recounted here from the written files alone.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class DemoTruthTests(WrittenDemo demo)
{
    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task Null_spike_is_the_new_mobile_release_and_nothing_else(int seed)
    {
        var truth = await demo.TruthAsync("null_spike", seed);
        var orders = await demo.TableAsync("null_spike", seed, "orders");

        var (before, inside) = Split(orders, truth);
        var guilty = inside.Where(row => orders.Value(row, "app_version") == "2.3.1").ToArray();
        var innocent = inside.Where(row => orders.Value(row, "app_version") != "2.3.1").ToArray();

        Share(before).ShouldBe(truth.Metric.Before, 0.0001);
        Share(inside).ShouldBe(truth.Metric.After, 0.0001);
        Share(guilty).ShouldBeGreaterThan(0.9);
        Share(innocent).ShouldBeLessThan(0.02);
        guilty.Count(IsLost).ShouldBe(truth.AffectedRows);
        before.ShouldAllBe(row => orders.Value(row, "app_version") != "2.3.1");
        Share(inside.Where(row => orders.Value(row, "payment_method") == "klarna" && !guilty.Contains(row))).ShouldBeLessThan(0.06);

        bool IsLost(string?[] row) => orders.Value(row, "user_id") is null;
        double Share(IEnumerable<string?[]> rows) => rows.Average(row => IsLost(row) ? 1.0 : 0.0);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task Volume_drop_hits_european_events_but_not_european_orders(int seed)
    {
        var truth = await demo.TruthAsync("volume_drop", seed);
        var events = await demo.TableAsync("volume_drop", seed, "events");
        var orders = await demo.TableAsync("volume_drop", seed, "orders");

        Ratio(events, "occurred_at", "EU").ShouldBeLessThan(0.15);
        foreach (var region in new[] { "UK", "NA", "LATAM", "APAC" })
            Ratio(events, "occurred_at", region).ShouldBeInRange(0.75, 1.3, region);
        Ratio(orders, "created_at", "EU").ShouldBeInRange(0.8, 1.25);

        // The same days of the weeks before.
        double Ratio(CsvTable table, string column, string region)
        {
            var rows = table.Rows.Where(row => table.Value(row, "region") == region).Select(row => table.Time(row, column)).ToArray();
            var usual = Enumerable
                .Range(1, 4)
                .Average(weeks =>
                    rows.Count(time => time >= truth.Window.Start.AddDays(-7 * weeks) && time < truth.Window.End.AddDays(-7 * weeks))
                );
            return rows.Count(time => time >= truth.Window.Start && time < truth.Window.End) / usual;
        }
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task Schema_drift_is_one_import_job_from_one_run_on(int seed)
    {
        var truth = await demo.TruthAsync("schema_drift", seed);
        var products = await demo.TableAsync("schema_drift", seed, "products");

        var (before, inside) = Split(products, truth);
        before.All(IsNumber).ShouldBeTrue();
        var text = inside.Where(row => !IsNumber(row)).ToArray();
        text.ShouldAllBe(row => products.Value(row, "import_job") == "supplier_feed");
        text.ShouldAllBe(row => products.Value(row, "price")!.StartsWith(products.Value(row, "currency")!, StringComparison.Ordinal));
        inside
            .Count(row => IsNumber(row) && products.Value(row, "import_job") == "supplier_feed" && products.Value(row, "price") is not null)
            .ShouldBe(0);
        text.Length.ShouldBe(truth.AffectedRows);
        ((double)text.Length / inside.Length).ShouldBe(truth.Metric.After, 0.0001);

        bool IsNumber(string?[] row) =>
            products.Value(row, "price") is not { } price
            || decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task Duplicates_have_new_ids_the_same_payload_and_come_seconds_later(int seed)
    {
        var truth = await demo.TruthAsync("duplicates", seed);
        var items = await demo.TableAsync("duplicates", seed, "order_items");

        items.Rows.Select(row => items.Value(row, "order_item_id")).Distinct().Count().ShouldBe(items.Rows.Count);
        var (_, inside) = Split(items, truth);
        var groups = inside
            .GroupBy(row => (items.Value(row, "order_id"), items.Value(row, "product_id")))
            .Where(group => group.Count() > 1)
            .ToArray();
        groups.Sum(group => group.Count() - 1).ShouldBe(truth.AffectedRows);
        foreach (var group in groups)
        {
            foreach (var column in new[] { "line_number", "quantity", "unit_price", "discount", "writer" })
                group.Select(row => items.Value(row, column)).Distinct().Count().ShouldBe(1, column);
            items.Value(group.First(), "writer").ShouldBe("order-sync");
            var times = group.Select(row => items.Time(row, "created_at")).ToArray();
            (times.Max() - times.Min()).ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20));
        }

        ((double)truth.AffectedRows / inside.Length).ShouldBe(truth.Metric.After, 0.0001);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task Late_events_are_the_phones_and_the_gap_heals_in_part(int seed)
    {
        var truth = await demo.TruthAsync("late_arriving", seed);
        var events = await demo.TableAsync("late_arriving", seed, "events");
        var ordinary = await demo.TableAsync("clean_day", seed, "events");

        var (before, inside) = Split(events, truth);
        var phones = inside.Where(row => events.Value(row, "pipeline") == "mobile_batch").ToArray();
        phones.Min(Lag).ShouldBeGreaterThan(4 * 3600);
        inside.Except(phones).Max(Lag).ShouldBeLessThan(120);
        Late(before).ShouldBe(truth.Metric.Before, 0.001);
        Late(inside).ShouldBe(truth.Metric.After, 0.0001);
        inside.Count(row => Lag(row) > 6 * 3600).ShouldBe(truth.AffectedRows);
        var expected = Split(ordinary, truth).Inside.Count(row => ordinary.Value(row, "pipeline") == "mobile_batch");
        ((double)phones.Length / expected).ShouldBeInRange(0.6, 0.8);

        double Lag(string?[] row) => (events.Time(row, "ingested_at") - events.Time(row, "occurred_at")).TotalSeconds;
        double Late(string?[][] rows) => rows.Average(row => Lag(row) > 6 * 3600 ? 1.0 : 0.0);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task Orphans_lost_parents_that_were_loaded_and_then_deleted(int seed)
    {
        var truth = await demo.TruthAsync("orphaned_records", seed);
        var orders = await demo.TableAsync("orphaned_records", seed, "orders");
        var users = await demo.TableAsync("orphaned_records", seed, "users");
        var deletions = await demo.TableAsync("orphaned_records", seed, "user_deletions");

        var known = users.Rows.Select(row => users.Value(row, "user_id")).ToHashSet();
        var deleted = deletions.Rows.Select(row => deletions.Value(row, "user_id")).ToHashSet();
        var orphans = orders.Rows.Where(row => orders.Value(row, "user_id") is { } id && !known.Contains(id)).ToArray();

        orphans.Length.ShouldBe(truth.AffectedRows);
        orphans.ShouldAllBe(row => deleted.Contains(orders.Value(row, "user_id")));
        orphans.ShouldAllBe(row => orders.Value(row, "customer_type") == "guest");
        orphans.ShouldAllBe(row => orders.Time(row, "created_at") >= truth.Window.Start);
        var (before, inside) = Split(orders, truth);
        before.Length.ShouldBeGreaterThan(10_000);
        ((double)orphans.Length / inside.Length).ShouldBe(truth.Metric.After, 0.0001);
        var guests = inside.Where(row => orders.Value(row, "customer_type") == "guest").ToArray();
        ((double)orphans.Length / guests.Length).ShouldBeGreaterThan(0.9);
        known.Max(Id).ShouldBeGreaterThan(orphans.Max(row => Id(orders.Value(row, "user_id"))) - 50);

        int Id(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task The_expected_rise_is_everywhere_alike(int seed)
    {
        var truth = await demo.TruthAsync("expected_variance", seed);
        var with = await demo.TableAsync("expected_variance", seed, "orders");
        var without = await demo.TableAsync("clean_day", seed, "orders");

        foreach (var column in new[] { "region", "platform" })
        foreach (var group in Split(with, truth).Inside.GroupBy(row => with.Value(row, column)))
        {
            var usual = Split(without, truth).Inside.Count(row => without.Value(row, column) == group.Key);
            (group.Count() / (double)usual).ShouldBeInRange(1.4, 2.3, $"{column} {group.Key}");
        }

        (truth.Metric.After / truth.Metric.Before).ShouldBeInRange(1.6, 2.0);
    }

    [Theory]
    [MemberData(nameof(WrittenDemo.Seeds), MemberType = typeof(WrittenDemo))]
    public async Task The_clean_day_is_as_any_day_of_its_kind(int seed)
    {
        var truth = await demo.TruthAsync("clean_day", seed);
        var orders = await demo.TableAsync("clean_day", seed, "orders");
        var times = orders.Rows.Select(row => orders.Time(row, "created_at")).ToArray();

        int[] thursdays = [.. Enumerable.Range(1, 5).Select(weeks => CountOn(truth.Window.Start.AddDays(-7 * weeks)))];

        CountOn(truth.Window.Start).ShouldBeInRange((int)(thursdays.Min() * 0.88), (int)(thursdays.Max() * 1.15));

        int CountOn(DateTimeOffset day) => times.Count(time => time >= day && time < day.AddDays(1));
    }

    private static (string?[][] Before, string?[][] Inside) Split(CsvTable table, IncidentManifest truth)
    {
        var historyStart = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var placed = table.Rows.Select(row => (Row: row, Time: table.Time(row, truth.TimeColumn))).ToArray();
        return (
            [.. placed.Where(pair => pair.Time >= historyStart && pair.Time < truth.Window.Start).Select(pair => pair.Row)],
            [.. placed.Where(pair => pair.Time >= truth.Window.Start && pair.Time < truth.Window.End).Select(pair => pair.Row)]
        );
    }
}
