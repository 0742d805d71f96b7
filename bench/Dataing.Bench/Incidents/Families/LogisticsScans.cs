using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>Shipment scans with shipments, hubs and tariffs: PascalCase, handheld scanners, uploads in files.</summary>
internal sealed class LogisticsScans : SchemaFamily
{
    public override string Name => "logistics_scans";

    public override Warehouse Build(Draw draw, Traffic traffic)
    {
        string[] hubCodes = ["RTM", "ANR", "LYS", "MUC", "BLL", "GDN", "VLC", "TRS"];
        string[] services = ["Express", "Standard", "Freight", "Cold"];
        var hubs = new Table("Hubs", new("HubCode", CellKind.Text), new("HubCity", CellKind.Text), new("Area", CellKind.Text));
        string[] cities = ["Rotterdam", "Antwerpen", "Lyon", "München", "Billund", "Gdańsk", "València", "Trieste"];
        foreach (var (code, i) in hubCodes.Select((c, i) => (c, i)))
            hubs.Add(
                code,
                cities[i],
                i < 2 ? "Benelux"
                    : i < 5 ? "Central"
                    : "Rim"
            );
        var area = hubs.Rows.ToDictionary(r => (string)(r[0] ?? ""), r => r[2]);
        var shipments = new Table(
            "Shipments",
            new("ShipmentNo", CellKind.Text),
            new("ServiceLevel", CellKind.Text),
            new("CreatedOn", CellKind.Date)
        );
        var service = Choice.Skewed(draw, 0.7, services);
        var known = new List<(string No, string Service)>();
        for (var i = 0; i < 9000; i++)
        {
            known.Add(($"SH{4_000_000 + 11 * i}", service.Take(draw)));
            shipments.Add(known[i].No, known[i].Service, traffic.Start.AddDays(draw.Below(traffic.Days)));
        }
        var tariffs = new DailyFeed(
            draw.Fork("tariffs"),
            "Tariffs",
            "TariffDay",
            "ServiceLevel",
            "EurPerKg",
            traffic,
            services.ToDictionary(s => s, _ => draw.Uniform(0.5, 3)),
            4
        );
        var current = known[0];
        var carrier = Choice.Skewed(draw, 0.6, "DSV", "GLS", "PostNL", "Hellmann", "Kerry");
        var fileHours = draw.OneOf(2, 4);
        var scans = new FactBuilder("ShipmentScans", draw.Fork("scans"), traffic)
        {
            Load = (d, at) => RoundUp(at, fileHours).AddSeconds(d.Between(30, 240)),
        }
            .Add("ScanId", CellKind.Integer, d => 510_000L + d.Serial)
            .Text("EventRef", d => $"EV{d.Draw.Hex(13)}")
            .Add("ScannedAt", CellKind.Timestamp, d => d.At)
            .Text("ShipmentNo", d => (current = d.Draw.Pick(known)).No)
            .Text("ServiceLevel", _ => current.Service)
            .Choice("HubCode", Choice.Skewed(draw, 0.6, hubCodes))
            .Add("Area", CellKind.Text, d => area[d.Text("HubCode")])
            .Choice("ScanType", Choice.Weighted(("ARRIVAL", 4), ("DEPARTURE", 4), ("SORT", 3), ("DELIVERY", 3), ("EXCEPTION", 0.5)))
            .Choice("CarrierCode", carrier)
            .Choice("ScannerModel", Choice.Weighted(("TC57", 5), ("MC9300", 3), ("CK65", 1.5)))
            .Text("ScannerAppVersion", d => d.Draw.Chance(0.7) ? "5.6.1" : "5.5.9")
            .Choice("DocumentState", Choice.Weighted(("complete", 90), ("pending", 7), ("held", 3)))
            .Number("WeightKg", 3, d => d.Draw.LogNormal(d.Text("ServiceLevel") == "Freight" ? 210 : 6.2, 0.6))
            .Number("VolumeDm3", 2, d => d.Number("WeightKg") * d.Draw.LogNormal(5.5, 0.3))
            .Number("DeclaredValue", 2, d => d.Draw.LogNormal(140, 0.8))
            .Text(
                "ValueCurrency",
                d =>
                    d.Text("HubCode") switch
                    {
                        "BLL" => "DKK",
                        "GDN" => "PLN",
                        _ => "EUR",
                    }
            )
            .Add("EurPerKg", CellKind.Number, d => tariffs.At(d.At, d.Text("ServiceLevel")), 4)
            .Flag("Damaged", d => d.Text("CarrierCode") == "Kerry" ? 0.05 : 0.02)
            .Text("PostalCode", d => $"{d.Draw.Between(10000, 99999)}")
            .Text(
                "Consignee",
                d => d.Draw.OneOf("Sørensen", "Müller-Lüdenscheidt", "Wójcik", "García", "Dubois", "Çelik", "Jansen", "Ångström")
            )
            .Text("RouteId", d => d.Draw.Chance(0.01) ? null : $"R{d.Draw.Below(900):D3}")
            .Choice("DeviceSerial", Choice.Skewed(draw, 0.2, [.. Enumerable.Range(0, 60).Select(i => $"ZB{7000 + i * 13}")]))
            .Add("UploadedAt", CellKind.Timestamp, d => d.LoadedAt)
            .Text("FileName", d => $"{d.Text("HubCode")}_{d.LoadedAt:yyyyMMddTHH}.csv")
            .Build();
        return new Warehouse(
            Name,
            new Fact
            {
                Table = scans,
                EventTime = "ScannedAt",
                LoadTime = "UploadedAt",
                Key = "ScanId",
                BusinessKey = "EventRef",
                Batch = "FileName",
                Dimensions = ["HubCode", "ScanType", "CarrierCode", "ServiceLevel", "ScannerModel"],
                Version = "ScannerAppVersion",
                VersionScope = "ScannerModel",
                Measures = ["WeightKg", "VolumeDm3", "DeclaredValue"],
                Amount = "DeclaredValue",
                Currency = "ValueCurrency",
                Fillable = ["PostalCode", "RouteId", "Consignee", "CarrierCode"],
                Status = "DocumentState",
                Flag = "Damaged",
                HumanText = "Consignee",
                Code = "PostalCode",
                CodePattern = "^[0-9]{5}$",
                Entity = "ShipmentNo",
                Agent = "DeviceSerial",
                Parent = new("ShipmentNo", "Shipments", "ShipmentNo"),
                Lookup = new("HubCode", "Hubs", "HubCode", "Area", "Area"),
                Feed = new("Tariffs", "TariffDay", "ServiceLevel", "EurPerKg", "ServiceLevel", "EurPerKg"),
            },
            [hubs, shipments, tariffs.Table],
            [
                new("Shipments.ShipmentNo", "ShipmentScans.ShipmentNo", "ScanIngest"),
                new("Hubs.HubCode", "ShipmentScans.HubCode", "ScanIngest"),
                new("Tariffs.EurPerKg", "ShipmentScans.EurPerKg", "Rating"),
            ],
            traffic.Start,
            traffic.End
        );
    }
}
