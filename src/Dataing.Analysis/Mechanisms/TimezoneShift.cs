using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Statistics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Times moved by whole hours: another zone was written or read.</summary>
internal sealed class TimezoneShift : IMechanism
{
    /// <summary>By how much the rows of the window may differ from those of its past while only their times moved.</summary>
    public const double MostGrowth = 0.2;

    public string Id => "timezone_shift";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident)
    {
        if (incident.Time.DateOnly)
            return 0;
        return incident.Metric.Subject switch
        {
            Subject.Lateness => 0.7,
            Subject.Custom when incident.Metric.Columns.Contains(incident.Time.Column) => 0.95,
            Subject.Rows when HourAnatomy.IsByHours(incident) => 0.7,
            Subject.Rows when incident.Timeline.WindowTo - incident.Timeline.WindowFrom <= TimeSpan.FromHours(30) => 0.45,
            Subject.Rows when incident.Segment is null => 0.2,
            _ => 0,
        };
    }

    public Suspicion Describe(Incident incident) =>
        new(
            $"{incident.Time.Column} moved by whole hours{incident.Where()}",
            "The hours of the day of the accused rows changed.",
            "If true, the profile by hour of day is the old one turned by k hours, or the lag to the load time moved by k hours for every row alike; if false, the profile keeps its place."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.LagsAsync(asker, cancellationToken) is { } lags && WholeHours(lags) is { } hours)
            return await ByLagAsync(incident, lags, hours, asker, cancellationToken);
        if (await closer.HoursAsync(asker, cancellationToken) is not { } profile)
            return Judgement.Unclear("The hours of the day could not be read.");
        var (turned, gain) = profile.Turn();
        if (incident.IsVolume && Math.Abs(profile.Growth - 1) > MostGrowth)
            return Judgement.No($"There are {Figures.Percent(profile.Growth)} of the usual rows: times that moved lose none.");
        if (gain > 0.55 && turned != 0 && incident.Metric.Subject != Subject.Lateness)
            return Confirmed(
                incident,
                turned,
                Math.Min(0.92, 0.6 + 0.4 * gain),
                $"the profile by hour of day is the old one turned by {turned} hours (explains {Figures.Percent(gain)} of the difference)",
                profile.EvidenceId
            ) with
            {
                WholeTable = incident.IsVolume,
            };
        return Judgement.No(
            $"The profile by hour of day kept its place (best turn {turned} hours explains {Figures.Percent(Math.Max(0, gain))})."
        );
    }

    /// <summary>Each row says by its lag whether its own time moved: so it is known which did, and how many.</summary>
    private static async Task<Judgement> ByLagAsync(
        Incident incident,
        LagAnatomy lags,
        double hours,
        string asker,
        CancellationToken cancellationToken
    )
    {
        var shown = $"the lag to {incident.File.Times.Written?.Column} moved by {hours:0.#} hours at every rank";
        var told = Confirmed(incident, -hours, 0.95, shown, lags.EvidenceId) with
        {
            // The hours of the times that moved say where those were moved from and to, not which rows.
            WholeTable =
                incident.IsVolume
                && incident.Segment is { } hour
                && hour.Parts.All(p => p.Dimension.Facet is Facet.Hour && p.Dimension.Column.Name == incident.Time.Column),
        };
        return await MovedTimes.ReadAsync(incident, lags, hours, asker, cancellationToken) is { } moved
            ? told with
            {
                WholeTable = told.WholeTable || incident.Segment is not null && moved.Everywhere,
                Affected = moved.Rows,
                CountedAll = true,
            }
            : told;
    }

    /// <summary>The hours by which every rank of the lag moved alike; null when they did not.</summary>
    public static double? WholeHours(LagAnatomy lags)
    {
        var moves = lags.Moves.Select(m => m / 3600).ToArray();
        var middle = Robust.Median(moves);
        var rounded = Math.Round(middle * 2) / 2;
        var tolerance = Math.Max(0.12, 0.05 * Math.Abs(lags.Before[17] - lags.Before[3]) / 3600);
        return Math.Abs(rounded) >= 0.5 && moves.Count(m => Math.Abs(m - rounded) <= tolerance) >= 0.75 * moves.Length ? rounded : null;
    }

    private static Judgement Confirmed(Incident incident, double hours, double strength, string shown, string evidence) =>
        Judgement.Yes(strength, $"Indeed {shown}.") with
        {
            Statement =
                $"{incident.Table.Name.Name}.{incident.Time.Column}{incident.Where()} moved by {hours:+0.#;-0.#} hours, as another time zone does",
            Culprit = new Culprit("column", incident.Table.Name.Name, incident.Time.Column, null),
            EvidenceId = evidence,
            HarmsAll = true,
        };
}
