namespace Dataing.Analysis.Dimensions;

/// <summary>
/// Hours that hardly have rows go with others by chance: of the hours named those are dropped that stand by themselves and have few rows beside
/// the others, for the first of them would be taken for the beginning.
/// </summary>
internal static class LoneHours
{
    private const double Few = 0.2;

    public static IReadOnlyList<string?> Without(IReadOnlyList<string?> hours, IReadOnlyList<MarginalValue> rows)
    {
        var named = hours.Select(Hour).ToHashSet();
        var held = rows.GroupBy(r => Hour(r.Value)).ToDictionary(g => g.Key, g => g.Sum(r => r.Past.Rows + r.Incident.Rows));
        var most = named.Max(h => held.GetValueOrDefault(h));
        bool Stays(int hour) =>
            named.Contains((hour + 1) % 24) || named.Contains((hour + 23) % 24) || held.GetValueOrDefault(hour) >= Few * most;
        return hours.Any(h => Stays(Hour(h))) ? [.. hours.Where(h => Stays(Hour(h)))] : hours;
    }

    private static int Hour(string? value) =>
        double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var hour)
            ? (int)hour
            : -9;
}
