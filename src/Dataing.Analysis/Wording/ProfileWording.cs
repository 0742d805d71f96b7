using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Core.Analysts;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Wording;

/// <summary>The facts of the profile in sentences.</summary>
internal static class ProfileWording
{
    private const double LeastBesides = 0.1;
    private const double StrongBesides = 15;

    public static IncidentProfile Of(Incident incident) =>
        new()
        {
            Scope = ScopeOf(incident),
            Contributions = Contributions(incident),
            ChangedColumns =
            [
                .. incident
                    .Profile.Columns.Select(Changed)
                    .OfType<(double Weight, string Text)>()
                    .OrderByDescending(c => c.Weight)
                    .Take(8)
                    .Select(c => c.Text),
            ],
            Upstream =
            [
                .. incident.Upstream.Parents.Select(p =>
                    $"{p.Table.Name} has {Figures.Number(p.Observed)} rows a day in the incident window, {Figures.Number(p.Expected)} before{(p.Stopped ? "; it stopped" : "")}."
                ),
            ],
            ChangesNearOnset =
            [
                .. incident
                    .Changes.Where(c => c.Weight > 0.05)
                    .Take(5)
                    .Select(c =>
                        $"{c.Event.Name} ({c.Event.Kind}) at {Figures.Moment(c.Event.At.UtcDateTime)}, {Math.Abs(c.Lead.TotalHours):0.#} h {(c.Lead >= TimeSpan.Zero ? "before" : "after")} the onset."
                    ),
            ],
        };

    public static Scope ScopeOf(Incident incident) =>
        incident.Segment is { } s
            ? new Scope
            {
                Table = incident.Table.Name.ToString(),
                Predicate = [.. WatchedRows.Of(incident.Metric.Filter), .. s.Described],
                Aliases = Aliases(incident, s),
            }
            : Watched(incident);

    /// <summary>All rows that the monitor looks at.</summary>
    public static Scope Watched(Incident incident) =>
        WatchedRows.Of(incident.Metric.Filter) is { Count: > 0 } watched
            ? new Scope { Table = incident.Table.Name.ToString(), Predicate = watched }
            : new Scope { Table = incident.Table.Name.ToString(), WholeTable = true };

    /// <summary>Other conditions that name (nearly) the same rows.</summary>
    public static IReadOnlyList<string> Aliases(Incident incident, Segment segment) =>
        [
            .. segment
                .Cause.Aliases.Take(4)
                .Select(alias => Figures.Conditions([.. alias.Select(c => incident.Where.Dimensions[c.Dimension].Described(c.Values))])),
        ];

    /// <summary>The change with its parts, and what those are measured by where it is not the metric.</summary>
    public static MetricChange WithContributions(MetricChange change, Incident incident) =>
        change with
        {
            Contributions = Contributions(incident),
            ContributionsName = incident.Where.Measure is { } by && NameOf(by) is var name && name != change.Name ? name : null,
            ContributionsUnit = incident.Where.Measure is { WatchedUnit: var unit } && unit != change.Unit ? unit : null,
        };

    public static IReadOnlyList<SegmentContribution> Contributions(Incident incident) =>
        incident.Where.Segments.Count > 0
            ?
            [
                .. incident
                    // In rows that never had it, nothing changed: they only show where it is not.
                    .Where.Segments.Where(s => s.Cause.Before != s.Cause.After)
                    .Take(8)
                    .Select(s => new SegmentContribution(
                        Figures.Conditions(s.Described),
                        Told(incident, s.Cause.Before),
                        Told(incident, s.Cause.After),
                        Math.Round(s.Cause.ShareOfChange, 4)
                    )),
            ]
            : [];

    /// <summary>What became of a value with the onset: only what nobody saw before appears.</summary>
    public static string Became(Incident incident, string? column, string value)
    {
        if (
            incident.Where.Marginals.FirstOrDefault(m =>
                m.Dimension is { Facet: null, IsRange: false } && m.Dimension.Column.Name == column
            )
                is not { } marginal
            || marginal.Values.FirstOrDefault(v => v.Value == value) is not { } found
        )
            return "marks the rows hit from the onset on";
        if (found.Past.Rows <= 0)
            return "appears with the onset";
        var (now, past) = (marginal.Values.Sum(v => v.Incident.Rows), marginal.Values.Sum(v => v.Past.Rows));
        var grown = found.Incident.Rows / Math.Max(1, now) / (found.Past.Rows / Math.Max(1, past));
        return grown switch
        {
            > 1.5 => "rises with the onset",
            < 0.67 => "falls with the onset",
            _ => "marks the rows hit from the onset on",
        };
    }

    /// <summary>Other rows that moved at the same time, enough to be a cause of their own.</summary>
    public static IEnumerable<string> Besides(Incident incident) =>
        incident
            .Where.Segments.Skip(1)
            .Where(s =>
                s.Cause.ShareOfChange >= LeastBesides && s.Cause.Evidence >= StrongBesides && IsApart(s, incident.Where.Segments[0])
            )
            .Take(1)
            .Select(s =>
                $"A second change at the same time, not part of this cause: {Figures.Conditions(s.Described)} went from {Figures.Number(s.Cause.Before)} to {Figures.Number(s.Cause.After)} and makes {Figures.Percent(s.Cause.ShareOfChange)} of the whole change."
            );

    /// <summary>They hold other values of one column, or are named by other columns altogether; what shares a condition may be a part.</summary>
    private static bool IsApart(Segment other, Segment main) =>
        Math.Sign(other.Cause.Excess) == Math.Sign(main.Cause.Excess)
        && !other.Parts.Any(p => main.Parts.Any(m => m.Dimension.Name == p.Dimension.Name && m.Values.Intersect(p.Values).Any()));

    private static (double Weight, string Text)? Changed(ColumnShift c)
    {
        var nulls = c.InsideAfter.NullShare - c.InsideBefore.NullShare;
        if (Math.Abs(nulls) > 0.03)
            return (
                Math.Abs(nulls) * 2,
                $"{c.Name}: NULL in {Figures.Percent(c.InsideAfter.NullShare)} of the accused rows, {Figures.Percent(c.InsideBefore.NullShare)} before."
            );
        if (
            c.InsideBefore.Mean is { } before
            && c.InsideAfter.Mean is { } after
            && Math.Abs(before) > 1e-12
            && Math.Abs(after / before - 1) > 0.15
            && c.InsideBefore.RepeatedShare > 0.05
        )
            return (
                Math.Min(2, Math.Abs(after / before - 1)),
                $"{c.Name}: mean {Figures.Number(after)} in the accused rows, {Figures.Number(before)} before."
            );
        if (c.InsideBefore.MeanLength > 0 && Math.Abs(c.InsideAfter.MeanLength / c.InsideBefore.MeanLength - 1) > 0.1)
            return (
                0.5,
                $"{c.Name}: {Figures.Number(c.InsideAfter.MeanLength)} characters on average in the accused rows, {Figures.Number(c.InsideBefore.MeanLength)} before."
            );
        var repeats = c.InsideAfter.RepeatedShare - c.InsideBefore.RepeatedShare;
        return c.InsideBefore.RepeatedShare < 0.05 && repeats > 0.01 + 2 * c.InsideBefore.RepeatedShare
            ? (
                repeats,
                $"{c.Name}: {Figures.Percent(c.InsideAfter.RepeatedShare)} of the values repeat, {Figures.Percent(c.InsideBefore.RepeatedShare)} before."
            )
            : null;
    }

    private static string NameOf(Metric by) =>
        by.Watched ?? (by.IsLogarithm ? $"geometric mean of {by.Table.Name.Name}.{by.Column}" : by.Name);

    /// <summary>A segment without rows has no value of the metric.</summary>
    private static double? Told(Incident incident, double value) =>
        double.IsFinite(value) ? incident.Where.Measure?.Told(value) ?? value : null;
}
