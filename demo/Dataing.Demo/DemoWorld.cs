using Dataing.Demo.World;

namespace Dataing.Demo;

/// <summary>A shop's warehouse over six weeks, the same for the same seed; every incident starts from it.</summary>
public sealed class DemoWorld
{
    /// <summary>Rises when the data of an unchanged seed changes, so that folders of an older version are made anew.</summary>
    public const int Version = 1;

    /// <summary>The seed of the demo when none is given.</summary>
    public const int DefaultSeed = 20260216;

    private DemoWorld(int seed, DemoTables ordinary, DemoTables withCampaign)
    {
        Seed = seed;
        Ordinary = ordinary;
        WithCampaign = withCampaign;
    }

    /// <summary>The seed everything was drawn from.</summary>
    public int Seed { get; }

    internal DemoTables Ordinary { get; }

    internal DemoTables WithCampaign { get; }

    /// <summary>When mobile release 2.3.1 came out, in every story.</summary>
    internal int MobileRelease => MobileReleaseOf(Seed);

    /// <summary>Makes the world of a seed.</summary>
    public static DemoWorld Create(int seed = DefaultSeed)
    {
        var customers = new Customers(seed);
        var categories = Catalogue.Categories();
        var products = Catalogue.Products(seed, categories);
        var (orders, items) = new OrderTables(seed, customers, products, MobileReleaseOf(seed)).Build();
        var events = new EventTable(seed, customers).Build();
        var (users, deletions) = UserTable.Build(seed, customers);

        var withCampaign = new DemoTables(categories, users, products, orders, items, events, deletions);
        var ordinary = withCampaign with
        {
            Users = [.. users.Where(row => !row.Campaign)],
            Orders = [.. orders.Where(row => !row.Campaign)],
            OrderItems = [.. items.Where(row => !row.Campaign)],
            Events = [.. events.Where(row => !row.Campaign)],
        };
        return new DemoWorld(seed, ordinary, withCampaign);
    }

    /// <summary>A moment of a story: the told one on the default seed, up to three hours later on others.</summary>
    internal int Moment(string story, int told) =>
        Seed == DefaultSeed ? told : told + new DemoRandom(Seed, story).Below(4) * DemoCalendar.Hour;

    private static int MobileReleaseOf(int seed) =>
        DemoCalendar.At(2, 12, 14, 2) + (seed == DefaultSeed ? 0 : new DemoRandom(seed, "mobile release").Below(4) * DemoCalendar.Hour);
}
