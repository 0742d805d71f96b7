using System.Text.Json.Nodes;

namespace Dataing.Demo.Writing;

/// <summary>Where the shop's tables come from and what is built on them; the same in every story.</summary>
internal static class Lineage
{
    private static readonly (string From, string To, string Job)[] Edges =
    [
        ("users.user_id", "orders.user_id", "orders_load"),
        ("users.user_id", "events.user_id", "events_load"),
        ("users.user_id", "user_deletions.user_id", "user-deletions"),
        ("orders.order_id", "order_items.order_id", "order-sync"),
        ("products.product_id", "order_items.product_id", "order-sync"),
        ("products.price", "order_items.unit_price", "checkout-api"),
        ("categories.category_id", "products.category_id", "catalog_sync"),
        ("supplier_files", "products", "import-supplier-feed"),
        ("collector_web", "events", "web_stream"),
        ("collector_mobile", "events", "mobile_batch_upload"),
        ("orders.total_amount", "daily_revenue.revenue", "dbt.daily_revenue"),
        ("order_items", "daily_revenue", "dbt.daily_revenue"),
        ("orders.user_id", "customer_lifetime_value.user_id", "dbt.customer_lifetime_value"),
        ("users", "customer_lifetime_value", "dbt.customer_lifetime_value"),
        ("products.price", "price_index.price", "dbt.price_index"),
        ("events", "funnel_hourly", "dbt.funnel_hourly"),
        ("daily_revenue", "executive_dashboard", "bi.executive_dashboard"),
        ("funnel_hourly", "executive_dashboard", "bi.executive_dashboard"),
    ];

    public static JsonObject ToJson() =>
        new()
        {
            ["edges"] = new JsonArray([
                .. Edges.Select(edge => new JsonObject
                {
                    ["from"] = edge.From,
                    ["to"] = edge.To,
                    ["job"] = edge.Job,
                }),
            ]),
        };
}
