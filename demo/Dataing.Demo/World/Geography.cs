namespace Dataing.Demo.World;

/// <summary>Where customers are: skewed over regions, and each region lives in its own hours.</summary>
internal static class Geography
{
    public static readonly IReadOnlyList<Region> Regions =
    [
        new("EU", 0.36, 1, ("DE", "EUR", 0.36), ("FR", "EUR", 0.24), ("ES", "EUR", 0.14), ("IT", "EUR", 0.12), ("NL", "EUR", 0.14)),
        new("UK", 0.14, 0, ("GB", "GBP", 0.9), ("IE", "EUR", 0.1)),
        new("NA", 0.31, -6, ("US", "USD", 0.84), ("CA", "USD", 0.16)),
        new("LATAM", 0.07, -4, ("BR", "USD", 0.6), ("MX", "USD", 0.4)),
        new("APAC", 0.12, 8, ("JP", "USD", 0.4), ("AU", "USD", 0.35), ("IN", "USD", 0.25)),
    ];

    private static readonly double[] HourShape = Normalise([
        9,
        5,
        3,
        2,
        2,
        3,
        7,
        14,
        24,
        34,
        41,
        46,
        50,
        48,
        44,
        43,
        45,
        52,
        62,
        71,
        74,
        62,
        40,
        20,
    ]);

    /// <summary>The share of a day that falls into an hour of the region's own clock.</summary>
    public static double HourShare(Region region, int utcHour) => HourShape[(utcHour + region.HoursFromUtc + 24) % 24];

    private static double[] Normalise(double[] weights)
    {
        var total = weights.Sum();
        return [.. weights.Select(weight => weight / total)];
    }
}

/// <summary>A sales region with its share of the demand and its distance from UTC.</summary>
internal sealed class Region
{
    private readonly Weighted<Country> _countries;

    public Region(string name, double share, int hoursFromUtc, params (string Code, string Currency, double Share)[] countries)
    {
        Name = name;
        Share = share;
        HoursFromUtc = hoursFromUtc;
        Countries = [.. countries.Select(country => new Country(country.Code, name, country.Currency))];
        _countries = new Weighted<Country>([.. Countries.Zip(countries, (made, given) => (made, given.Share))]);
    }

    public string Name { get; }

    public double Share { get; }

    public int HoursFromUtc { get; }

    public IReadOnlyList<Country> Countries { get; }

    public Country PickCountry(DemoRandom random) => _countries.Pick(random);
}
