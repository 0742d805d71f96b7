using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>Metered usage with tenants and plans: mixed names, charges in three currencies, rows that may be amended later.</summary>
internal sealed class SubscriptionUsage : SchemaFamily
{
    private static readonly Dictionary<string, double> Prices = new()
    {
        ["api_calls"] = 0.004,
        ["gb_stored"] = 0.11,
        ["vm_minutes"] = 0.021,
        ["seats"] = 9.5,
    };

    public override string Name => "subscription_usage";

    public override Warehouse Build(Draw draw, Traffic traffic)
    {
        string[] regions = ["eu-central", "eu-west", "ap-south", "ap-east", "sa-east", "me-north"];
        string[] plans = ["free", "team", "scale", "enterprise"];
        var planTable = new Table(
            "plan_catalog",
            new("plan_code", CellKind.Text),
            new("tierName", CellKind.Text),
            new("monthly_fee", CellKind.Number)
        );
        foreach (var (plan, i) in plans.Select((p, i) => (p, i)))
            planTable.Add(plan, i < 2 ? "self_serve" : "sales_led", Math.Round(Math.Pow(7, i), 2));
        var tenants = new Table(
            "tenants",
            new("tenant", CellKind.Text),
            new("plan_code", CellKind.Text),
            new("home_region", CellKind.Text),
            new("since", CellKind.Date)
        );
        var plan_ = Choice.Skewed(draw, 0.6, plans);
        var region = Choice.Skewed(draw, 0.6, regions);
        var known = new List<(string Tenant, string Plan, string Region)>();
        for (var i = 0; i < 1500; i++)
        {
            known.Add(($"tn-{draw.Hex(7)}", plan_.Take(draw), region.Take(draw)));
            tenants.Add(known[i].Tenant, known[i].Plan, known[i].Region, traffic.Start.AddDays(-draw.Between(1, 700)));
        }
        var book = new DailyFeed(draw.Fork("book"), "price_book", "as_of", "meter", "unit_price", traffic, Prices, 6);
        var current = known[0];
        var usage = new FactBuilder("usage_records", draw.Fork("usage"), traffic)
        {
            Load = (d, at) => RoundUp(at, 1).AddSeconds(d.Between(120, 900)),
        }
            .Add("rec_id", CellKind.Integer, d => 900_000_000L + d.Serial * 2)
            .Text("idempotency_key", d => d.Draw.Hex(18))
            .Add("usage_at", CellKind.Timestamp, d => d.At)
            .Text("tenant", d => (current = d.Draw.Pick(known)).Tenant)
            .Text("plan_code", _ => current.Plan)
            .Text("tierName", d => d.Text("plan_code") is "free" or "team" ? "self_serve" : "sales_led")
            .Text("region", _ => current.Region)
            .Choice("meter", Choice.Skewed(draw, 0.5, [.. Prices.Keys]))
            .Choice("collector", Choice.Weighted(("agent", 6), ("gateway", 3), ("import", 1)))
            .Text(
                "agentVersion",
                d =>
                    d.Text("collector") != "agent" ? null
                    : d.Draw.Chance(0.7) ? "v1.31.0"
                    : d.Draw.Chance(0.5) ? "v1.30.4"
                    : "v1.28.0"
            )
            .Number("quantity", 3, d => d.Draw.LogNormal(d.Text("meter") == "seats" ? 8 : 130, 0.7))
            .Add("unit_price", CellKind.Number, d => book.At(d.At, d.Text("meter")), 6)
            .Text(
                "curr",
                d =>
                    d.Text("region")[..2] switch
                    {
                        "eu" => "EUR",
                        "ap" => "INR",
                        "sa" => "BRL",
                        _ => "USD",
                    }
            )
            .Number(
                "charge",
                4,
                d =>
                    d.Number("quantity")
                    * d.Number("unit_price")
                    * (
                        d.Text("curr") switch
                        {
                            "INR" => 83.2,
                            "BRL" => 5.05,
                            "EUR" => 0.93,
                            _ => 1,
                        }
                    )
            )
            .Number("latency_ms", 1, d => d.Draw.LogNormal(d.Text("region") == "ap-east" ? 210 : 95, 0.5))
            .Choice("rating_state", Choice.Weighted(("rated", 88), ("unrated", 7), ("disputed", 3), ("waived", 2)))
            .Flag("is_trial", d => d.Text("plan_code") == "free" ? 0.5 : 0.06)
            .Text("invoice_ref", d => $"INV-{d.At:yyyyMM}-{d.Draw.Below(100_000):D5}")
            .Text(
                "memo",
                d =>
                    d.Draw.Chance(0.6)
                        ? null
                        : d.Draw.OneOf("Überschreitung", "crédito", "período prueba", "ajuste nº 2", "manual", "Ñandú")
            )
            .Choice("client", Choice.Skewed(draw, 0.5, "python-sdk", "go-sdk", "terraform", "console", "curl"))
            .Choice("environment", Choice.Weighted(("live", 20), ("sandbox", 1)))
            .Add("modified_at", CellKind.Timestamp, d => d.LoadedAt)
            .Text("load_id", d => $"L{d.LoadedAt:yyMMddHH}")
            .Text("shard", d => $"s{d.Draw.Below(5)}")
            .Build();
        return new Warehouse(
            Name,
            new Fact
            {
                Table = usage,
                EventTime = "usage_at",
                LoadTime = "modified_at",
                UpdatedTime = "modified_at",
                Batch = "load_id",
                Shard = "shard",
                Key = "rec_id",
                BusinessKey = "idempotency_key",
                Dimensions = ["plan_code", "region", "meter", "collector"],
                Version = "agentVersion",
                VersionScope = "collector",
                Measures = ["quantity", "charge", "latency_ms"],
                Amount = "charge",
                Currency = "curr",
                Fillable = ["invoice_ref", "tenant", "region", "meter"],
                Status = "rating_state",
                Flag = "is_trial",
                HumanText = "memo",
                Code = "invoice_ref",
                CodePattern = "^INV-[0-9]{6}-[0-9]{5}$",
                Entity = "tenant",
                Agent = "client",
                Source = "environment",
                Parent = new("tenant", "tenants", "tenant"),
                Lookup = new("plan_code", "plan_catalog", "plan_code", "tierName", "tierName"),
                Feed = new("price_book", "as_of", "meter", "unit_price", "meter", "unit_price"),
            },
            [tenants, planTable, book.Table],
            [
                new("tenants.tenant", "usage_records.tenant", "meter_rollup"),
                new("plan_catalog.plan_code", "usage_records.plan_code", "meter_rollup"),
                new("price_book.unit_price", "usage_records.unit_price", "rate_usage"),
            ],
            traffic.Start,
            traffic.End
        );
    }
}
