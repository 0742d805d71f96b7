using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>A new version of the supplier feed's import writes the price as text with its currency.</summary>
internal static class SchemaDrift
{
    public static DemoStory Tell(DemoWorld world)
    {
        var deploy = world.Moment("schema_drift", DemoCalendar.At(2, 11, 11, 40));
        var run = FirstRunAfter(deploy);
        var window = new Stretch(run, DemoCalendar.End);
        ProductRow[] after =
        [
            .. world.Ordinary.Products.Select(row =>
                row.ImportJob == Catalogue.SupplierFeed && window.Covers(row.CreatedAt) ? row with { PriceAsText = true } : row
            ),
        ];
        var wrong = after.Where(row => row is { PriceAsText: true, PriceCents: not null }).ToArray();

        return new DemoStory(
            world.Ordinary with
            {
                Products = after,
            },
            Alert(),
            With(
                world,
                Change(deploy, "deploy", "import-supplier-feed 4.2.0", "New parser for supplier files", "products"),
                Change(deploy + 25 * DemoCalendar.Minute, "deploy", "checkout-api 9.7.1", "Order confirmation mails in Dutch", "orders")
            ),
            new IncidentManifest
            {
                Incident = "schema_drift",
                Seed = world.Seed,
                Story =
                    "Since its new version, every run of the import job supplier_feed writes prices such as 'EUR 12.99'. "
                    + "The other two import jobs still write numbers; the column as a whole has become text.",
                Verdict = "root_cause",
                Mechanism = "schema_drift",
                Category = "transformation_bug",
                Culprit = new DemoCulprit("job", "products", "import_job", Catalogue.SupplierFeed),
                CulpritAlso = new DemoCulprit("column", "products", "price", null),
                CulpritAliases = ["import-supplier-feed 4.2.0", "import-supplier-feed"],
                Table = "products",
                TimeColumn = "created_at",
                Onset = Truth.Onset(run, wrong[0].CreatedAt),
                Window = Truth.Interval(window),
                Predicate = [new DemoCondition("import_job", "=", Catalogue.SupplierFeed)],
                AffectedRows = wrong.Length,
                Metric = Truth.Share(
                    "prices that are not numbers",
                    after,
                    row => row.CreatedAt,
                    row => row is { PriceAsText: true, PriceCents: not null },
                    window
                ),
                RedHerrings = RedHerrings(world, InnocentMobileRelease(world)),
            }
        );
    }

    private static int FirstRunAfter(int second)
    {
        var day = second / DemoCalendar.Day * DemoCalendar.Day;
        return Enumerable
            .Range(0, 2)
            .SelectMany(days =>
                Catalogue.SupplierRuns.Select(hour => day + days * DemoCalendar.Day + hour * DemoCalendar.Hour + 15 * DemoCalendar.Minute)
            )
            .First(run => run > second);
    }

    private static JsonObject Alert() =>
        new()
        {
            ["source"] = "elementary",
            ["sourceAlertId"] = "elementary-schema-products",
            ["dedupKey"] = "elementary:products:column_type_changed:price",
            ["status"] = "firing",
            ["severity"] = "error",
            ["title"] = "products.price changed its type",
            ["dataset"] = new JsonObject { ["name"] = "products" },
            ["columns"] = new JsonArray("price"),
            ["metric"] = new JsonObject { ["kind"] = "column", ["expression"] = "price" },
            ["anomalyType"] = "schema_change",
            ["expected"] = new JsonObject { ["text"] = "DECIMAL(10,2)" },
            ["actual"] = new JsonObject { ["text"] = "VARCHAR" },
            ["window"] = new JsonObject { ["observedAt"] = "2026-02-13" },
        };
}
