namespace Dataing.Demo.World;

/// <summary>Orders with their lines, ordinary dirt and two healed old mishaps included.</summary>
internal sealed class OrderTables(int seed, Customers customers, ProductRow[] products, int newMobileRelease)
{
    private static readonly Weighted<int> LineCounts = new((1, 0.5), (2, 0.3), (3, 0.14), (4, 0.06));
    private static readonly Weighted<int> Quantities = new((1, 0.8), (2, 0.15), (3, 0.05));
    private static readonly string[] Coupons = ["WELCOME10", "NEWSLETTER", "LOYAL5"];

    private readonly DemoRandom _random = new(seed, "orders");
    private readonly List<(Customer? Customer, OrderRow Row)> _orders = [];
    private readonly List<OrderItemRow> _items = [];
    private int _orderId = 500_000;
    private int _available;

    /// <summary>Places every order, then numbers the accounts that placed them.</summary>
    public (OrderRow[] Orders, OrderItemRow[] Items) Build()
    {
        foreach (var arrival in new Demand(perDay: 400, growthPerWeek: 0.012, campaignLift: 0.8).Draw(_random))
            Place(arrival);

        customers.GiveIds(_random);
        return (
            [.. _orders.Select(order => order.Row with { UserId = order.Customer?.Id }).Where(row => row.LoadedAt < DemoCalendar.End)],
            NumberedItems()
        );
    }

    private void Place(Arrival arrival)
    {
        var platform = Shopfront.Platform(arrival.Country, _random);
        var guest = _random.Chance(platform == "web" ? 0.14 : 0.05);
        var customer = guest ? customers.AddGuest(arrival, _random) : customers.Pick(arrival.Country, arrival.Second, _random);
        var loadedAt = Loading.Hourly(arrival.Second, _random);
        _orderId += _random.Chance(0.85) ? 1 : 2;

        var total = AddLines(arrival, Writer(platform), loadedAt);
        var row = new OrderRow(
            _orderId,
            UserId: null,
            guest ? "guest" : "registered",
            Status(),
            platform,
            Shopfront.AppVersion(platform, arrival.Second, newMobileRelease, _random),
            arrival.Country,
            Shopfront.Payment(arrival.Country, arrival.Second, _random),
            _random.Chance(0.12) ? Coupons[_random.Below(Coupons.Length)] : null,
            total,
            arrival.Second,
            loadedAt,
            arrival.Campaign
        );
        _orders.Add((LosesCustomer(row) ? null : customer, row));
    }

    // Telephone orders never had a customer; on one day in January the web checkout lost some for six hours.
    private bool LosesCustomer(OrderRow row) =>
        _random.Chance(0.003) || (row.Platform == "web" && OldMishaps.CheckoutLosesUsers.Covers(row.CreatedAt) && _random.Chance(0.3));

    private string Writer(string platform) => _random.Chance(platform == "web" ? 0.08 : 0.55) ? "order-sync" : "checkout-api";

    private int AddLines(Arrival arrival, string writer, int loadedAt)
    {
        while (_available < products.Length && products[_available].LoadedAt < arrival.Second)
            _available++;

        var total = 0;
        var chosen = new List<int>();
        for (var left = LineCounts.Pick(_random); left > 0; left--)
        {
            var index = (int)(Math.Pow(_random.Next(), 1.8) * _available);
            if (chosen.Contains(index) || products[index].PriceCents is not { } cents)
                continue;

            chosen.Add(index);
            var quantity = Quantities.Pick(_random);
            var discount = _random.Chance(0.15) ? cents / 10 : 0;
            total += quantity * (cents - discount);
            _items.Add(
                new OrderItemRow(
                    0,
                    _orderId,
                    chosen.Count,
                    products[index].Id,
                    quantity,
                    cents,
                    discount,
                    writer,
                    arrival.Second + _random.Below(3),
                    loadedAt,
                    arrival.Campaign
                )
            );
        }

        return total;
    }

    private OrderItemRow[] NumberedItems()
    {
        var id = 900_000;
        return
        [
            .. OldMishaps
                .WithReplayedItems(_items, _random)
                .Where(item => item.LoadedAt < DemoCalendar.End)
                .Select(item => item with { Id = id += _random.Chance(0.97) ? 1 : 2 }),
        ];
    }

    private string Status() =>
        _random.Chance(0.03) ? "cancelled"
        : _random.Chance(0.02) ? "returned"
        : "completed";
}
