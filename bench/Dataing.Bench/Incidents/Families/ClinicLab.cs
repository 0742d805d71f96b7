using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>Laboratory results with clinics and providers: camelCase, surrogate id beside an accession number, no batches, no money.</summary>
internal sealed class ClinicLab : SchemaFamily
{
    private static readonly Dictionary<string, (double Level, double Spread, string Unit)> Tests = new()
    {
        ["GLU"] = (5.4, 0.22, "mmol/L"),
        ["HGB"] = (138, 0.11, "g/L"),
        ["CREA"] = (79, 0.28, "umol/L"),
        ["TSH"] = (1.9, 0.6, "mIU/L"),
        ["CRP"] = (3.2, 1.0, "mg/L"),
        ["LDL"] = (3.1, 0.3, "mmol/L"),
    };

    public override string Name => "clinic_lab";

    public override Warehouse Build(Draw draw, Traffic traffic)
    {
        string[] codes = ["KGH", "NWC", "STJ", "RVM", "OAK", "LKS", "PRT"];
        var clinics = new Table(
            "clinics",
            new("clinicCode", CellKind.Text),
            new("clinicName", CellKind.Text),
            new("regionName", CellKind.Text)
        );
        foreach (var (code, i) in codes.Select((c, i) => (c, i)))
            clinics.Add(
                code,
                $"{code} {(i % 2 == 0 ? "Polyclinic" : "General")}",
                i < 3 ? "North"
                    : i < 5 ? "Coast"
                    : "Inland"
            );
        var region = clinics.Rows.ToDictionary(r => (string)(r[0] ?? ""), r => r[2]);
        var providers = new Table(
            "providers",
            new("providerId", CellKind.Integer),
            new("clinicCode", CellKind.Text),
            new("specialty", CellKind.Text),
            new("fullName", CellKind.Text)
        );
        var specialty = Choice.Skewed(draw, 0.5, "cardiology", "general", "endocrinology", "nephrology", "pediatrics");
        for (var i = 0; i < 420; i++)
            providers.Add(
                5000L + i,
                codes[i % codes.Length],
                specialty.Take(draw),
                $"Dr. {draw.OneOf("Müller", "Ngô", "Łuczak", "Søby", "Ibáñez", "Carter", "Pham")} {(char)('A' + i % 26)}."
            );
        var limits = new DailyFeed(
            draw.Fork("limits"),
            "referenceLimits",
            "validOn",
            "testCode",
            "upperLimit",
            traffic,
            Tests.ToDictionary(t => t.Key, t => t.Value.Level * 1.5),
            3
        );
        var clinic = Choice.Skewed(draw, 0.6, codes);
        var test = Choice.Skewed(draw, 0.5, [.. Tests.Keys]);
        var analyzer = Choice.Weighted(("cobas-e801", 4), ("Atellica", 3), ("AU5800", 2), ("Alinity-c", 1.5));
        var remark = Choice.Skewed(
            draw,
            0.4,
            "Hämolyse gering",
            "Échantillon lipémique",
            "à répéter",
            "Patient nüchtern",
            "Größe ungenügend",
            "ok"
        );
        var results = new FactBuilder("labResults", draw.Fork("labResults"), traffic)
        {
            Load = (d, at) => at.AddSeconds(Math.Round(d.LogNormal(2400, 0.7))),
        }
            .Add("resultId", CellKind.Integer, d => 8_100_000L + d.Serial)
            .Text("accessionNo", d => $"A{d.At:yy}-{d.Serial + 300_000:D7}")
            .Add("collectedAt", CellKind.Timestamp, d => d.At)
            .Choice("clinicCode", clinic)
            .Add("regionName", CellKind.Text, d => region[d.Text("clinicCode")])
            .Choice("testCode", test)
            .Text("unitCode", d => Tests[d.Text("testCode")].Unit)
            .Choice("analyzerModel", analyzer)
            .Text("firmware", d => d.Draw.Chance(0.8) ? "R4.2" : "R4.1")
            .Choice("specimenType", Choice.Weighted(("serum", 7), ("plasma", 3), ("capillary", 1), ("urine", 1)))
            .Choice("urgency", Choice.Weighted(("routine", 8), ("stat", 2), ("timed", 1)))
            .Add("patientId", CellKind.Integer, d => 100_000L + d.Draw.Below(26_000))
            .Add(
                "providerId",
                CellKind.Integer,
                d => d.Draw.Chance(0.01) ? null : 5000L + Array.IndexOf(codes, d.Text("clinicCode")) + 7L * d.Draw.Below(60)
            )
            .Number("resultValue", 3, d => d.Draw.LogNormal(Tests[d.Text("testCode")].Level, Tests[d.Text("testCode")].Spread))
            .Add("upperLimit", CellKind.Number, d => limits.At(d.At, d.Text("testCode")), 3)
            .Number("turnaroundMin", 1, d => d.Draw.LogNormal(d.Text("urgency") == "stat" ? 38 : 160, 0.4))
            .Flag("abnormal", d => d.Number("resultValue") > Tests[d.Text("testCode")].Level * 1.4 ? 0.93 : 0.05)
            .Choice("resultStatus", Choice.Weighted(("final", 85), ("preliminary", 9), ("corrected", 4), ("cancelled", 2)))
            .Text("loincCode", d => $"{d.Draw.Between(1000, 9999)}-{d.Draw.Below(10)}")
            .Text("remark", d => d.Draw.Chance(0.5) ? null : remark.Take(d.Draw))
            .Choice("interfaceHost", Choice.Skewed(draw, 0.3, "hl7-gw-01", "hl7-gw-02", "hl7-gw-03", "astm-bridge"))
            .Add("receivedAt", CellKind.Timestamp, d => d.LoadedAt)
            .Build();
        return new Warehouse(
            Name,
            new Fact
            {
                Table = results,
                EventTime = "collectedAt",
                LoadTime = "receivedAt",
                Key = "resultId",
                BusinessKey = "accessionNo",
                Dimensions = ["clinicCode", "testCode", "analyzerModel", "specimenType", "urgency"],
                Version = "firmware",
                VersionScope = "analyzerModel",
                Measures = ["resultValue", "turnaroundMin"],
                Fillable = ["providerId", "loincCode", "unitCode", "specimenType"],
                Status = "resultStatus",
                Flag = "abnormal",
                HumanText = "remark",
                Code = "loincCode",
                CodePattern = "^[0-9]{4}-[0-9]$",
                Entity = "patientId",
                Agent = "interfaceHost",
                Shard = "interfaceHost",
                Parent = new("providerId", "providers", "providerId"),
                Lookup = new("clinicCode", "clinics", "clinicCode", "regionName", "regionName"),
                Feed = new("referenceLimits", "validOn", "testCode", "upperLimit", "testCode", "upperLimit"),
            },
            [clinics, providers, limits.Table],
            [
                new("providers.providerId", "labResults.providerId"),
                new("clinics", "labResults", "assignRegion"),
                new("referenceLimits.upperLimit", "labResults.upperLimit", "flagAbnormal"),
            ],
            traffic.Start,
            traffic.End
        );
    }
}
