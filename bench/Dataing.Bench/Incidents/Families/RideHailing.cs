using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>Trips with riders, drivers and zones: snake_case, event and load time, batches, amounts in local currency.</summary>
internal sealed class RideHailing : SchemaFamily
{
    private static readonly Dictionary<string, (string City, string Currency, double Fare)> Cities = new()
    {
        ["LOS"] = ("Lagos", "NGN", 4200),
        ["NBO"] = ("Nairobi", "KES", 620),
        ["SAO"] = ("São Paulo", "BRL", 27),
        ["BOG"] = ("Bogotá", "COP", 15500),
        ["MAD"] = ("Madrid", "EUR", 13),
        ["KRK"] = ("Kraków", "PLN", 31),
        ["HAN"] = ("Hà Nội", "VND", 92000),
        ["LIM"] = ("Lima", "PEN", 19),
    };

    private static readonly string[] Areas = ["Centro", "Airport", "Estación", "Harbour", "Old Town", "Campus"];

    private static readonly Dictionary<string, double> Rates = new()
    {
        ["NGN"] = 0.00065,
        ["KES"] = 0.0077,
        ["BRL"] = 0.181,
        ["COP"] = 0.00024,
        ["EUR"] = 1.083,
        ["PLN"] = 0.252,
        ["VND"] = 0.0000394,
        ["PEN"] = 0.268,
    };

    public override string Name => "ride_hailing";

    public override Warehouse Build(Draw draw, Traffic traffic)
    {
        var city = Choice.Skewed(draw, 0.7, [.. Cities.Keys]);
        var zones = new Table("zones", new("zone_id", CellKind.Text), new("city_code", CellKind.Text), new("zone_name", CellKind.Text));
        foreach (var code in Cities.Keys)
        {
            foreach (var (area, i) in Areas.Select((a, i) => (a, i)))
                zones.Add($"{code}-{i + 1:D2}", code, $"{Cities[code].City} {area}");
        }
        var zoneName = zones.Rows.ToDictionary(r => (string)(r[0] ?? ""), r => r[2]);
        var drivers = new Table(
            "drivers",
            new("driver_id", CellKind.Text),
            new("city_code", CellKind.Text),
            new("vehicle", CellKind.Text),
            new("joined_on", CellKind.Date)
        );
        var vehicle = Choice.Weighted(("sedan", 5), ("motorbike", 3), ("van", 1), ("suv", 2));
        var driversOf = Cities.Keys.ToDictionary(
            c => c,
            c => Enumerable.Range(0, 160).Select(i => $"drv_{c.ToLowerInvariant()}{i:D4}").ToList()
        );
        foreach (var (code, ids) in driversOf)
        {
            foreach (var id in ids)
                drivers.Add(id, code, vehicle.Take(draw), traffic.Start.AddDays(-draw.Between(20, 900)));
        }
        var fx = new DailyFeed(draw.Fork("fx"), "fx_daily", "rate_date", "ccy", "usd_rate", traffic, Rates, 7);
        var platform = Choice.Weighted(("android", 6), ("ios", 4), ("web", 0.7));
        var tier = Choice.Skewed(draw, 0.9, "standard", "comfort", "pool", "moto", "xl");
        var payment = Choice.Skewed(draw, 0.8, "cash", "card", "wallet", "voucher", "corporate");
        var status = Choice.Weighted(("completed", 78), ("cancelled_by_rider", 12), ("cancelled_by_driver", 6), ("no_show", 4));
        var notes = Choice.Skewed(
            draw,
            0.5,
            "Près de l’entrée",
            "Frente a la panadería",
            "Cổng số hai",
            "Wejście od tyłu",
            "Junto à praça",
            "Blue gate",
            "Señor Muñoz"
        );
        var batchHours = draw.OneOf(1, 3, 6);
        var trips = new FactBuilder("trips", draw.Fork("trips"), traffic)
        {
            Load = (d, at) => RoundUp(at, batchHours).AddSeconds(d.Between(60, 400)),
        }
            .Text("trip_id", d => d.Draw.Hex(16))
            .Add("requested_at", CellKind.Timestamp, d => d.At)
            .Choice("city_code", city)
            .Text("zone_id", d => $"{d.Text("city_code")}-{d.Draw.Between(1, 6):D2}")
            .Add("zone_name", CellKind.Text, d => zoneName[d.Text("zone_id")])
            .Choice("service_tier", tier)
            .Choice("app_platform", platform)
            .Text(
                "app_version",
                d =>
                    d.Text("app_platform") == "web" ? "web-71"
                    : d.Draw.Chance(0.7) ? "8.14.0"
                    : d.Draw.Chance(0.7) ? "8.13.2"
                    : "8.9.0"
            )
            .Text("rider_id", d => $"r{d.Draw.Below(30_000):D6}")
            .Text("driver_id", d => d.Draw.Chance(0.006) ? null : d.Draw.Pick(driversOf[d.Text("city_code")]))
            .Choice("payment_method", payment)
            .Choice("trip_status", status)
            .Number("distance_km", 3, d => d.Draw.LogNormal(d.Text("service_tier") == "moto" ? 4.1 : 6.8, 0.55))
            .Add("duration_s", CellKind.Number, d => Math.Round(d.Number("distance_km") * d.Draw.LogNormal(165, 0.25)), 0)
            .Number(
                "fare_amount",
                2,
                d => Cities[d.Text("city_code")].Fare * (0.35 + d.Number("distance_km") / 9) * d.Draw.LogNormal(1, 0.15)
            )
            .Text("fare_ccy", d => Cities[d.Text("city_code")].Currency)
            .Add("usd_rate", CellKind.Number, d => fx.At(d.At, d.Text("fare_ccy")), 7)
            .Flag("is_pooled", d => d.Text("service_tier") == "pool" ? 0.82 : 0.03)
            .Text("receipt_no", d => $"{d.Text("city_code")}{d.Draw.Below(1_000_000):D6}")
            .Text("pickup_note", d => d.Draw.Chance(0.4) ? null : notes.Take(d.Draw))
            .Choice(
                "user_agent",
                Choice.Skewed(draw, 0.6, "okhttp/4.11", "CFNetwork/1494", "Mozilla/5.0 (Linux)", "Mozilla/5.0 (iPhone)", "Dart/3.2")
            )
            .Add("loaded_at", CellKind.Timestamp, d => d.LoadedAt)
            .Text("batch_id", d => $"trips_{d.LoadedAt:yyyyMMddHH}")
            .Build();
        return new Warehouse(
            Name,
            new Fact
            {
                Table = trips,
                EventTime = "requested_at",
                LoadTime = "loaded_at",
                Batch = "batch_id",
                Key = "trip_id",
                Dimensions = ["city_code", "service_tier", "app_platform", "payment_method"],
                Version = "app_version",
                VersionScope = "app_platform",
                Measures = ["distance_km", "duration_s", "fare_amount"],
                Amount = "fare_amount",
                Currency = "fare_ccy",
                Fillable = ["driver_id", "rider_id", "receipt_no", "payment_method"],
                Status = "trip_status",
                Flag = "is_pooled",
                HumanText = "pickup_note",
                Code = "receipt_no",
                CodePattern = "^[A-Z]{3}[0-9]{6}$",
                Entity = "rider_id",
                Agent = "user_agent",
                Parent = new("driver_id", "drivers", "driver_id"),
                Lookup = new("zone_id", "zones", "zone_id", "zone_name", "zone_name"),
                Feed = new("fx_daily", "rate_date", "ccy", "usd_rate", "fare_ccy", "usd_rate"),
            },
            [zones, drivers, fx.Table],
            [
                new("drivers.driver_id", "trips.driver_id", "enrich_trips"),
                new("zones.zone_id", "trips.zone_id", "enrich_trips"),
                new("fx_daily.usd_rate", "trips.usd_rate", "attach_fx"),
            ],
            traffic.Start,
            traffic.End
        );
    }
}
