using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Where a mechanism plays: the warehouse, its randomness, the window drawn for it and how strong it shall be.</summary>
internal sealed record Stage(Warehouse Warehouse, Draw Draw, IncidentWindow Window, double Strength)
{
    private readonly Dictionary<int, bool> _freeIds = [];
    private RareSegments? _rare;

    public Fact Fact => Warehouse.Fact;

    /// <summary>The segment to play in, when it is not to be drawn.</summary>
    public Segment? Given { get; init; }

    public Table Table => Warehouse.Fact.Table;

    public List<Row> Rows(Segment segment, IncidentWindow? window = null)
    {
        var time = Fact.Index(Fact.EventTime);
        var test = segment.On(Table);
        var span = window ?? Window;
        return [.. Table.Rows.Where(r => r[time] is DateTime at && span.Holds(at) && test(r))];
    }

    /// <summary>Share of a segment that is hit: mostly all of it.</summary>
    public double HitShare() => Draw.Chance(0.7) ? 1 : Draw.Uniform(0.6, 0.95);

    public HashSet<Row> Some(IEnumerable<Row> rows, double share) => [.. rows.Where(_ => share >= 1 || Draw.Chance(share))];

    /// <summary>A conjunction of one to three conditions with enough rows to be seen and few enough to be a segment.</summary>
    public Segment Segment(double low, double high, params string?[] without) =>
        FindSegment(low, high, without)
        ?? throw new NoSegmentException($"No segment of {Table.Name} holds {low:P0} to {high:P0} of the rows of the window.");

    /// <summary>The same, or null where the window holds no such segment.</summary>
    public Segment? FindSegment(double low, double high, params string?[] without)
    {
        if (Given is not null)
            return Given;
        var rows = Rows(Model.Segment.Whole);
        var columns = Fact.Dimensions.Where(d => !without.Contains(d)).ToList();
        var best = Model.Segment.Whole;
        for (var attempt = 0; attempt < 80 && rows.Count > 0; attempt++)
        {
            _rare ??= new RareSegments(this);
            var candidate = _rare.Candidate(rows, columns, without) ?? Candidate(rows, columns, without);
            var share = (double)rows.Count(candidate.On(Table)) / rows.Count;
            if (share >= low && share <= high)
                return candidate;
            if (best.IsWhole && share > low / 2 && share < 0.7)
                best = candidate;
        }
        return best.IsWhole ? null : best;
    }

    /// <summary>A segment, or in some cases the whole table.</summary>
    public Segment SegmentOrWhole(double wholeShare, double low, double high, params string?[] without) =>
        Draw.Chance(wholeShare) ? Model.Segment.Whole : Segment(low, high, without);

    /// <summary>An unused value of the same pattern: every letter and digit replaced by another of its kind.</summary>
    public object? Fresh(object? value) =>
        value switch
        {
            long number => 7_000_000_000L + number % 1_000_000 * 1000 + Draw.Below(1000),
            string text => string.Concat(text.Select(Another)),
            _ => value,
        };

    /// <summary>Gives a copied row a surrogate key of its own, where the table has one beside the business key.</summary>
    public void Rekey(Row copy)
    {
        if (Fact.BusinessKey is not null)
            copy[Fact.Index(Fact.Key)] = Fresh(copy[Fact.Index(Fact.Key)]);
    }

    /// <summary>A further honest row like the given one: keys and free ids of its own, measures near the model's, another moment.</summary>
    public Row Newcomer(Row model)
    {
        var copy = model.Copy();
        foreach (var index in Enumerable.Range(0, Table.Columns.Count))
        {
            var name = Table.Columns[index].Name;
            if (name == Fact.Key || name == Fact.BusinessKey || IsFreeId(index))
                copy[index] = Fresh(copy[index]);
            else if (Fact.Measures.Contains(name) && copy[index] is double value)
                copy[index] = Math.Round(value * Draw.LogNormal(1, 0.2), Table.Columns[index].Scale);
        }
        if (Fact.IsDateOnly)
            return copy;
        var shift = -Draw.Below(1800);
        foreach (var time in new[] { Fact.EventTime, Fact.LoadTime }.OfType<string>().Select(Fact.Index))
            copy[time] = copy[time] is DateTime at && at.AddSeconds(shift).Date == at.Date ? at.AddSeconds(shift) : copy[time];
        return copy;
    }

    /// <summary>Text that hardly ever repeats and refers to nothing.</summary>
    private bool IsFreeId(int index)
    {
        var column = Table.Columns[index];
        if (column.Kind != CellKind.Text || column.Name == Fact.Parent?.Column || column.Name == Fact.Entity || column.Name == Fact.Batch)
            return false;
        if (!_freeIds.TryGetValue(index, out var known))
            _freeIds[index] = known = Table.Rows.Take(3000).Select(r => r[index]).Distinct().Count() > 1500;
        return known;
    }

    private Segment Candidate(List<Row> rows, List<string> columns, string?[] without)
    {
        var model = rows[Draw.Below(rows.Count)];
        var conditions = new List<Condition>();
        var count = Draw.OneOf(1, 1, 1, 2, 2, 3);
        foreach (var column in Draw.Shuffled(columns).Take(count))
        {
            var value = model[Table.IndexOf(column)];
            if (value is null)
                conditions.Add(new(column, "is_null", null));
            else if (
                value is string text
                && Draw.Chance(0.15)
                && rows[Draw.Below(rows.Count)][Table.IndexOf(column)] is string other
                && other != text
            )
                conditions.Add(new(column, "in", new[] { text, other }));
            else
                conditions.Add(new(column, "=", value));
        }
        var measures = Fact.Measures.Where(m => !without.Contains(m)).ToList();
        if (count > 1 && measures.Count > 0 && Draw.Chance(0.15))
            conditions[^1] = Range(rows, Draw.Pick(measures));
        return new Segment(conditions);
    }

    private Condition Range(List<Row> rows, string measure)
    {
        var index = Table.IndexOf(measure);
        var values = rows.Select(r => r[index]).OfType<double>().Order().ToList();
        var cut = values[(int)(values.Count * Draw.Uniform(0.6, 0.8))];
        var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(Math.Abs(cut), 1e-6))) - 1);
        return new Condition(measure, ">=", Math.Round(Math.Round(cut / step) * step, 6));
    }

    private char Another(char character) =>
        character switch
        {
            >= '0' and <= '9' => (char)('0' + Draw.Below(10)),
            >= 'a' and <= 'f' => (char)('a' + Draw.Below(6)),
            >= 'A' and <= 'F' => (char)('A' + Draw.Below(6)),
            _ => character,
        };
}
