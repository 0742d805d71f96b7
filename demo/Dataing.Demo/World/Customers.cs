namespace Dataing.Demo.World;

/// <summary>The accounts of the shop: registered ones by country, and the guests that each order without an account leaves.</summary>
internal sealed class Customers
{
    /// <summary>Guest accounts live this long before the deletion job removes them and their orders together.</summary>
    public const int GuestDays = 45;

    private const int Established = 2600;
    private const int SignupsPerDay = 14;

    private static readonly Weighted<Region> Regions = new([.. Geography.Regions.Select(region => (region, region.Share))]);

    private readonly Dictionary<string, List<Customer>> _registered = [];
    private readonly List<Customer> _all = [];

    public Customers(int seed)
    {
        var random = new DemoRandom(seed, "customers");
        var signups = new List<int>();
        for (var i = 0; i < Established; i++)
            signups.Add(DemoCalendar.Start - 1 - (int)(Math.Pow(random.Next(), 1.4) * 1000 * DemoCalendar.Day));
        for (var i = 0; i < SignupsPerDay * DemoCalendar.Days; i++)
            signups.Add(DemoCalendar.Start + random.Below(DemoCalendar.Days * DemoCalendar.Day));
        signups.Sort();

        foreach (var second in signups)
            Register(new Customer(PickCountry(random), second, guest: false, campaign: false));
        for (var i = 0; i < 40 * GuestDays; i++)
            _all.Add(
                new Customer(
                    PickCountry(random),
                    DemoCalendar.Start - 1 - random.Below(GuestDays * DemoCalendar.Day),
                    guest: true,
                    campaign: false
                )
            );
    }

    public IReadOnlyList<Customer> All => _all;

    /// <summary>A registered customer of the country who signed up before the moment; the loyal few come far more often.</summary>
    public Customer Pick(Country country, int second, DemoRandom random)
    {
        var candidates = _registered[country.Code];
        var known = candidates.Count;
        while (known > 1 && candidates[known - 1].CreatedAt >= second)
            known--;
        return candidates[(int)(Math.Pow(random.Next(), 1.6) * known)];
    }

    public Customer AddGuest(Arrival arrival, DemoRandom random)
    {
        var guest = new Customer(arrival.Country, arrival.Second - random.Between(30, 240), guest: true, arrival.Campaign);
        _all.Add(guest);
        return guest;
    }

    /// <summary>Numbers every account in order of sign-up, with the small gaps that abandoned sign-ups leave.</summary>
    public void GiveIds(DemoRandom random)
    {
        var id = 1000;
        foreach (var customer in _all.OrderBy(customer => customer.CreatedAt))
            customer.Id = id += random.Chance(0.93) ? 1 : 2;
    }

    private void Register(Customer customer)
    {
        _all.Add(customer);
        if (!_registered.TryGetValue(customer.Country.Code, out var ofCountry))
            _registered[customer.Country.Code] = ofCountry = [];
        ofCountry.Add(customer);
    }

    private static Country PickCountry(DemoRandom random) => Regions.Pick(random).PickCountry(random);
}
