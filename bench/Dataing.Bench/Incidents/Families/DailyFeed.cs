using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>A table of one value per day and key (rates, tariffs, calibrations) that a pipeline looks up.</summary>
internal sealed class DailyFeed
{
    private readonly Dictionary<(DateTime Day, string Key), double> _values = [];

    public DailyFeed(
        Draw draw,
        string table,
        string time,
        string key,
        string value,
        Traffic traffic,
        IReadOnlyDictionary<string, double> levels,
        int scale
    )
    {
        Table = new Table(
            table,
            new Column(time, CellKind.Date),
            new Column(key, CellKind.Text),
            new Column(value, CellKind.Number, scale)
        );
        var current = levels.ToDictionary(l => l.Key, l => l.Value);
        for (var day = traffic.Start.AddDays(-10); day < traffic.End; day = day.AddDays(1))
        {
            foreach (var name in levels.Keys)
            {
                current[name] *= 1 + 0.004 * draw.Normal();
                var rounded = Math.Round(current[name], scale);
                _values[(day, name)] = rounded;
                Table.Add(day, name, rounded);
            }
        }
    }

    public Table Table { get; }

    public double? At(DateTime moment, string key) => _values.TryGetValue((moment.Date, key), out var value) ? value : null;
}
