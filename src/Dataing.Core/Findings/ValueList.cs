using System.Globalization;

namespace Dataing.Core.Findings;

/// <summary>
/// The values of a condition as a sentence names them: all of a few, of many how they begin and how many more there are. People read
/// sentences; the scope of a finding and its queries hold every value.
/// </summary>
public static class ValueList
{
    private const int Most = 12;
    private const int Shown = 8;

    public static string Of(IEnumerable<string> values)
    {
        string[] all = [.. values];
        return all.Length <= Most
            ? string.Join(", ", all)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(Shown))} and {all.Length - Shown:#,0} more");
    }
}
