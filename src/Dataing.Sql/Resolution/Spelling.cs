namespace Dataing.Sql.Resolution;

/// <summary>Finds what the author probably meant.</summary>
public static class Spelling
{
    /// <summary>The candidates nearest to a name, nearest first; none when all are further than a third of its length.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> candidates, int limit)
    {
        ArgumentNullException.ThrowIfNull(name);
        var bound = Math.Clamp(name.Length / 3, 1, 4);
        return
        [
            .. candidates
                .Select(c => (Name: c, Distance: Distance(name, c, bound)))
                .Where(c => c.Distance <= bound)
                .OrderBy(c => c.Distance)
                .ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
                .Select(c => c.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(limit),
        ];
    }

    /// <summary>Edits between two names without regard to letter case (a swap of neighbours is one); anything above the bound is bound + 1.</summary>
    public static int Distance(string left, string right, int bound)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (Math.Abs(left.Length - right.Length) > bound)
            return bound + 1;
        int[] beforeLast = new int[right.Length + 1],
            last = new int[right.Length + 1],
            current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                var cost = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    cost = Math.Min(cost, beforeLast[j - 2] + 1);
                current[j] = cost;
                best = Math.Min(best, cost);
            }
            if (best > bound)
                return bound + 1;
            (beforeLast, last, current) = (last, current, beforeLast);
        }
        return Math.Min(last[right.Length], bound + 1);
    }

    /// <summary>A sentence that proposes names, or an empty text when there is none to propose.</summary>
    public static string DidYouMean(IReadOnlyList<string> names) => names.Count == 0 ? "" : $" Did you mean {string.Join(" or ", names)}?";

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
