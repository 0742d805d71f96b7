using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>
/// Segments of a kind that most stages do not draw: a number between two bounds or below one, and longer lists of values; alone or beside
/// one equality. Their randomness is their own, so that all other stages stay as they were.
/// </summary>
internal sealed class RareSegments(Stage stage)
{
    private enum Kind
    {
        Usual,
        Between,
        Below,
        Above,
        List,
    }

    private readonly Draw _draw = new((ulong)stage.Window.Onset.Ticks ^ (ulong)stage.Table.Rows.Count);
    private Kind? _kind;

    /// <summary>Null in stages that draw the usual kinds.</summary>
    public Segment? Candidate(List<Row> rows, List<string> columns, string?[] without)
    {
        List<string> measures = [.. stage.Fact.Measures.Where(m => !without.Contains(m))];
        _kind ??= measures.Count == 0 || !_draw.Chance(0.2) ? Kind.Usual : _draw.OneOf(Kind.Between, Kind.Below, Kind.Above, Kind.List);
        var conditions = _kind switch
        {
            Kind.Usual => [],
            Kind.List => List(rows, _draw.Pick(columns)),
            _ when measures.Count == 0 => [],
            _ => Range(rows, _draw.Pick(measures)),
        };
        if (conditions.Count == 0)
            return null;
        if (_draw.Chance(0.5) && columns.Where(c => conditions[0].Column != c).ToList() is { Count: > 0 } others)
        {
            var column = _draw.Pick(others);
            if (rows[_draw.Below(rows.Count)][stage.Table.IndexOf(column)] is { } value)
                conditions.Add(new(column, "=", value));
        }
        return new Segment(conditions);
    }

    private List<Condition> List(List<Row> rows, string column)
    {
        var index = stage.Table.IndexOf(column);
        string[] values = [.. rows.Select(r => r[index]).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        if (values.Length < 5)
            return [];
        return [new(column, "in", _draw.Shuffled(values).Take(_draw.Between(3, values.Length / 2 + 1)).ToArray())];
    }

    private List<Condition> Range(List<Row> rows, string measure)
    {
        var index = stage.Table.IndexOf(measure);
        var values = rows.Select(r => r[index]).OfType<double>().Order().ToList();
        if (values.Count < 20)
            return [];
        var width = _draw.Uniform(0.2, 0.5);
        var from = _kind switch
        {
            Kind.Below => 0,
            Kind.Above => 1 - width,
            _ => _draw.Uniform(0.1, 0.9 - width),
        };
        var low = new Condition(measure, ">=", Cut(values, from));
        var high = new Condition(measure, "<", Cut(values, from + width));
        return _kind switch
        {
            Kind.Below => [high],
            Kind.Above => [low],
            _ => [low, high],
        };
    }

    /// <summary>A quantile at two digits, as a person would write a bound.</summary>
    private static double Cut(List<double> sorted, double quantile)
    {
        var cut = sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * quantile))];
        var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(Math.Abs(cut), 1e-6))) - 1);
        return Math.Round(Math.Round(cut / step) * step, 6);
    }
}
