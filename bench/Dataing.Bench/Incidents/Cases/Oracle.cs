using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>Measures an injection knowing the predicate: did the metric move, by how much, and from when can it be seen.</summary>
internal sealed class Oracle(Fact fact, IReadOnlyList<Row> untouched, Injection injection)
{
    private readonly IncidentWindow _window = injection.Window;
    private readonly Func<Row, bool> _inSegment = injection.Segment.On(fact.Table);

    /// <summary>What a monitor sees: in the whole window, and on the day it looked at.</summary>
    public double TableShift() => Math.Min(Shift(_ => true, _window), Shift(_ => true, ObservedDay()));

    public double SegmentShift()
    {
        var members = untouched.Where(r => fact.TimeOf(r) < _window.Onset).Count(_inSegment);
        return members == 0 ? TableShift() : Shift(_inSegment, _window);
    }

    public IReadOnlyList<MetricReading> Readings()
    {
        var days = FullDays();
        var observed = ObservedDay();
        var after = fact.Table.Rows.Where(r => _window.Holds(fact.TimeOf(r))).ToList();
        var afterDay = fact.Table.Rows.Where(r => observed.Holds(fact.TimeOf(r))).ToList();
        var without = untouched.Where(r => _window.Holds(fact.TimeOf(r))).ToList();
        var withoutDay = untouched.Where(r => observed.Holds(fact.TimeOf(r))).ToList();
        var history = untouched.Where(r => fact.TimeOf(r) < _window.Onset && fact.TimeOf(r) >= _window.Onset.AddDays(-28)).ToList();
        var sameWeekday = history.Where(r => fact.TimeOf(r).DayOfWeek == _window.Observed.DayOfWeek).ToList();
        return
        [
            .. injection.Metric.Readings.Select(reading =>
            {
                // A total is compared per day, so that the length of the window does not matter.
                var additive = injection.Metric.Additive || IsCount(reading, after);
                double Per(IReadOnlyCollection<Row> rows, double length) =>
                    additive ? reading(rows) / Math.Max(length, 1 / 24.0) : reading(rows);
                var weekdays = sameWeekday.Select(r => fact.TimeOf(r).Date).Distinct().Count();
                return new MetricReading(
                    [Per(without, days), Per(withoutDay, 1), Per(history, 28), Per(sameWeekday, weekdays)],
                    [Per(after, days), Per(afterDay, 1)],
                    additive
                );
            }),
        ];
    }

    /// <summary>The bounds between which the onset lies as far as rows can show it.</summary>
    public (DateTime From, DateTime To) Onset()
    {
        var times = injection.Changed.Concat(injection.Missing).Select(fact.TimeOf).Where(t => t >= _window.Onset).ToList();
        var first = times.Count == 0 ? _window.Onset : times.Min();
        var clean = untouched
            .Where(r => fact.TimeOf(r) < _window.Onset && _inSegment(r))
            .Select(fact.TimeOf)
            .DefaultIfEmpty(_window.Onset)
            .Max();
        return (clean < first ? clean : _window.Onset, first);
    }

    /// <summary>An hour where enough rows an hour are hit for the hour to be seen, else a day.</summary>
    public TimeSpan Grain()
    {
        if (injection.Grain is { } known)
            return known;
        if (fact.IsDateOnly)
            return TimeSpan.FromDays(1);
        var hit = injection.Changed.Count + injection.Missing.Count;
        var exposed = untouched.Count(r => _window.Holds(fact.TimeOf(r)) && _inSegment(r));
        // Where only part of the rows is hit, or values merely move, an hour needs more rows to stand out from the one before.
        var clear = hit >= 0.8 * exposed && injection.Metric.Kind is not ("mean" or "sum" or "median" or "quantile");
        return hit / (FullDays() * 24) >= (clear ? 12 : 40) ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
    }

    private double FullDays() => Math.Max((_window.End - _window.Onset).TotalDays, 1 / 24.0);

    private IncidentWindow ObservedDay() => new(_window.Observed, _window.Observed.AddDays(1), _window.Observed);

    private double Shift(Func<Row, bool> part, IncidentWindow span)
    {
        var metric = injection.Metric;
        var length = span.End - span.Onset;
        var after = metric.Of([.. fact.Table.Rows.Where(r => span.Holds(fact.TimeOf(r)) && part(r))]);
        var without = metric.Of([.. untouched.Where(r => span.Holds(fact.TimeOf(r)) && part(r))]);
        // The same stretch of time one, two … weeks before tells how much the metric wanders by itself.
        var past = new List<double>();
        for (var back = 1; back <= 8; back++)
        {
            var rows = untouched
                .Where(r =>
                    part(r) && fact.TimeOf(r) >= span.Onset.AddDays(-7 * back) && fact.TimeOf(r) < span.Onset.AddDays(-7 * back) + length
                )
                .ToList();
            if (rows.Count > 0)
                past.Add(metric.Of(rows));
        }
        if (past.Count < 3)
            return 0;
        var mean = past.Average();
        var spread = Math.Sqrt(past.Average(v => (v - mean) * (v - mean)));
        var floor = Math.Max(Math.Abs(mean) * 0.005, 1e-4 * Math.Abs(after));
        return Math.Abs(after - without) / Math.Max(spread, Math.Max(floor, 1e-9));
    }

    /// <summary>A reading that doubles when every row is there twice is a count.</summary>
    private static bool IsCount(Func<IReadOnlyCollection<Row>, double> reading, List<Row> rows)
    {
        var half = rows.Where((_, i) => i % 2 == 0).ToList();
        var (all, some) = (reading(rows), reading(half));
        return all > 20 && some < 0.6 * all && some > 0.4 * all;
    }
}
