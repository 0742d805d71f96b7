using System.Globalization;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>A new version that part of a platform moves to at the onset.</summary>
internal sealed record Release(string Version, Segment Segment, ChangeEvent Trigger)
{
    public static Release? Roll(Stage stage)
    {
        var fact = stage.Fact;
        if (fact.Version is not { } column || fact.VersionScope is not { } scope)
            return null;
        var index = fact.Index(column);
        var rows = stage.Rows(Segment.Whole).Where(r => r[index] is string).ToList();
        if (rows.Count == 0)
            return null;
        var platform = rows[stage.Draw.Below(rows.Count)][fact.Index(scope)];
        var members = rows.Where(r => Equals(r[fact.Index(scope)], platform)).ToList();
        var current = members.GroupBy(r => r[index] as string ?? "").MaxBy(g => g.Count())?.Key ?? "1.0";
        var version = Next(current);
        var adoption = stage.Draw.Uniform(0.4, 0.95);
        foreach (var row in members.Where(_ => stage.Draw.Chance(adoption)))
            row[index] = version;
        var detail = $"{platform} {version} rolled out";
        var trigger = new ChangeEvent(
            stage.Window.Onset.AddMinutes(-stage.Draw.Between(1, 25)),
            "deploy",
            $"{column} {version}",
            detail,
            fact.Table.Name
        );
        return new Release(version, new Segment([new(column, "=", version)]), trigger);
    }

    /// <summary>The successor: the last but one number goes up, the last starts anew.</summary>
    private static string Next(string version)
    {
        var digits = version.Length;
        while (digits > 0 && char.IsAsciiDigit(version[digits - 1]))
            digits--;
        var last = int.Parse(version[digits..], CultureInfo.InvariantCulture);
        return $"{version[..digits]}{last + 2}";
    }
}
