using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;

namespace Dataing.Analysis.Mechanisms;

/// <summary>What the mechanisms that change texts and categories have in common.</summary>
internal static class TextFault
{
    public static double Plausibility(Incident incident) =>
        incident.Metric.Subject
            is Subject.Share
                or Subject.Invalid
                or Subject.Malformed
                or Subject.Length
                or Subject.Distinct
                or Subject.Tail
                or Subject.Custom
        && incident.MeasuredColumn is { } c
        && (ColumnTraits.IsText(c) || IsOfForm(incident))
            ? 0.5
            : 0;

    /// <summary>Whose length or form is watched is written text, though the source keeps it as a number: a postal code.</summary>
    public static bool IsOfForm(Incident incident) => incident.Metric.Subject is Subject.Length or Subject.Malformed;

    /// <summary>Pairs of a new value and an old one that it may stand for, by a relation between their texts; new values without a partner are left out.</summary>
    public static IReadOnlyList<(ValueCount New, string Old)> Pairs(ValueAnatomy values, Func<string, string, bool> relates)
    {
        var old = values
            .Values.Where(v => v.Value is not null && v.Before > 0)
            .OrderByDescending(v => v.Before)
            .Select(v => v.Value ?? "")
            .Take(300)
            .ToList();
        var pairs = new List<(ValueCount New, string Old)>();
        foreach (var value in values.New.Take(200))
            if (old.FirstOrDefault(o => o != value.Value && relates(o, value.Value ?? "")) is { } partner)
                pairs.Add((value, partner));
        return pairs;
    }

    /// <summary>Share of the new values' rows that have a partner.</summary>
    public static double Covered(ValueAnatomy values, IReadOnlyList<(ValueCount New, string Old)> pairs)
    {
        var all = values.New.Sum(v => v.After);
        return all > 0 ? pairs.Sum(p => p.New.After) / all : 0;
    }
}
