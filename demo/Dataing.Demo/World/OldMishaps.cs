namespace Dataing.Demo.World;

/// <summary>Small incidents of January that were noticed and healed: part of every history, the cause of nothing since.</summary>
internal static class OldMishaps
{
    public static readonly Stretch CheckoutLosesUsers = new(DemoCalendar.At(1, 21, 9), DemoCalendar.At(1, 21, 15));
    public static readonly Stretch ItemsReplayed = new(DemoCalendar.At(1, 17, 20), DemoCalendar.At(1, 17, 21));
    public static readonly Stretch CollectorLosesApac = new(DemoCalendar.At(1, 28, 1), DemoCalendar.At(1, 28, 7));
    public static readonly Stretch StreamDelayed = new(DemoCalendar.At(2, 2, 0), DemoCalendar.At(2, 2, 4));

    public static IEnumerable<OrderItemRow> WithReplayedItems(IEnumerable<OrderItemRow> items, DemoRandom random)
    {
        foreach (var item in items)
        {
            yield return item;
            if (ItemsReplayed.Covers(item.CreatedAt) && random.Chance(0.4))
                yield return item with
                {
                    CreatedAt = item.CreatedAt + random.Between(2, 20),
                };
        }
    }
}
