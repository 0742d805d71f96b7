namespace Dataing.Demo.World;

/// <summary>How customers reach the shop: platform by region, app version by platform and time, payment by region.</summary>
internal static class Shopfront
{
    /// <summary>The mobile release in the incident week; harmless in every story but one.</summary>
    public const string NewMobileVersion = "2.3.1";

    public static readonly int PaymentLaunch = DemoCalendar.At(2, 9, 8);
    public static readonly int WebRelease = DemoCalendar.At(2, 10, 11);
    public static readonly int OldMobileRelease = DemoCalendar.At(1, 27, 9);

    private static readonly Weighted<string> Western = new(("web", 0.56), ("ios", 0.26), ("android", 0.18));
    private static readonly Weighted<string> MobileFirst = new(("web", 0.4), ("ios", 0.12), ("android", 0.48));

    public static string Platform(Country country, DemoRandom random) =>
        (country.Region is "LATAM" or "APAC" ? MobileFirst : Western).Pick(random);

    public static string AppVersion(string platform, int second, int newMobileRelease, DemoRandom random) =>
        platform switch
        {
            "web" => second < WebRelease || random.Chance(0.04) ? "5.12.0" : "5.13.0",
            _ when second >= newMobileRelease && random.Chance(0.33) => NewMobileVersion,
            _ when second >= OldMobileRelease => Older(second, random),
            _ => random.Chance(0.8) ? "2.2.1" : "2.2.0",
        };

    public static string Payment(Country country, int second, DemoRandom random) =>
        second >= PaymentLaunch && country.Region is "EU" or "UK" && random.Chance(0.09) ? "klarna"
        : random.Chance(country.Region == "EU" ? 0.42 : 0.68) ? "card"
        : random.Chance(0.7) ? "paypal"
        : country.Region == "EU" ? "sepa"
        : "wallet";

    private static string Older(int second, DemoRandom random)
    {
        var adopted = Math.Min(0.82, (second - OldMobileRelease) / (5.0 * DemoCalendar.Day));
        return random.Chance(adopted) ? "2.3.0"
            : random.Chance(0.85) ? "2.2.1"
            : "2.2.0";
    }
}
