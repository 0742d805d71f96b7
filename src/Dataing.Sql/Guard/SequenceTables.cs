using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>MariaDB's tables whose name says how many rows they have: <c>seq_1_to_100_step_2</c>.</summary>
internal static partial class SequenceTables
{
    /// <summary>The number of rows, or null when the name is of another kind.</summary>
    public static double? Rows(ObjectName name, SqlDialect dialect)
    {
        if (dialect.Name != SqlDialect.MariaDb.Name || Shape().Match(name.Last.Text) is not { Success: true } match)
            return null;
        var (from, to) = (Number(match.Groups[1].Value), Number(match.Groups[2].Value));
        var step = match.Groups[3].Success ? Math.Max(1, Number(match.Groups[3].Value)) : 1;
        return Math.Abs(to - from) / step + 1;
    }

    private static double Number(string digits) => double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^seq_([0-9]+)_to_([0-9]+)(?:_step_([0-9]+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}
