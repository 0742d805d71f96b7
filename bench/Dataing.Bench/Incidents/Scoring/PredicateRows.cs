using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>Which rows an answered predicate selects. Columns may be the table's own, a parent's, or a part of a time.</summary>
internal sealed class PredicateRows(Warehouse warehouse)
{
    private readonly Fact _fact = warehouse.Fact;

    /// <summary>Null when a condition names a column that the watched table neither has nor reaches.</summary>
    public HashSet<Row>? Select(IReadOnlyList<AnswerCondition> predicate, IEnumerable<Row> rows)
    {
        var tests = new List<Func<Row, bool>>();
        foreach (var condition in predicate)
        {
            if (Reader(condition.Column) is not { } read)
                return null;
            tests.Add(row => ConditionTest.Holds(read(row), condition));
        }
        return [.. rows.Where(row => tests.TrueForAll(test => test(row)))];
    }

    public static double Jaccard(HashSet<Row> left, HashSet<Row> right)
    {
        var common = left.Count(right.Contains);
        var union = left.Count + right.Count - common;
        return union == 0 ? 0 : (double)common / union;
    }

    private Func<Row, object?>? Reader(string column)
    {
        var name = column.Replace("\"", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
        if (Function(name) is { } function)
            return function;
        if (_fact.Table.Find(name) is { } own)
            return row => row[own];
        var dot = name.LastIndexOf('.');
        if (dot < 0)
            return null;
        var (table, part) = (name[..dot], name[(dot + 1)..]);
        if (table.EndsWith(_fact.Table.Name, StringComparison.OrdinalIgnoreCase) && _fact.Table.Find(part) is { } qualified)
            return row => row[qualified];
        return Through(table, part);
    }

    private Func<Row, object?>? Function(string name)
    {
        var left = Regex.Match(name, @"^left\((?<c>[^(),]+),\s*(?<n>\d+)\)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        if (left.Success && Reader(left.Groups["c"].Value.Trim()) is { } whole)
        {
            var characters = int.Parse(left.Groups["n"].Value, CultureInfo.InvariantCulture);
            return row => whole(row) is string text ? text[..Math.Min(characters, text.Length)] : null;
        }
        var match = Regex.Match(
            name,
            @"^(?<f>hour|weekday|dayofweek|date|day|length)\((?<c>[^()]+)\)$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
        if (!match.Success || Reader(match.Groups["c"].Value.Trim()) is not { } inner)
            return null;
        return match.Groups["f"].Value.ToLowerInvariant() switch
        {
            "hour" => row => inner(row) is DateTime time ? (long)time.Hour : null,
            "weekday" or "dayofweek" => row => inner(row) is DateTime time ? (long)time.DayOfWeek : null,
            "length" => row => inner(row) is string text ? (long)text.Length : null,
            _ => row => inner(row) is DateTime time ? time.Date : null,
        };
    }

    /// <summary>A column of a parent, reached by the reference that the watched table has to it.</summary>
    private Func<Row, object?>? Through(string table, string column)
    {
        var links = new (string Column, string Table, string Key)?[]
        {
            _fact.Parent is { } parent ? (parent.Column, parent.Table, parent.Key) : null,
            _fact.Lookup is { } lookup ? (lookup.Column, lookup.Table, lookup.Key) : null,
        };
        if (Array.Find(links, l => string.Equals(l?.Table, table, StringComparison.OrdinalIgnoreCase)) is not { } link)
            return null;
        var target = warehouse.Find(link.Table);
        if (target.Find(column) is not { } wanted)
            return null;
        var (foreign, key) = (_fact.Index(link.Column), target.IndexOf(link.Key));
        var byKey = target.Rows.Where(r => r[key] is not null).GroupBy(r => r[key] ?? "").ToDictionary(g => g.Key, g => g.First()[wanted]);
        return row => row[foreign] is { } value ? byKey.GetValueOrDefault(value) : null;
    }
}
