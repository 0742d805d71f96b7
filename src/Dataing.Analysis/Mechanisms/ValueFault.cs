using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Wording;

namespace Dataing.Analysis.Mechanisms;

/// <summary>What the mechanisms that move a number have in common.</summary>
internal static class ValueFault
{
    /// <summary>Factors between units that people mix up.</summary>
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
        (7, "weeks and days"),
        (12, "months and years, or dozens"),
        (2.54, "inches and centimetres"),
        (25.4, "inches and millimetres"),
        (3.28084, "metres and feet"),
        (0.9144, "yards and metres"),
        (1.609344, "miles and kilometres"),
        (2.20462, "kilograms and pounds"),
        (28.3495, "ounces and grams"),
        (1024, "kibi and unit"),
        (1048576, "mebi and unit"),
        (3.78541, "gallons and litres"),
        (4.54609, "imperial gallons and litres"),
        (4.184, "calories and joules"),
        (3.6, "metres per second and kilometres per hour"),
        (57.29578, "radians and degrees"),
        (1.852, "knots and kilometres per hour"),
        (14.5038, "bars and psi"),
    ];

    public static (double Factor, string Name)? Unit(double factor)
    {
        foreach (var (unit, name) in Units)
        foreach (var candidate in new[] { unit, 1 / unit })
            if (Math.Abs(Math.Log(Math.Abs(factor) / candidate)) < 0.025)
                return (candidate, name);
        return null;
    }

    public static double Plausibility(Incident incident) =>
        incident.IsValue && incident.MeasuredColumn is { } c && ColumnTraits.IsNumber(c) ? 0.6 : 0;

    /// <summary>A value that a good part of the accused rows has now and hardly any had before; null when there is none.</summary>
    public static ValueCount? Spike(ValueAnatomy values) =>
        values.Risen.FirstOrDefault(v => values.ShareAfter(v) > 0.12 && values.ShareAfter(v) > 4 * values.ShareBefore(v) + 0.05);

    public static string Shown(Incident incident, NumberAnatomy numbers) =>
        $"the median of {numbers.Column}{incident.Where()} went from {Figures.Number(numbers.Before[20])} to {Figures.Number(numbers.After[20])}";
}
