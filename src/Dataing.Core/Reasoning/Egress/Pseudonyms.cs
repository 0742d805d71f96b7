using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Transpiling;

namespace Dataing.Core.Reasoning.Egress;

/// <summary>
/// Stands tokens in for the data's text values before they leave, and puts the values back into what returns: into sentences as they are,
/// into a query only within its string literals, where they cannot become anything else. Names of tables and columns, numbers and dates stay.
/// </summary>
internal sealed partial class Pseudonyms(bool enabled, IEnumerable<string> names)
{
    private readonly HashSet<string> _names = enabled ? names.ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
    private readonly KnownValues _tokens = new();
    private readonly List<string> _values = [];

    /// <summary>Gives the value a token, unless it is none that needs one; the same value has the same token.</summary>
    public void Add(string value)
    {
        if (!enabled || string.IsNullOrWhiteSpace(value) || _tokens.Contains(value) || _names.Contains(value) || IsFigure(value))
            return;
        var printable = CaseFile.Printable(value);
        _values.Add(value);
        _tokens.Add(printable, "pseudonym_" + _values.Count.ToString(CultureInfo.InvariantCulture));
    }

    public string Hide(string text) => enabled ? _tokens.Replace(text) : text;

    /// <summary>A sentence with every token put back.</summary>
    public string Restore(string text) => enabled ? Token().Replace(text, m => ValueOf(m) ?? m.Value) : text;

    /// <summary>A query with every token within its string literals put back; a text that is no query keeps its tokens.</summary>
    public string RestoreSql(string sql, SqlDialect? dialect)
    {
        if (!enabled || dialect is null || !Token().IsMatch(sql))
            return sql;
        return SqlParser.ParseQuery(sql, dialect) is ParseOutcome.Parsed parsed
            ? SqlRenderer.Render(StringLiterals.Replace(parsed.Query, Restore), dialect)
            : sql;
    }

    /// <summary>Short numbers are in every sentence, and days are what a finding speaks of; a version or a long number names something.</summary>
    private static bool IsFigure(string value) => Figure().IsMatch(value);

    private string? ValueOf(Match match) =>
        int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var i && i >= 1 && i <= _values.Count ? _values[i - 1] : null;

    [GeneratedRegex(
        @"^(?:[-+]?[0-9]{1,4}(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+Z?)?)$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Figure();

    [GeneratedRegex(@"\bpseudonym_([0-9]{1,6})\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
