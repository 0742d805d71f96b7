using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Families;

/// <summary>When rows happen: span, volume, week, day and trend.</summary>
internal sealed record Traffic(DateTime Start, int Days, double RowsPerDay, double Growth, double[] Weekly, double[] Hourly, DateTime End);

/// <summary>The row being made: its moment, its number and the cells already filled.</summary>
internal sealed class Draft(Draw draw, Dictionary<string, int> positions, int width)
{
    public Draw Draw { get; } = draw;

    public DateTime At { get; set; }

    public DateTime LoadedAt { get; set; }

    public long Serial { get; set; }

    public object?[] Cells { get; set; } = new object?[width];

    public string Text(string column) => Cells[positions[column]] as string ?? "";

    public double Number(string column) => Cells[positions[column]] is double number ? number : 0;
}

/// <summary>Makes the rows of a watched table: volume by trend, weekday and hour, cells by one function per column.</summary>
internal sealed class FactBuilder(string name, Draw draw, Traffic traffic)
{
    private readonly List<(Column Column, Func<Draft, object?> Cell)> _columns = [];

    /// <summary>How long after its event a row is loaded; the default is a stream with minutes of lag.</summary>
    public Func<Draw, DateTime, DateTime> Load { get; init; } = (d, at) => at.AddSeconds(Math.Round(d.LogNormal(120, 0.9)));

    public FactBuilder Add(string column, CellKind kind, Func<Draft, object?> cell, int scale = 2)
    {
        _columns.Add((new Column(column, kind, scale), cell));
        return this;
    }

    public FactBuilder Text(string column, Func<Draft, string?> cell) => Add(column, CellKind.Text, cell);

    public FactBuilder Choice(string column, Choice choice) => Add(column, CellKind.Text, d => choice.Take(d.Draw));

    public FactBuilder Number(string column, int scale, Func<Draft, double?> cell) =>
        Add(column, CellKind.Number, d => cell(d) is { } value ? Math.Round(value, scale) : null, scale);

    public FactBuilder Flag(string column, Func<Draft, double> probability) =>
        Add(column, CellKind.Boolean, d => d.Draw.Chance(probability(d)));

    public Table Build()
    {
        var table = new Table(name, _columns.Select(c => c.Column));
        var positions = _columns.Select((c, i) => (c.Column.Name, i)).ToDictionary(c => c.Name, c => c.i);
        var draft = new Draft(draw, positions, _columns.Count);
        for (var day = 0; day < traffic.Days; day++)
        {
            var date = traffic.Start.AddDays(day);
            foreach (var at in Moments(date, day).Where(m => m < traffic.End))
            {
                draft.At = at;
                draft.LoadedAt = Load(draw, at);
                draft.Serial++;
                draft.Cells = new object?[_columns.Count];
                for (var i = 0; i < _columns.Count; i++)
                    draft.Cells[i] = _columns[i].Cell(draft);
                table.Rows.Add(new Row(draft.Cells));
            }
        }
        return table;
    }

    private List<DateTime> Moments(DateTime date, int day)
    {
        var expected =
            traffic.RowsPerDay * traffic.Weekly[(int)date.DayOfWeek] * Math.Pow(1 + traffic.Growth, day) * (1 + 0.02 * draw.Normal());
        var total = traffic.Hourly.Sum();
        var moments = new List<DateTime>();
        for (var hour = 0; hour < 24; hour++)
        {
            var count = draw.Poisson(expected * traffic.Hourly[hour] / total);
            for (var i = 0; i < count; i++)
                moments.Add(date.AddHours(hour).AddSeconds(draw.Below(3600)));
        }
        moments.Sort();
        return moments;
    }
}
