using Dataing.Demo.World;

namespace Dataing.Demo.Incidents;

/// <summary>What happened in those weeks in every story, and what of it looks guilty.</summary>
internal static class OrdinaryChanges
{
    public static IReadOnlyList<DemoChange> With(DemoWorld world, params IEnumerable<DemoChange> ofTheStory) =>
        [.. Ordinary(world).Concat(ofTheStory).OrderBy(change => change.At)];

    public static DemoChange Change(int second, string kind, string name, string detail, string target) =>
        new(DemoCalendar.ToTime(second), kind, name, detail, target);

    public static IReadOnlyList<DemoRedHerring> RedHerrings(DemoWorld world, params IEnumerable<DemoRedHerring> ofTheStory) =>
        [.. Common(world).Concat(ofTheStory).OrderBy(herring => herring.At)];

    /// <summary>The mobile release, which is innocent in every story but one.</summary>
    public static DemoRedHerring InnocentMobileRelease(DemoWorld world) =>
        new(
            DemoCalendar.ToTime(world.MobileRelease),
            "Mobile release 2.3.1",
            "Its orders are as good as those of the release before.",
            "orders",
            "app_version",
            Shopfront.NewMobileVersion
        );

    private static IEnumerable<DemoRedHerring> Common(DemoWorld world)
    {
        yield return new(
            DemoCalendar.ToTime(Shopfront.PaymentLaunch),
            "Klarna becomes a way to pay",
            "The new value is no better or worse than the others.",
            "orders",
            "payment_method",
            "klarna"
        );
        yield return new(
            DemoCalendar.ToTime(Shopfront.WebRelease),
            "Web release 5.13.0",
            "It came days apart, and web orders are as before.",
            "orders",
            "app_version",
            "5.13.0"
        );
        yield return new(
            DemoCalendar.ToTime(EventTable.Push.Start),
            "Push message to all customers",
            "It brought more visitors for two hours and was over.",
            "events",
            "utm_source",
            "push"
        );
        yield return new(
            DemoCalendar.ToTime(OldMishaps.CheckoutLosesUsers.Start),
            "Web orders without a customer on 21 January",
            "Healed the same afternoon, three weeks earlier."
        );
        yield return new(
            DemoCalendar.ToTime(OldMishaps.CollectorLosesApac.Start),
            "Missing events from APAC on 28 January",
            "Healed the same morning, two weeks earlier."
        );
    }

    private static IEnumerable<DemoChange> Ordinary(DemoWorld world)
    {
        yield return Change(
            DemoCalendar.At(1, 8, 9, 30),
            "deploy",
            "recommendations 7.2.0",
            "New ranking model on product pages",
            "products"
        );
        yield return Change(DemoCalendar.At(1, 14, 13), "schema_change", "users", "Index on users.country added", "users");
        yield return Change(
            OldMishaps.CheckoutLosesUsers.End + 300,
            "deploy",
            "checkout-web 5.11.4",
            "Hotfix: session cookie lost",
            "orders"
        );
        yield return Change(Shopfront.OldMobileRelease, "release", "mobile-app 2.3.0", "Wish lists, new product page", "orders");
        yield return Change(
            OldMishaps.CollectorLosesApac.End,
            "incident",
            "collector-ap-1",
            "Disk replaced, node back in service",
            "events"
        );
        yield return Change(DemoCalendar.At(2, 2, 4, 30), "job_run", "events_stream_loader", "Restarted after maintenance", "events");
        yield return Change(Shopfront.PaymentLaunch, "launch", "klarna", "Klarna offered in the EU and the UK", "orders");
        yield return Change(Shopfront.WebRelease, "release", "checkout-web 5.13.0", "One-page checkout", "orders");
        yield return Change(EventTable.Push.Start, "marketing", "push-valentine-preview", "Push message to all app users", "events");
        yield return Change(DemoCalendar.At(2, 11, 7, 45), "deploy", "search-service 4.8.1", "Synonyms for product search", "products");
        yield return Change(world.MobileRelease, "release", "mobile-app 2.3.1", "Session handling rewritten, smaller download", "orders");
        yield return Change(DemoCalendar.At(2, 13, 6, 10), "deploy", "pricing-ui 1.14.0", "Back office: nicer price editor", "categories");
    }
}
