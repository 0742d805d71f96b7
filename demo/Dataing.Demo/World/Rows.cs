namespace Dataing.Demo.World;

// The closed vocabulary of the demo's tables. Times are whole seconds since 1970 (UTC); money is in cents.

internal readonly record struct CategoryRow(int Id, string Name, string Department);

internal readonly record struct UserRow(
    int Id,
    Country Country,
    string? SignupChannel,
    string Tier,
    int CreatedAt,
    int LoadedAt,
    bool Campaign
);

internal readonly record struct ProductRow(
    int Id,
    int CategoryId,
    string? Brand,
    int? PriceCents,
    bool PriceAsText,
    string Currency,
    string ImportJob,
    int CreatedAt,
    int LoadedAt
);

internal readonly record struct OrderRow(
    int Id,
    int? UserId,
    string CustomerType,
    string Status,
    string Platform,
    string AppVersion,
    Country Country,
    string PaymentMethod,
    string? Coupon,
    int TotalCents,
    int CreatedAt,
    int LoadedAt,
    bool Campaign
);

internal readonly record struct OrderItemRow(
    int Id,
    int OrderId,
    int LineNumber,
    int ProductId,
    int Quantity,
    int UnitPriceCents,
    int DiscountCents,
    string Writer,
    int CreatedAt,
    int LoadedAt,
    bool Campaign
);

internal readonly record struct EventRow(
    int Id,
    string Type,
    int? UserId,
    int Session,
    string Platform,
    string Pipeline,
    Country Country,
    string? Source,
    int OccurredAt,
    int IngestedAt,
    bool Campaign
);

internal readonly record struct UserDeletionRow(int UserId, string Reason, string JobVersion, int DeletedAt);

/// <summary>A country, the sales region it belongs to and the currency it pays in.</summary>
internal sealed record Country(string Code, string Region, string Currency);
