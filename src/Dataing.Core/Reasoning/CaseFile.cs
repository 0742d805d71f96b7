using System.Globalization;
using System.Text;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;

namespace Dataing.Core.Reasoning;

/// <summary>
/// The facts as text for a model. Everything that people or data wrote stands between &lt;untrusted&gt; marks that it cannot close, is cut
/// to a length, and the whole keeps to a budget: what matters least is left out first, and the file says so.
/// </summary>
internal static class CaseFile
{
    private const int CharactersPerToken = 3;

    /// <param name="tokens">The budget, estimated at three characters a token.</param>
    public static string Write(CaseFacts facts, EgressPolicy policy, Pseudonyms pseudonyms, int tokens)
    {
        var sections = new List<string> { Alert(facts), Confirmation(facts), Profile(facts), Schema(facts, policy), Outcomes(facts) };
        sections.AddRange(facts.Evidence.Select(e => Result(e, policy, pseudonyms)));
        var text = new StringBuilder();
        var budget = tokens * CharactersPerToken;
        var left = 0;
        foreach (var section in sections.Where(s => s.Length > 0))
        {
            if (text.Length + section.Length <= budget)
                text.Append(section).Append('\n');
            else
                left++;
        }
        if (left > 0)
            text.Append(CultureInfo.InvariantCulture, $"({left} further sections are left out for their length.)\n");
        return text.ToString();
    }

    /// <summary>Text of people or data: escaped so that it cannot end its mark, without control characters, cut at a length.</summary>
    public static string Untrusted(string? text, int length = 300)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new string([.. text.Where(c => !char.IsControl(c) || c == '\n').Take(length)]);
        var cut = text.Length > length ? "…" : "";
        var escaped = clean.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        return $"<untrusted>{escaped.Replace(">", "&gt;", StringComparison.Ordinal)}{cut}</untrusted>";
    }

    private static string Alert(CaseFacts f)
    {
        var alert = f.Alert;
        var text = new StringBuilder("## Alert\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"type: {alert.Type}; dataset: {Untrusted(alert.Dataset)}; columns: {Untrusted(string.Join(", ", alert.Metric.Columns))}\n"
        );
        if (alert.Metric.Expression is { } expression)
            text.Append(CultureInfo.InvariantCulture, $"expression: {Untrusted(expression)}\n");
        if (alert.Title is { } title)
            text.Append(CultureInfo.InvariantCulture, $"title: {Untrusted(title)}\n");
        if (alert.Description is { } description)
            text.Append(CultureInfo.InvariantCulture, $"description: {Untrusted(description, 1000)}\n");
        return text.ToString();
    }

    private static string Confirmation(CaseFacts f) =>
        f.Confirmation is { } c
            ? $"## What the data says of the alert\n{Untrusted(c.Statement, 600)}\nmetric: {Untrusted(c.MetricDefinition)}\n"
                + (c.Onset is { } o ? $"onset: between {o.Start:yyyy-MM-ddTHH:mm}Z and {o.End:yyyy-MM-ddTHH:mm}Z\n" : "")
                + (
                    c.Metric is { } m
                        ? string.Create(CultureInfo.InvariantCulture, $"before: {m.Before}; after: {m.After}; unit: {m.Unit}\n")
                        : ""
                )
            : "";

    private static string Profile(CaseFacts f)
    {
        if (f.Profile is not { } p)
            return "";
        var text = new StringBuilder("## The analyst's profile\n");
        if (p.Scope is { } scope)
        {
            var where = scope.WholeTable
                ? "the whole table"
                : string.Join(" and ", scope.Predicate.Select(c => $"{c.Column} {c.Op} {CellText.Of(c.Value)}"));
            text.Append(CultureInfo.InvariantCulture, $"rows accused: {Untrusted(where)}; affected rows: {scope.AffectedRows}\n");
        }
        foreach (var c in p.Contributions.Take(10))
            text.Append(
                CultureInfo.InvariantCulture,
                $"segment {Untrusted(c.Segment)}: before {c.Before}, after {c.After}, share of the change {c.Share:0.###}\n"
            );
        foreach (var line in p.ChangedColumns.Take(15).Concat(p.Upstream.Take(10)).Concat(p.ChangesNearOnset.Take(10)))
            text.Append("- ").Append(Untrusted(line)).Append('\n');
        return text.ToString();
    }

    private static string Schema(CaseFacts f, EgressPolicy policy)
    {
        var text = new StringBuilder($"## Schema (dialect: {f.Dialect})\n");
        foreach (var table in f.Tables.Take(policy.Tables))
        {
            var columns = string.Join(", ", table.Columns.Take(60).Select(c => $"{c.Name} {c.NativeType}"));
            text.Append(CultureInfo.InvariantCulture, $"{Untrusted(table.Name.ToString())}: {Untrusted(columns, 3000)}\n");
        }
        return text.ToString();
    }

    private static string Outcomes(CaseFacts f)
    {
        if (f.Outcomes.Count == 0)
            return "";
        var lines = f.Outcomes.Select(o => $"- {Untrusted(o.Title)}: {o.Verdict}, {Untrusted(o.Reason)}");
        return "## Hypotheses tested by the analyst\n" + string.Join('\n', lines) + "\n";
    }

    private static string Result(Evidence e, EgressPolicy policy, Pseudonyms pseudonyms)
    {
        var rows = e.Rows.Where(row => !IsSmallGroup(e, row, policy)).Take(policy.RowsPerResult).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Result {e.Id} ({e.RowCount} rows): {Untrusted(e.Interpretation)}\n");
        text.Append("sql: ").Append(Untrusted(e.Sql, 1500)).Append('\n');
        text.Append(string.Join(" | ", e.Columns.Select(c => Untrusted(c, 60)))).Append('\n');
        foreach (var row in rows)
            text.Append(string.Join(" | ", row.Select(cell => cell is string s ? Untrusted(pseudonyms.Of(s), 80) : CellText.Of(cell))))
                .Append('\n');
        return text.ToString();
    }

    /// <summary>A row that stands for few rows of data could point at a person; rows that count nothing are not groups.</summary>
    private static bool IsSmallGroup(Evidence e, IReadOnlyList<object?> row, EgressPolicy policy)
    {
        if (!row.Any(cell => cell is string))
            return false;
        var counts = row.Where((cell, i) => cell is long && i < e.Columns.Count).Select(cell => Math.Abs((long)(cell ?? 0L))).ToList();
        return counts.Count > 0 && counts.Max() is var largest && largest > 0 && largest < policy.MinimumGroupSize;
    }
}
