using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Proof;

/// <summary>Rows that somebody else accuses, as a segment of the watched table; or why they are none.</summary>
/// <param name="Segment">The rows, with nothing measured yet.</param>
/// <param name="Problem">Why they cannot be looked at.</param>
internal sealed record NamedRows(Segment? Segment, string? Problem)
{
    private const int MostConditions = 4;
    private const int MostValues = 30;

    private static readonly SegmentCause Unmeasured = new([], 0, 0, 0, 0, 0, 0, 0, 1, 1, null, [], []);

    public static NamedRows Of(Incident incident, IReadOnlyList<ScopeCondition> conditions)
    {
        if (conditions.Count > MostConditions)
            return new(null, $"More than {MostConditions} conditions single out whatever one likes.");
        var parts = new List<(Dimension Dimension, IReadOnlyList<string?> Values)>();
        foreach (var condition in conditions)
        {
            if (incident.Table.Columns.FirstOrDefault(c => Same(c.Name, condition.Column)) is not { } column)
                return new(null, $"{incident.Table.Name.Name} has no column {condition.Column}.");
            if (incident.Metric.Columns.Contains(column.Name))
                return new(null, $"{column.Name} is what is measured, so that it singles out the symptom and no cause.");
            if (ColumnTraits.IsTime(column) || incident.File.Times.All.Any(t => t.Column == column.Name))
                return new(null, $"{column.Name} is a time; when it began is measured already.");
            if (Part(column, condition) is not { } part)
                return new(null, $"The condition on {column.Name} cannot be read: {condition.Op} with what is given.");
            parts.Add(part);
        }
        var all = Term.All([.. parts.Select(p => p.Dimension.Condition(p.Values, incident.Interview.Dialect))]);
        return new(new Segment(Unmeasured, parts, all), null);
    }

    private static bool Same(string a, string b) => a.Equals(b.Trim(), StringComparison.OrdinalIgnoreCase);

    private static (Dimension, IReadOnlyList<string?>)? Part(ColumnSchema column, ScopeCondition condition)
    {
        var plain = new Dimension { Column = column };
        string[] values = condition.Value is IEnumerable<object?> several
            ? [.. several.Select(Cell.Text).OfType<string>()]
            : [.. new[] { Cell.Text(condition.Value) }.OfType<string>()];
        var number = values is [var only] && Cell.Number(only) is { } n && ColumnTraits.IsNumber(column) ? n : (double?)null;
        return condition.Op switch
        {
            "is_null" => (plain, [null]),
            "=" or "in" when values.Length is > 0 and <= MostValues => (plain, [.. values.Distinct()]),
            ">=" when number is { } low => plain.Between(low, null),
            "<" when number is { } high => plain.Between(null, high),
            _ => null,
        };
    }
}
