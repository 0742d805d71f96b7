namespace Dataing.Sql.Guard.Work;

/// <summary>The fields of a printf format, read in one pass: a regular expression would try every way to share the zeros between flags and width.</summary>
internal static class FormatFields
{
    private const string Flags = "-+ 0#,$.*";

    /// <summary>Some field takes its width from an argument.</summary>
    public static bool HaveStar(string format) => Fields(format).Any(f => format.AsSpan(f).Contains('*'));

    /// <summary>The largest number in a field, as its width, its precision or the place of its argument.</summary>
    public static double Widest(string format) => Fields(format).Select(f => Largest(format.AsSpan(f))).DefaultIfEmpty(0).Max();

    /// <summary>The same of fields in braces: <c>{:>10}</c>, <c>{0:.3f}</c>.</summary>
    public static double WidestInBraces(string format)
    {
        var widest = 0.0;
        for (var at = format.IndexOf('{', StringComparison.Ordinal); at >= 0; at = format.IndexOf('{', at + 1))
        {
            // Two of them are a brace that is meant.
            if (at + 1 < format.Length && format[at + 1] == '{')
            {
                at++;
                continue;
            }
            var end = format.IndexOf('}', at);
            // {:{}} takes its width from an argument.
            if (end > at && format.AsSpan(at + 1, end - at - 1).Contains('{'))
                return double.PositiveInfinity;
            widest = Math.Max(widest, Largest(format.AsSpan(at, (end < 0 ? format.Length : end) - at)));
        }
        return widest;
    }

    private static IEnumerable<Range> Fields(string format)
    {
        for (var at = format.IndexOf('%', StringComparison.Ordinal); at >= 0; at = format.IndexOf('%', at))
        {
            var start = ++at;
            while (at < format.Length && (char.IsAsciiDigit(format[at]) || Flags.Contains(format[at], StringComparison.Ordinal)))
                at++;
            yield return start..at;
        }
    }

    private static double Largest(ReadOnlySpan<char> field)
    {
        var (largest, number) = (0.0, 0.0);
        foreach (var character in field)
        {
            number = char.IsAsciiDigit(character) ? number * 10 + (character - '0') : 0;
            largest = Math.Max(largest, number);
        }
        return largest;
    }
}
