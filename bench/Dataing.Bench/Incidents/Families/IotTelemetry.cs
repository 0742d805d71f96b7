using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>Sensor readings with devices and sites: abbreviated names, epoch seconds, 15-minute load files.</summary>
internal sealed class IotTelemetry : SchemaFamily
{
    public override string Name => "iot_telemetry";

    public override Warehouse Build(Draw draw, Traffic traffic)
    {
        string[] siteCodes = ["hel1", "osl2", "ber1", "cdg3", "mil1", "waw2"];
        string[] models = ["TX90", "TX95", "EnvoS", "MK3"];
        var sites = new Table("site", new("site_cd", CellKind.Text), new("rgn", CellKind.Text), new("site_nm", CellKind.Text));
        foreach (var (code, i) in siteCodes.Select((c, i) => (c, i)))
            sites.Add(
                code,
                i < 2 ? "nordic"
                    : i < 4 ? "west"
                    : "south",
                $"Plant {code.ToUpperInvariant()}"
            );
        var region = sites.Rows.ToDictionary(r => (string)(r[0] ?? ""), r => r[1]);
        var devices = new Table(
            "dev",
            new("dev_id", CellKind.Integer),
            new("mdl", CellKind.Text),
            new("site_cd", CellKind.Text),
            new("inst_dt", CellKind.Date)
        );
        var model = Choice.Skewed(draw, 0.6, models);
        var site = Choice.Skewed(draw, 0.6, siteCodes);
        var known = new List<(long Id, string Model, string Site)>();
        for (var i = 0; i < 700; i++)
        {
            known.Add((70_000L + 3 * i, model.Take(draw), site.Take(draw)));
            devices.Add(known[i].Id, known[i].Model, known[i].Site, traffic.Start.AddDays(-draw.Between(5, 1200)));
        }
        var calibration = new DailyFeed(
            draw.Fork("calib"),
            "calib",
            "cal_dt",
            "mdl",
            "offs",
            traffic,
            models.ToDictionary(m => m, _ => 0.4),
            4
        );
        var current = known[0];
        var readings = new FactBuilder("tlm", draw.Fork("tlm"), traffic)
        {
            Load = (d, at) => at.Date.AddMinutes((Math.Floor(at.TimeOfDay.TotalMinutes / 15) + 1) * 15 + d.Between(1, 4)),
        }
            .Text("msg_id", d => d.Draw.Hex(12))
            .Add("ts", CellKind.EpochSeconds, d => d.At)
            .Add("dev_id", CellKind.Integer, d => (current = d.Draw.Pick(known)).Id)
            .Add("mdl", CellKind.Text, _ => current.Model)
            .Add("site_cd", CellKind.Text, _ => current.Site)
            .Add("rgn", CellKind.Text, _ => region[current.Site])
            .Text("gw", d => $"gw{d.Draw.Between(1, 9)}")
            .Text(
                "fw",
                d =>
                    d.Draw.Chance(0.75) ? "2.11.4"
                    : d.Draw.Chance(0.6) ? "2.11.3"
                    : "2.8.0"
            )
            .Choice("net", Choice.Weighted(("lora", 5), ("nbiot", 3), ("eth", 2)))
            .Choice("st", Choice.Weighted(("OK", 93), ("WARN", 4), ("CAL", 2), ("ERR", 1)))
            .Number(
                "temp_c",
                2,
                d => 18 + 5 * Math.Sin((d.At.Hour - 9) * Math.PI / 12) + (d.Text("mdl") == "MK3" ? 9 : 0) + 1.6 * d.Draw.Normal()
            )
            .Number("hum", 1, d => Math.Clamp(52 - 0.8 * (d.Number("temp_c") - 18) + 6 * d.Draw.Normal(), 3, 99))
            .Number("batt_mv", 0, d => 3300 - d.Draw.LogNormal(180, 0.6))
            .Number("pwr_w", 3, d => d.Draw.LogNormal(d.Text("net") == "eth" ? 4.1 : 0.9, 0.35))
            .Add("cal_off", CellKind.Number, d => calibration.At(d.At, d.Text("mdl")), 4)
            .Flag("door_open", d => d.Text("site_cd") == "mil1" ? 0.16 : 0.07)
            .Text("hw_sn", d => $"SN{d.Draw.Below(100_000_000):D8}")
            .Text(
                "lbl",
                d => d.Draw.Chance(0.3) ? null : d.Draw.OneOf("Kühlraum 2", "Hall ä", "Entrée nord", "Łącznik", "roof", "Förderband")
            )
            .Choice("prov", Choice.Weighted(("edge-agent", 8), ("mqtt-bridge", 3)))
            .Add("ld_ts", CellKind.EpochSeconds, d => d.LoadedAt)
            .Text("fl", d => $"tlm-{d.LoadedAt:yyyyMMdd-HHmm}.avro")
            .Text("prt", d => $"p{(d.Cells[2] as long?) % 6}")
            .Build();
        return new Warehouse(
            Name,
            new Fact
            {
                Table = readings,
                EventTime = "ts",
                LoadTime = "ld_ts",
                Batch = "fl",
                Key = "msg_id",
                Dimensions = ["mdl", "site_cd", "gw", "net"],
                Version = "fw",
                VersionScope = "mdl",
                Measures = ["temp_c", "hum", "batt_mv", "pwr_w"],
                Fillable = ["hum", "batt_mv", "hw_sn", "gw"],
                Status = "st",
                Flag = "door_open",
                HumanText = "lbl",
                Code = "hw_sn",
                CodePattern = "^SN[0-9]{8}$",
                Entity = "dev_id",
                Agent = "prov",
                Shard = "prt",
                Source = "prov",
                Parent = new("dev_id", "dev", "dev_id"),
                Lookup = new("site_cd", "site", "site_cd", "rgn", "rgn"),
                Feed = new("calib", "cal_dt", "mdl", "offs", "mdl", "cal_off"),
            },
            [devices, sites, calibration.Table],
            [
                new("dev.dev_id", "tlm.dev_id", "edge_join"),
                new("site.site_cd", "tlm.site_cd", "edge_join"),
                new("calib.offs", "tlm.cal_off", "edge_calibrate"),
            ],
            traffic.Start,
            traffic.End
        );
    }
}
