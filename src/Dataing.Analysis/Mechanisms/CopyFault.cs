using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Mechanisms;

/// <summary>What the mechanisms that multiply rows have in common.</summary>
internal static class CopyFault
{
    /// <summary>What a key may repeat in ordinary times: a little dirt.</summary>
    public const double AlmostUnique = 0.004;

    /// <summary>Repeated keys among rows that are not accused that no dirt explains.</summary>
    private const double Everywhere = 0.1;

    /// <summary>Rows beyond what was expected, or copies of keys, are the question.</summary>
    public static double Plausibility(Incident incident)
    {
        if (incident.Direction <= 0)
            return 0;
        if (incident.Metric.Subject == Subject.Duplicates)
            return 0.8;
        return incident.IsVolume && RepeatedNow(incident) ? 0.7 : 0;
    }

    /// <summary>The measured key, else the column that was most nearly one before.</summary>
    public static string? Key(Incident incident) =>
        incident.Metric.Subject == Subject.Duplicates
            ? incident.Metric.Columns[0]
            : incident
                .Profile.Columns.Where(c => ColumnTraits.IsText(c.Column) || c.Column.Type == LogicalType.Integer)
                .Select(c => (c.Name, Before: c.InsideBefore.Filled > 50 ? c.InsideBefore : c.OutsideBefore ?? c.InsideBefore))
                .Where(c => c.Before.Filled > 50 && c.Before.RepeatedShare < AlmostUnique)
                .OrderBy(c => c.Before.RepeatedShare)
                .ThenByDescending(c => ColumnTraits.SoundsLikeKey(c.Name))
                .Select(c => c.Name)
                .FirstOrDefault();

    /// <summary>A column that was a key before has repeated values in the incident window.</summary>
    public static bool RepeatedNow(Incident incident) =>
        incident.Profile.Columns.Any(c =>
            c.InsideBefore.Filled > 50
            && c.InsideBefore.RepeatedShare < AlmostUnique
            && c.InsideAfter.RepeatedShare > c.InsideBefore.RepeatedShare + 0.02
        ) || CopyAnatomy.KeyOfMoment(incident) is not null;

    /// <summary>
    /// A key repeats beside the accused rows as well, about as often: what was copied is all rows, and the accused ones stand out for something
    /// else that changed at the same time.
    /// </summary>
    public static bool RepeatedBeside(ColumnProfile profile) =>
        profile.Columns.Any(c =>
            c is { OutsideBefore: { Filled: > 50 } before, OutsideAfter: { Filled: > 50 } after }
            && before.RepeatedShare < AlmostUnique
            && after.RepeatedShare > Everywhere
            && after.RepeatedShare > 0.5 * c.InsideAfter.RepeatedShare
        );

    /// <summary>Columns that say what a row is about: no key, no time, no load unit.</summary>
    public static IReadOnlyList<string> Payload(Incident incident, IReadOnlyList<string> keys) =>
        [
            .. incident
                .Table.Columns.Where(c => !keys.Contains(c.Name) && !IsTechnical(incident, c) && !IsUnique(incident, c.Name))
                .Select(c => c.Name),
        ];

    /// <summary>Columns of the payload in which most copies differ.</summary>
    public static IReadOnlyList<string> Differing(Incident incident, CopyAnatomy copies, double share = 0.5) =>
        [.. Payload(incident, copies.Keys).Where(c => copies.DiffersIn(c) >= share)];

    /// <summary>A surrogate key: unique before and unique now, though rows were copied.</summary>
    public static string? Surrogate(Incident incident, CopyAnatomy copies) =>
        incident
            .Profile.Columns.FirstOrDefault(c =>
                !copies.Keys.Contains(c.Name)
                && c.InsideAfter.Filled > 0.9 * c.InsideAfter.Rows
                && c.InsideAfter.RepeatedShare < 0.02
                && copies.DiffersIn(c.Name) > 0.9
                && (ColumnTraits.IsText(c.Column) || c.Column.Type == LogicalType.Integer)
            )
            ?.Name;

    private static bool IsTechnical(Incident incident, ColumnSchema c) =>
        incident.File.Times.All.Any(t => t.Column == c.Name) || ColumnTraits.SoundsLikeLoad(c.Name) || IsBatch(incident, c.Name);

    /// <summary>A column that names the load a row came with, by its name or by values that come and go.</summary>
    public static bool IsBatch(Incident incident, string column) =>
        ColumnTraits.SoundsLikeBatch(column)
        || incident.Where.Marginals.Any(m => m.Dimension is { IsBatch: true, Parent: null } && m.Dimension.Column.Name == column);

    private static bool IsUnique(Incident incident, string column) =>
        incident.Profile.Of(column) is { } shift && shift.InsideBefore.Filled > 20 && shift.InsideBefore.RepeatedShare < 0.02;
}
