using Dataing.Analysis.Changes;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Upstream;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Cases;

/// <summary>A borne-out case with its profile: what every mechanism is judged by.</summary>
internal sealed record Incident
{
    public required CaseFile File { get; init; }
    public required Timeline Timeline { get; init; }
    public required TimeAxis Time { get; init; }
    public required Periods Periods { get; init; }
    public required Localised Where { get; init; }
    public required ColumnProfile Profile { get; init; }
    public required UpstreamReport Upstream { get; init; }
    public required IReadOnlyList<NearbyChange> Changes { get; init; }

    /// <summary>How a total splits into more rows and larger values; null where it does not.</summary>
    public TotalSplit? Split { get; init; }

    public Metric Metric => File.Metric;
    public TableSchema Table => File.Table;
    public Interview Interview => File.Interview;
    public Segment? Segment => Where.WholeTable ? null : Where.Main;

    /// <summary>1 when the metric rose, -1 when it fell.</summary>
    public int Direction => Timeline.Direction;

    /// <summary>True when the incident is one of how many rows there are, not of what they hold.</summary>
    public bool IsVolume => Metric.Subject is Subject.Rows || Split is { ByRows: true };

    /// <summary>True when no rows changed what they hold, but a segment that always differed has another share of them.</summary>
    public bool IsMix => Where.Findings is { Verdict: SegmentVerdict.MixShift };

    /// <summary>True when the incident is one of a number's values.</summary>
    public bool IsValue =>
        Metric.Subject is Subject.Mean or Subject.Tail
        || Metric.Subject is Subject.Total or Subject.Custom && Split is not { ByRows: true } && !Metric.CountsRows;

    /// <summary>The accused rows' condition, within those that the monitor looks at; null for the whole table.</summary>
    public Expression? Inside => Term.AllOf(Segment?.Condition, Metric.IsPlainTable ? Metric.Filter : null);

    /// <summary>The plain table, joined with the parents that the accused rows are named by.</summary>
    public TableSource Rows => Segment is { } s ? s.Rows(Ask.Table(Table.Name, Ask.Rows)) : Ask.Table(Table.Name, Ask.Rows);

    public Expression During => Periods.Incident(Time);

    public Expression Before => Periods.Before(Time);

    /// <summary>The column measured; of an expression over several, the one that changed most in the accused rows.</summary>
    public ColumnSchema? MeasuredColumn =>
        Metric.Subject == Subject.Custom && Metric.Columns.Count > 1
            ? Metric
                .Columns.Select(Table.FindColumn)
                .OfType<ColumnSchema>()
                .Where(c => c.Name != Time.Column)
                .MaxBy(c => Profile.Of(c.Name)?.Size ?? -1)
        : Metric.Column is { } only ? Table.FindColumn(only)
        : null;
}

/// <summary>A change of a total taken apart.</summary>
/// <param name="Rows">Factor by which the rows changed.</param>
/// <param name="Mean">Factor by which the mean changed.</param>
internal sealed record TotalSplit(double Rows, double Mean)
{
    /// <summary>A mean that turned its sign did not do so by how many rows there are.</summary>
    public bool ByRows => Mean > 0 && Math.Abs(Math.Log(Math.Max(Rows, 1e-6))) > Math.Abs(Math.Log(Math.Max(Math.Abs(Mean), 1e-6)));
}
