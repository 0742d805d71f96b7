using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Makes the metrics of when rows happened and when they were loaded.</summary>
internal sealed class TimeMetrics(TableSchema table)
{
    /// <summary>The mean seconds from event to load.</summary>
    public Metric Lag(TimeAxis happened, TimeAxis loaded) =>
        AdditiveForms.Averaged(
            table,
            Subject.Mean,
            $"mean lag from {happened.Column} to {loaded.Column}",
            "seconds",
            loaded.Column,
            loaded.Seconds().Minus(happened.Seconds())
        ) with
        {
            // Made of both: rows cut by the hours of either would be cut by the lag itself.
            Columns = [loaded.Column, happened.Column],
        };

    /// <summary>The share of dates that lie before the first, or after the last, that there was.</summary>
    public Metric DatesBeyond(TimeAxis dated, Expression beyond, string name, Expression native) =>
        AdditiveForms.Rate(table, Subject.Invalid, name, [dated.Column], Term.All(dated.Value.IsNotNull(), beyond)) with
        {
            Native = native,
        };

    /// <summary>The share of rows loaded later than a bound after their event.</summary>
    public Metric Lateness(TimeAxis happened, TimeAxis loaded, double bound) =>
        AdditiveForms.Rate(
            table,
            Subject.Lateness,
            $"share of rows of {table.Name.Name} loaded ({loaded.Column}) more than {Spans.Words(bound)} after {happened.Column}",
            [loaded.Column],
            loaded.Seconds().Minus(happened.Seconds()).MoreThan(Term.Number(bound))
        ) with
        {
            Bound = bound,
        };

    /// <summary>The share of rows in a part of the day: where times move by hours, it moves.</summary>
    /// <param name="hour">The hour of the day, 0 to 23.</param>
    /// <param name="from">First hour of the part.</param>
    /// <param name="to">First hour after it; less than <paramref name="from"/> when the part goes over midnight.</param>
    public Metric PartOfDay(string column, Expression hour, int from, int to)
    {
        var (late, early) = (Ask.Real(hour).AtLeast(Term.Number(from)), Ask.Real(hour).LessThan(Term.Number(to)));
        return AdditiveForms.Rate(
            table,
            Subject.Custom,
            $"share of rows of {table.Name.Name} whose {column} is between {from:00}:00 and {to:00}:00",
            [column],
            from < to ? Term.All(late, early) : Term.Any(late, early)
        );
    }
}
