using Dataing.Core.DataSources;
using Dataing.Sql.Syntax;

namespace Dataing.Core.Investigations;

/// <summary>
/// Rows whose order a query leaves open come as the threads of the engine finish. They are put in the order of their values, so that the
/// same question has the same answer, and an investigation that is carried on tells the same as one that was never cut off.
/// </summary>
internal static class RowOrder
{
    public static IReadOnlyList<IReadOnlyList<object?>> Settled(Query query, List<IReadOnlyList<object?>> rows, QueryOutcome outcome)
    {
        var isOpen = query.OrderBy.Count == 0 && query.OrderByAll is null;
        // Of a result that was cut, which rows came is left open too; their order says so.
        return isOpen && outcome.Truncated is Truncation.None or Truncation.Cell ? [.. rows.Order(ByValues)] : rows;
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
