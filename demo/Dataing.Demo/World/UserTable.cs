namespace Dataing.Demo.World;

/// <summary>The users table and the log of the deletion job, made from the accounts.</summary>
internal static class UserTable
{
    private static readonly Weighted<string?> Channels = new(
        ("organic", 0.38),
        ("paid_search", 0.24),
        ("social", 0.16),
        ("referral", 0.12),
        ("email", 0.08),
        (null, 0.02)
    );

    public static (UserRow[] Users, UserDeletionRow[] Deletions) Build(int seed, Customers customers)
    {
        var random = new DemoRandom(seed, "users");
        var users = new List<UserRow>(customers.All.Count);
        var deletions = new List<UserDeletionRow>();
        foreach (var customer in customers.All.OrderBy(customer => customer.Id))
        {
            var deletedAt = DeletedAt(customer, random);
            if (deletedAt < DemoCalendar.End)
                deletions.Add(new UserDeletionRow(customer.Id, "guest_expired", "2.3.4", deletedAt));
            else if (Row(customer, random) is var row && row.LoadedAt < DemoCalendar.End)
                users.Add(row);
        }

        return ([.. users], [.. deletions.Where(row => row.DeletedAt >= DemoCalendar.Start).OrderBy(row => row.DeletedAt)]);
    }

    // The job runs at three in the morning.
    private static int DeletedAt(Customer customer, DemoRandom random) =>
        customer.Guest
            ? (customer.CreatedAt / DemoCalendar.Day + Customers.GuestDays + 1) * DemoCalendar.Day
                + 3 * DemoCalendar.Hour
                + random.Below(10 * DemoCalendar.Minute)
            : int.MaxValue;

    private static UserRow Row(Customer customer, DemoRandom random) =>
        new(
            customer.Id,
            customer.Country,
            customer.Guest ? "checkout" : Channels.Pick(random),
            customer.Guest ? "guest"
                : random.Chance(0.18) ? "plus"
                : "standard",
            customer.CreatedAt,
            customer.CreatedAt < DemoCalendar.Start
                ? customer.CreatedAt + random.Below(DemoCalendar.Hour)
                : Loading.Hourly(customer.CreatedAt, random),
            customer.Campaign
        );
}
