using Dataing.Core.DataSources;
using Dataing.Sql.Syntax;

namespace Dataing.Core.Investigations;

/// <summary>
/// Rows whose order a query leaves open, wholly or among equals, come as the threads of the engine finish. They are put in the order of their values, so that the
/// same question has the same answer, and an investigation that is carried on tells the same as one that was never cut off.
/// </summary>
internal static class RowOrder
{
    public static IReadOnlyList<IReadOnlyList<object?>> Settled(
        Query query,
        IReadOnlyList<ResultColumn> columns,
        List<IReadOnlyList<object?>> rows,
        QueryOutcome outcome
    )
    {
        // Of a result that was cut, which rows came is left open too; their order says so.
        if (outcome.Truncated is Truncation.Rows or Truncation.Bytes || Keys(query, columns) is not { } keys)
            return rows;
        var settled = new List<IReadOnlyList<object?>>(rows.Count);
        for (var start = 0; start < rows.Count; start = settled.Count)
        {
            var first = rows[start];
            settled.AddRange(rows.Skip(start).TakeWhile(row => keys.TrueForAll(key => Compare(row[key], first[key]) == 0)).Order(ByValues));
        }
        return settled;
    }

    /// <summary>The columns that the query orders by; none when it says nothing, and null when it orders by what is not to be seen.</summary>
    private static List<int>? Keys(Query query, IReadOnlyList<ResultColumn> columns)
    {
        if (query.OrderByAll is not null)
            return null;
        var names = columns.Select(c => c.Name).ToList();
        var keys = query
            .OrderBy.Select(item => item.Value is Expression.Column { Parts: [var name] } ? names.IndexOf(name.Text) : -1)
            .ToList();
        return keys.Contains(-1) ? null : keys;
    }

    private static readonly Comparer<IReadOnlyList<object?>> ByValues = Comparer<IReadOnlyList<object?>>.Create(Compare);

    private static int Compare(IReadOnlyList<object?> one, IReadOnlyList<object?> other)
    {
        for (var i = 0; i < Math.Min(one.Count, other.Count); i++)
            if (Compare(one[i], other[i]) is not 0 and var difference)
                return difference;
        return one.Count - other.Count;
    }

    private static int Compare(object? one, object? other) =>
        (one, other) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (long a, long b) => a.CompareTo(b),
            _ => CompareUnlike(one, other),
        };

    /// <summary>Nothing before numbers, numbers before all else; what is no number by what it is, and then by how it is written.</summary>
    private static int CompareUnlike(object? one, object? other)
    {
        if (one is null || other is null)
            return (one is null ? 0 : 1) - (other is null ? 0 : 1);
        if ((CellText.ToNumber(one), CellText.ToNumber(other)) is ({ } a, { } b) && a.CompareTo(b) is not 0 and var difference)
            return difference;
        var kinds = string.CompareOrdinal(KindOf(one), KindOf(other));
        return kinds != 0 ? kinds : string.CompareOrdinal(CellText.Of(one), CellText.Of(other));
    }

    private static string KindOf(object cell) => CellText.ToNumber(cell) is null ? cell.GetType().Name : "";
}
