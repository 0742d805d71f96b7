using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>Ledger entries with accounts and merchants: booking date only, nightly postings, several currencies, rewritten history possible.</summary>
internal sealed class PaymentsLedger : SchemaFamily
{
    private static readonly Dictionary<string, double> Rates = new()
    {
        ["EUR"] = 1,
        ["USD"] = 0.92,
        ["GBP"] = 1.17,
        ["JPY"] = 0.0061,
        ["SEK"] = 0.088,
        ["CHF"] = 1.04,
    };

    public override string Name => "payments_ledger";

    public override Warehouse Build(Draw draw, Traffic traffic)
    {
        var countries = new[] { "DE", "FR", "NL", "SE", "GB", "JP", "US", "CH" };
        var accounts = new Table(
            "accounts",
            new("account_ref", CellKind.Text),
            new("country", CellKind.Text),
            new("opened_on", CellKind.Date),
            new("segment", CellKind.Text)
        );
        var kind = Choice.Weighted(("retail", 7), ("business", 3), ("private_banking", 0.6));
        var refs = Enumerable.Range(0, 3000).Select(i => $"AC{i * 37 % 99991:D7}").ToList();
        foreach (var (account, i) in refs.Select((a, i) => (a, i)))
            accounts.Add(account, countries[i % countries.Length], traffic.Start.AddDays(-draw.Between(10, 3000)), kind.Take(draw));
        var merchants = new Table(
            "merchants",
            new("merchant_no", CellKind.Integer),
            new("merchant_name", CellKind.Text),
            new("acquirer", CellKind.Text)
        );
        string[] acquirers = ["Nordpay", "Worldline", "Adflex", "Concardis"];
        for (var i = 0; i < 60; i++)
            merchants.Add(900L + i, $"{draw.OneOf("Bäckerei", "Café", "Boulangerie", "Kiosk", "Hôtel")} {i}", acquirers[i % 4]);
        var fx = new DailyFeed(draw.Fork("fx"), "fx_rates", "valid_on", "currency", "eur_rate", traffic, Rates, 6);
        var country = Choice.Skewed(draw, 0.7, countries);
        var channel = Choice.Skewed(draw, 0.6, "pos", "ecom", "atm", "transfer", "direct_debit");
        var category = Choice.Skewed(draw, 0.5, "groceries", "travel", "fuel", "utilities", "payroll", "leisure", "health");
        var type = Choice.Weighted(("DEBIT", 71), ("CREDIT", 22), ("FEE", 5), ("ADJ", 2));
        string Currency(string of) =>
            of switch
            {
                "SE" => "SEK",
                "GB" => "GBP",
                "JP" => "JPY",
                "US" => "USD",
                "CH" => "CHF",
                _ => "EUR",
            };
        var entries = new FactBuilder("ledger_entries", draw.Fork("ledger"), traffic)
        {
            Load = (d, at) => at.Date.AddDays(1).AddHours(2).AddSeconds(d.Between(0, 900)),
        }
            .Add("entry_no", CellKind.Integer, d => 41_000_000L + d.Serial)
            .Text("end_to_end_id", d => $"E2E{d.Draw.Hex(14).ToUpperInvariant()}")
            .Add("booked_on", CellKind.Date, d => d.At.Date)
            .Text("account_ref", d => d.Draw.Pick(refs))
            .Choice("country", country)
            .Choice("channel", channel)
            .Choice("merchant_category", category)
            .Add("merchant_no", CellKind.Integer, d => d.Text("channel") is "pos" or "ecom" ? 900L + d.Draw.Below(60) : null)
            .Text("acquirer", d => d.Cells[7] is long no ? acquirers[(no - 900) % 4] : null)
            .Choice("entry_type", type)
            .Text("currency", d => d.Draw.Chance(0.96) ? Currency(d.Text("country")) : "USD")
            .Number("amount", 2, d => d.Draw.LogNormal(46, 0.9) * (d.Text("channel") == "transfer" ? 5 : 1) / Rates[d.Text("currency")])
            .Number("fee", 4, d => d.Draw.LogNormal(0.31, 0.3))
            .Add("eur_rate", CellKind.Number, d => fx.At(d.At, d.Text("currency")), 6)
            .Flag("is_reversal", d => d.Text("channel") == "ecom" ? 0.06 : 0.015)
            .Text("bank_code", d => $"{d.Text("country")}{d.Draw.Below(10_000):D4}XX")
            .Text(
                "remittance",
                d =>
                    d.Draw.Chance(0.2) ? null : d.Draw.OneOf("Gehalt März", "Überweisung", "Loyer février", "Årsavgift", "invoice", "Grüße")
            )
            .Choice("origin", Choice.Weighted(("core", 8), ("cards", 5), ("sepa", 4)))
            .Add("updated_at", CellKind.Timestamp, d => d.LoadedAt)
            .Text("posting_run", d => $"EOD-{d.At:yyyyMMdd}")
            .Text("ledger_file", d => $"part{d.Draw.Below(8)}")
            .Build();
        return new Warehouse(
            Name,
            new Fact
            {
                Table = entries,
                EventTime = "booked_on",
                UpdatedTime = "updated_at",
                Batch = "posting_run",
                Key = "entry_no",
                BusinessKey = "end_to_end_id",
                Dimensions = ["country", "channel", "merchant_category", "origin"],
                Measures = ["amount", "fee"],
                Amount = "amount",
                Currency = "currency",
                Fillable = ["bank_code", "account_ref", "end_to_end_id", "merchant_category"],
                Status = "entry_type",
                Flag = "is_reversal",
                HumanText = "remittance",
                Code = "bank_code",
                CodePattern = "^[A-Z]{2}[0-9]{4}XX$",
                Entity = "account_ref",
                Agent = "origin",
                Shard = "ledger_file",
                Source = "origin",
                Parent = new("account_ref", "accounts", "account_ref"),
                Lookup = new("merchant_no", "merchants", "merchant_no", "acquirer", "acquirer"),
                Feed = new("fx_rates", "valid_on", "currency", "eur_rate", "currency", "eur_rate"),
            },
            [accounts, merchants, fx.Table],
            [
                new("accounts.account_ref", "ledger_entries.account_ref", "post_entries"),
                new("merchants", "ledger_entries", "post_entries"),
                new("fx_rates.eur_rate", "ledger_entries.eur_rate", "revalue"),
            ],
            traffic.Start,
            traffic.End
        );
    }
}
