using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;

namespace Dataing.Analysis.Mechanisms;

/// <summary>What the mechanisms that move a number have in common.</summary>
internal static class ValueFault
{
    /// <summary>Factors between units that people mix up, large enough that nothing else looks like them, and a few that are not.</summary>
    private static readonly (double Factor, string Name)[] Units =
    [
        (10, "a power of ten"),
        (100, "a power of ten (cents and units, percent and fraction)"),
        (1000, "a power of ten (milli, kilo)"),
        (1e4, "a power of ten"),
        (1e5, "a power of ten"),
        (1e6, "a power of ten (micro, mega)"),
        (1e9, "a power of ten (nano, giga)"),
        (60, "minutes and seconds, or hours and minutes"),
        (3600, "hours and seconds"),
        (24, "days and hours"),
        (86400, "days and seconds"),
        (1440, "days and minutes"),
        (7, "weeks and days"),
        (12, "months and years, or dozens"),
        (2.54, "inches and centimetres"),
        (25.4, "inches and millimetres"),
        (28.3495, "ounces and grams"),
        (1024, "kibi and unit"),
        (1048576, "mebi and unit"),
        (57.29578, "radians and degrees"),
        (14.5038, "bars and psi"),
    ];

    /// <summary>Small factors, believed only of a column whose name speaks of the thing.</summary>
    private static readonly (double Factor, string Name, string[] Words)[] Small =
    [
        (
            3.28084,
            "metres and feet",
            ["length", "height", "width", "depth", "altitude", "elevation", "dist", "distance", "feet", "ft", "m", "metres", "meters"]
        ),
        (0.9144, "yards and metres", ["yard", "yards", "yd"]),
        (1.609344, "miles and kilometres", ["dist", "distance", "km", "mile", "miles", "mi", "kmh", "mph", "speed", "range", "odometer"]),
        (2.20462, "kilograms and pounds", ["kg", "lb", "lbs", "weight", "mass", "pounds", "payload"]),
        (3.78541, "gallons and litres", ["gallon", "gallons", "litre", "liter", "litres", "liters", "l", "volume", "fuel"]),
        (4.54609, "imperial gallons and litres", ["gallon", "gallons", "litre", "liter", "litres", "liters", "volume", "fuel"]),
        (4.184, "calories and joules", ["cal", "kcal", "calories", "joule", "kj", "energy"]),
        (3.6, "metres per second and kilometres per hour", ["speed", "velocity", "kmh", "mps", "wind"]),
        (1.852, "knots and kilometres per hour", ["speed", "knots", "kn", "wind"]),
    ];

    /// <summary>A factor that values may well move by of themselves must be met as closely as the fit goes.</summary>
    private const double Closely = 0.01;

    private const double Huge = 50;
    private const double Roughly = 0.1;

    /// <summary>The least growth that may be one by ten.</summary>
    private const double Grown = 5;

    /// <summary>How roughly a unit may be met where the values lost the decimals that it takes.</summary>
    private const double ByDecimals = 0.35;

    private const double FewestAlike = 5;

    /// <summary>The units that a factor lies between, allowing for how well so many rows can tell it.</summary>
    /// <param name="factor">After over before.</param>
    /// <param name="numbers">The distributions that it was read from.</param>
    /// <param name="decimals">How many decimals the values have, which tell factors that end in zeros; null where that is not known.</param>
    public static (double Factor, string Name)? Unit(double factor, NumberAnatomy numbers, DecimalAnatomy? decimals)
    {
        var tolerance = Tolerance(numbers);
        var words = ColumnTraits.Words(numbers.Column).Split(' ');
        var (nearest, least) = (((double, string)?)null, double.MaxValue);
        foreach (var (unit, name) in Units.Concat(Small.Where(s => s.Words.Intersect(words).Any()).Select(s => (s.Factor, s.Name))))
        foreach (var candidate in new[] { unit, 1 / unit })
        {
            var fits = candidate > 1 ? DecimalGrid.Fits(decimals, candidate) : null;
            if (fits == false)
                continue;
            var off = Math.Abs(Math.Log(Math.Abs(factor) / candidate));
            // Nothing but a unit takes values so far away, and units of that size lie far apart.
            var allowed =
                unit < 4 ? Math.Min(tolerance, Closely)
                : unit >= Huge ? Math.Max(tolerance, Roughly)
                : tolerance;
            allowed = fits == true ? Math.Max(allowed, Tolerance(numbers, most: ByDecimals)) : allowed;
            if (off < allowed && off < least)
                (nearest, least) = ((candidate, name), off);
        }
        return nearest;
    }

    /// <summary>The power of ten that a factor is, as closely as its rows can tell; null where it is none.</summary>
    public static double? PowerOfTen(double factor, NumberAnatomy numbers, DecimalAnatomy? decimals)
    {
        var power = Math.Pow(10, Math.Round(Math.Log10(Math.Abs(factor))));
        if (DecimalGrid.Fits(decimals, power) == false)
            return null;
        var tolerance = power is >= Huge or <= 1 / Huge ? Math.Max(Tolerance(numbers), Roughly) : Tolerance(numbers);
        return power != 1 && Math.Abs(Math.Log(Math.Abs(factor) / power)) < tolerance ? power : null;
    }

    /// <summary>The decimals of the measured number, where it grew so much that they tell by what.</summary>
    public static async Task<DecimalAnatomy?> DecimalsAsync(
        Incident incident,
        Anatomies closer,
        double factor,
        string asker,
        CancellationToken cancellationToken
    ) => factor >= Grown && incident.MeasuredColumn is { } column ? await closer.DecimalsAsync(column, asker, cancellationToken) : null;

    /// <summary>Few rows of wide spread know their factor to a few per cent only.</summary>
    public static double Tolerance(NumberAnatomy numbers, double least = 0.02, double most = 0.12)
    {
        var (low, high) = (Math.Abs(numbers.Before[8]), Math.Abs(numbers.Before[32]));
        var spread = low > 0 && high > 0 ? Math.Abs(Math.Log(high / low)) / 1.68 : 1;
        return Math.Clamp(2.5 * spread / Math.Sqrt(Math.Max(20, numbers.CountAfter)), least, most);
    }

    public static double Plausibility(Incident incident) =>
        incident.IsValue && incident.MeasuredColumn is { } c && ColumnTraits.IsNumber(c) ? 0.6 : 0;

    /// <summary>A value that a good part of the accused rows has now and hardly any had before; null when there is none.</summary>
    public static ValueCount? Spike(ValueAnatomy values) =>
        values.Risen.FirstOrDefault(v =>
            v.After >= FewestAlike && values.ShareAfter(v) > 0.12 && values.ShareAfter(v) > 4 * values.ShareBefore(v) + 0.05
        );

    /// <summary>True when the values lost their spread: what became one value kept no shape that a factor could have moved.</summary>
    public static bool Collapsed(NumberAnatomy numbers)
    {
        double Spread(double[] ranks) => Math.Abs(ranks[32] - ranks[8]) / Math.Max(Math.Abs(ranks[20]), 1e-9);
        return Spread(numbers.Before) is > 0.02 and var before && Spread(numbers.After) < 0.1 * before;
    }

    /// <summary>After over before of a mean or total; null where the metric is of another kind, or the accused rows are only a part.</summary>
    public static double? Change(Incident incident) =>
        incident
            is {
                Segment: null,
                Metric: { Subject: Subject.Mean, Filter: null },
                Timeline.Episode: { Expected: > 0, Observed: > 0 } episode
            }
            ? episode.Observed / episode.Expected
            : null;

    public static string Shown(Incident incident, NumberAnatomy numbers) =>
        $"median of {numbers.Column}{incident.Where()} went from {Figures.Number(numbers.Before[20])} to {Figures.Number(numbers.After[20])}";
}
