using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>One kind of business with its tables, names and habits.</summary>
internal abstract class SchemaFamily
{
    /// <summary>All families, in the order in which seeds rotate through them.</summary>
    public static IReadOnlyList<SchemaFamily> All { get; } =
    [
        new RideHailing(),
        new ClinicLab(),
        new IotTelemetry(),
        new PaymentsLedger(),
        new AdImpressions(),
        new LogisticsScans(),
        new SubscriptionUsage(),
    ];

    public abstract string Name { get; }

    public abstract Warehouse Build(Draw draw, Traffic traffic);

    /// <summary>Span and volume of a case; one in twelve is large.</summary>
    public static Traffic DrawTraffic(Draw draw, int fewestDays)
    {
        var days = draw.Between(fewestDays, 118);
        var rows = draw.Chance(1 / 12.0) ? draw.Uniform(250_000, 400_000) : draw.LogNormal(60_000, 0.4);
        var growth = draw.Chance(0.5) ? draw.Uniform(-0.001, 0.004) : 0;
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(draw.Below(420));
        var end = start.AddDays(days);
        if (draw.Chance(0.3))
            end = end.AddHours(-draw.Between(3, 20));
        return new Traffic(start, days, Math.Clamp(rows, 22_000, 400_000) / days, growth, Week(draw), Day(draw), end);
    }

    protected static DateTime RoundUp(DateTime at, int hours) => at.Date.AddHours((at.Hour / hours + 1) * hours);

    protected static object? Maybe(Draw draw, double nullShare, object value) => draw.Chance(nullShare) ? null : value;

    private static double[] Week(Draw draw)
    {
        var weekend = draw.Uniform(0.45, 1.4);
        return [weekend * draw.Uniform(0.9, 1.1), .. Enumerable.Range(0, 5).Select(_ => draw.Uniform(0.92, 1.08)), weekend];
    }

    private static double[] Day(Draw draw)
    {
        var peak = draw.Uniform(9, 20);
        var floor = draw.Uniform(0.15, 0.6);
        return [.. Enumerable.Range(0, 24).Select(hour => floor + Math.Pow(0.5 + 0.5 * Math.Cos((hour - peak) * Math.PI / 12), 1.5))];
    }
}
