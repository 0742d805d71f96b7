using Dataing.Demo.World;

namespace Dataing.Demo.Writing;

/// <summary>How each table of the shop looks as a CSV file.</summary>
internal static class TableFormats
{
    public static void Write(CsvWriter csv, UserRow[] rows)
    {
        csv.Header("user_id,email,country,region,signup_channel,tier,created_at,loaded_at");
        foreach (var row in rows)
        {
            csv.Number(row.Id).Text($"user{row.Id}@example.com").Text(row.Country.Code).Text(row.Country.Region);
            csv.Text(row.SignupChannel).Text(row.Tier).Time(row.CreatedAt).Time(row.LoadedAt).EndRow();
        }
    }

    public static void Write(CsvWriter csv, ProductRow[] rows)
    {
        csv.Header("product_id,sku,category_id,brand,price,currency,import_job,created_at,loaded_at");
        foreach (var row in rows)
        {
            csv.Number(row.Id).Text($"SKU-{row.Id:D6}").Number(row.CategoryId).Text(row.Brand);
            csv.Money(row.PriceCents, row.PriceAsText ? row.Currency : null).Text(row.Currency).Text(row.ImportJob);
            csv.Time(row.CreatedAt).Time(row.LoadedAt).EndRow();
        }
    }

    public static void Write(CsvWriter csv, OrderRow[] rows)
    {
        csv.Header(
            "order_id,user_id,customer_type,status,platform,app_version,country,region,payment_method,coupon_code,currency,"
                + "total_amount,created_at,loaded_at"
        );
        foreach (var row in rows)
        {
            csv.Number(row.Id).Number(row.UserId).Text(row.CustomerType).Text(row.Status).Text(row.Platform).Text(row.AppVersion);
            csv.Text(row.Country.Code).Text(row.Country.Region).Text(row.PaymentMethod).Text(row.Coupon).Text(row.Country.Currency);
            csv.Money(row.TotalCents).Time(row.CreatedAt).Time(row.LoadedAt).EndRow();
        }
    }

    public static void Write(CsvWriter csv, OrderItemRow[] rows)
    {
        csv.Header("order_item_id,order_id,line_number,product_id,quantity,unit_price,discount,writer,created_at,loaded_at");
        foreach (var row in rows)
        {
            csv.Number(row.Id).Number(row.OrderId).Number(row.LineNumber).Number(row.ProductId).Number(row.Quantity);
            csv.Money(row.UnitPriceCents).Money(row.DiscountCents).Text(row.Writer).Time(row.CreatedAt).Time(row.LoadedAt).EndRow();
        }
    }

    public static void Write(CsvWriter csv, EventRow[] rows)
    {
        csv.Header("event_id,event_type,user_id,session_id,platform,pipeline,country,region,utm_source,occurred_at,ingested_at");
        foreach (var row in rows)
        {
            csv.Number(row.Id).Text(row.Type).Number(row.UserId).Hex(row.Session).Text(row.Platform).Text(row.Pipeline);
            csv.Text(row.Country.Code).Text(row.Country.Region).Text(row.Source).Time(row.OccurredAt).Time(row.IngestedAt).EndRow();
        }
    }

    public static void Write(CsvWriter csv, UserDeletionRow[] rows)
    {
        csv.Header("user_id,reason,job_version,deleted_at");
        foreach (var row in rows)
            csv.Number(row.UserId).Text(row.Reason).Text(row.JobVersion).Time(row.DeletedAt).EndRow();
    }
}
