namespace Dataing.Demo.World;

/// <summary>What visitors do, and when the warehouse hears of it: web by stream, phones by upload batches.</summary>
internal sealed class EventTable(int seed, Customers customers)
{
    public const string MobileBatch = "mobile_batch";

    /// <summary>The push message that brings twice the visitors for two hours, and explains nothing.</summary>
    public static readonly Stretch Push = new(DemoCalendar.At(2, 10, 18), DemoCalendar.At(2, 10, 20));

    private static readonly Weighted<string> Types = new(
        ("page_view", 0.52),
        ("product_view", 0.24),
        ("search", 0.11),
        ("add_to_cart", 0.08),
        ("checkout_started", 0.05)
    );

    private static readonly Weighted<string?> Sources = new((null, 0.5), ("search_ads", 0.2), ("social", 0.17), ("newsletter", 0.13));

    private readonly DemoRandom _random = new(seed, "events");

    public EventRow[] Build()
    {
        var rows = new List<EventRow>(50_000);
        var id = 7_000_000;
        foreach (var arrival in new Demand(perDay: 920, growthPerWeek: 0.012, campaignLift: 0.55).Draw(_random))
        {
            if (OldMishaps.CollectorLosesApac.Covers(arrival.Second) && arrival.Country.Region == "APAC" && _random.Chance(0.7))
                continue;

            rows.Add(Row(++id, arrival, Sources.Pick(_random)));
            if (Push.Covers(arrival.Second))
                rows.Add(Row(++id, arrival, "push"));
        }

        return [.. rows.Where(row => row.IngestedAt < DemoCalendar.End)];
    }

    private EventRow Row(int id, Arrival arrival, string? source)
    {
        var platform = source == "push" ? (_random.Chance(0.5) ? "ios" : "android") : Shopfront.Platform(arrival.Country, _random);
        var pipeline = platform == "web" ? "web_stream" : MobileBatch;
        return new EventRow(
            id,
            Types.Pick(_random),
            _random.Chance(0.35) ? null : customers.Pick(arrival.Country, arrival.Second, _random).Id,
            _random.Below(1 << 28),
            platform,
            pipeline,
            arrival.Country,
            source,
            arrival.Second,
            IngestedAt(pipeline, arrival.Second),
            arrival.Campaign
        );
    }

    private int IngestedAt(string pipeline, int second) =>
        pipeline == MobileBatch ? Loading.Uploaded(second, _random)
        : OldMishaps.StreamDelayed.Covers(second) ? OldMishaps.StreamDelayed.End + 5 * DemoCalendar.Hour + _random.Below(DemoCalendar.Hour)
        : Loading.Streamed(second, _random);
}
