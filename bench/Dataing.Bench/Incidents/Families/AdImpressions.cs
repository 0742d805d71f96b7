using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>Ad impressions with campaigns and creatives: times as ISO text, no load time, many high-cardinality ids.</summary>
internal sealed class AdImpressions : SchemaFamily
{
    public override string Name => "ad_impressions";

    public override Warehouse Build(Draw draw, Traffic traffic)
    {
        var campaigns = new Table(
            "campaigns",
            new("campaign", CellKind.Text),
            new("advertiser", CellKind.Text),
            new("objective", CellKind.Text)
        );
        var objective = Choice.Skewed(draw, 0.4, "reach", "install", "purchase");
        string[] advertisers = ["Aurora", "Bento", "Cobalt", "Dune", "Ember"];
        for (var i = 0; i < 24; i++)
            campaigns.Add($"C-{1200 + 7 * i}", advertisers[i % 5], objective.Take(draw));
        var advertiser = campaigns.Rows.ToDictionary(r => (string)(r[0] ?? ""), r => r[1]);
        var creatives = new Table(
            "creatives",
            new("creative_uid", CellKind.Text),
            new("campaign", CellKind.Text),
            new("format", CellKind.Text)
        );
        var uids = advertiser.Keys.ToDictionary(c => c, c => Enumerable.Range(0, 9).Select(_ => "cr" + draw.Hex(8)).ToList());
        foreach (var (name, list) in uids)
        {
            foreach (var uid in list)
                creatives.Add(uid, name, draw.OneOf("banner", "video", "native"));
        }
        string[] publishers = ["daily-ledger", "futbolhoy", "recipebox", "weather24", "gamehub", "novelas", "techbit"];
        var floors = new DailyFeed(
            draw.Fork("floors"),
            "floor_prices",
            "effective_date",
            "publisher",
            "floor_cpm",
            traffic,
            publishers.ToDictionary(p => p, _ => draw.Uniform(0.4, 2)),
            5
        );
        var campaign = Choice.Skewed(draw, 0.7, [.. uids.Keys]);
        var publisher = Choice.Skewed(draw, 0.6, publishers);
        var device = Choice.Weighted(("phone", 6), ("desktop", 3), ("tablet", 1), ("ctv", 1));
        var agents = Choice.Skewed(draw, 0.9, [.. Enumerable.Range(0, 40).Select(i => $"Mozilla/5.0 (rv:{90 + i}) Gecko/{20100101 + i}")]);
        var impressions = new FactBuilder("impressions", draw.Fork("impressions"), traffic)
            .Text("impressionUid", d => d.Draw.Hex(20))
            .Add("servedAt", CellKind.TextTimestamp, d => d.At)
            .Choice("campaign", campaign)
            .Add("advertiser", CellKind.Text, d => advertiser[d.Text("campaign")])
            .Text("creativeUid", d => d.Draw.Pick(uids[d.Text("campaign")]))
            .Choice("publisher", publisher)
            .Choice("slot", Choice.Skewed(draw, 0.5, "top", "sidebar", "infeed", "interstitial"))
            .Choice("deviceType", device)
            .Text(
                "os",
                d =>
                    d.Text("deviceType") switch
                    {
                        "desktop" => d.Draw.Chance(0.7) ? "windows" : "macos",
                        "ctv" => "tvos",
                        _ => d.Draw.Chance(0.6) ? "android" : "ios",
                    }
            )
            .Text(
                "sdkVersion",
                d =>
                    d.Text("deviceType") == "desktop" ? null
                    : d.Draw.Chance(0.66) ? "11.2"
                    : d.Draw.Chance(0.5) ? "11.1"
                    : "10.9"
            )
            .Choice("geo", Choice.Skewed(draw, 0.8, "ES", "MX", "AR", "CO", "CL", "PE", "UY", "EC", "BO"))
            .Text("viewer", d => d.Draw.Hex(10))
            .Text("userAgent", d => agents.Take(d.Draw))
            .Text("ipBlock", d => $"{d.Draw.Between(11, 200)}.{d.Draw.Below(255)}.{d.Draw.Below(255)}.0")
            .Choice("outcome", Choice.Weighted(("served", 80), ("viewed", 15), ("clicked", 3), ("blocked", 2)))
            .Number("bidCpm", 5, d => d.Draw.LogNormal(d.Text("deviceType") == "ctv" ? 9 : 2.1, 0.5))
            .Number("spendUsd", 6, d => d.Number("bidCpm") / 1000 * d.Draw.Uniform(0.7, 1))
            .Number("viewSeconds", 2, d => d.Draw.LogNormal(3.4, 0.8))
            .Add("floorCpm", CellKind.Number, d => floors.At(d.At, d.Text("publisher")), 5)
            .Flag("viewable", d => d.Text("slot") == "sidebar" ? 0.38 : 0.66)
            .Text("adTag", d => $"tag:{d.Draw.Hex(6)}")
            .Text(
                "pageTitle",
                d =>
                    d.Draw.Chance(0.1)
                        ? null
                        : d.Draw.OneOf("Fútbol en vivo", "Receta de ñoquis", "Clima mañana", "Última hora", "Cómo jugar", "Corazón")
            )
            .Choice("edge", Choice.Skewed(draw, 0.2, "e1", "e2", "e3", "e4", "e5"))
            .Build();
        return new Warehouse(
            Name,
            new Fact
            {
                Table = impressions,
                EventTime = "servedAt",
                Key = "impressionUid",
                Dimensions = ["publisher", "slot", "deviceType", "geo"],
                Version = "sdkVersion",
                VersionScope = "os",
                Measures = ["bidCpm", "spendUsd", "viewSeconds"],
                Fillable = ["adTag", "geo", "viewer", "campaign"],
                Status = "outcome",
                Flag = "viewable",
                HumanText = "pageTitle",
                Code = "adTag",
                CodePattern = "^tag:[0-9a-f]{6}$",
                Entity = "viewer",
                Agent = "userAgent",
                Shard = "edge",
                Parent = new("creativeUid", "creatives", "creative_uid"),
                Lookup = new("campaign", "campaigns", "campaign", "advertiser", "advertiser"),
                Feed = new("floor_prices", "effective_date", "publisher", "floor_cpm", "publisher", "floorCpm"),
            },
            [campaigns, creatives, floors.Table],
            [
                new("creatives.creative_uid", "impressions.creativeUid"),
                new("campaigns.campaign", "impressions.campaign"),
                new("floor_prices.floor_cpm", "impressions.floorCpm", "price_join"),
            ],
            traffic.Start,
            traffic.End
        );
    }
}
