namespace Dataing.Demo.World;

/// <summary>One state of the shop's tables. An incident replaces the tables it touches and shares the rest.</summary>
internal sealed record DemoTables(
    CategoryRow[] Categories,
    UserRow[] Users,
    ProductRow[] Products,
    OrderRow[] Orders,
    OrderItemRow[] OrderItems,
    EventRow[] Events,
    UserDeletionRow[] UserDeletions
);
