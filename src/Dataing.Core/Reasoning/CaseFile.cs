using System.Globalization;
using System.Text;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Models;
using Dataing.Core.Reasoning.Egress;

namespace Dataing.Core.Reasoning;

/// <summary>
/// The facts as text for a model. Everything that people or data wrote passes the disclosure, stands between &lt;untrusted&gt; marks that it
/// cannot close, and is cut to a length; the whole keeps to a budget: what matters least is left out first, and the file says so.
/// </summary>
internal static class CaseFile
{
    /// <summary>Both parts as one text.</summary>
    public static string Write(CaseFacts facts, EgressPolicy policy, Disclosure said, int tokens)
    {
        var (known, found) = Parts(facts, policy, said, tokens);
        return known + found;
    }

    /// <summary>What is known before the first question, which stays the same from call to call, and what was found out since.</summary>
    /// <param name="tokens">The budget of both, in tokens as they are estimated: a text of another script or of Base64 fills it sooner.</param>
    public static (string Known, string Found) Parts(CaseFacts facts, EgressPolicy policy, Disclosure said, int tokens)
    {
        string[] facets =
        [
            Alert(facts, said),
            Confirmation(facts, said),
            Profile(facts, policy, said),
            Schema(facts, policy, said),
            Notes(facts, said),
        ];
        var known = Within(tokens, facets);
        var results = facts.Evidence.DistinctBy(e => e.Id).Select(e => Result(e, policy, said));
        return (known, Within(Math.Max(0, tokens - TokenEstimate.Of(known)), [Outcomes(facts, said), .. results]));
    }

    private static string Within(long budget, IEnumerable<string> sections)
    {
        var text = new StringBuilder();
        var (left, used) = (0, 0L);
        foreach (var section in sections.Where(s => s.Length > 0))
        {
            var size = TokenEstimate.Of(section) + 1;
            if (used + size > budget)
            {
                left++;
                continue;
            }
            text.Append(section).Append('\n');
            used += size;
        }
        if (left > 0)
            text.Append(CultureInfo.InvariantCulture, $"({left} further sections are left out for their length.)\n");
        return text.ToString();
    }

    /// <summary>Text of people or data that has passed the disclosure: escaped so that it cannot end its mark, and cut at a length.</summary>
    public static string Untrusted(string? text, int length = 300)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = Printable(text);
        var kept = clean.Length <= length ? clean : clean[..(char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)] + "…";
        var escaped = kept.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        return $"<untrusted>{escaped.Replace(">", "&gt;", StringComparison.Ordinal)}</untrusted>";
    }

    /// <summary>Without control characters and characters that nobody sees, which could hide words from people or break others apart.</summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value == '\n' || !IsHidden(rune))
                printable.Append(rune);
        return printable.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse;

    private static string Alert(CaseFacts f, Disclosure said)
    {
        var alert = f.Alert;
        var text = new StringBuilder("## Alert\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"type: {alert.Type}; dataset: {said.Untrusted(alert.Dataset)}; columns: {said.Untrusted(string.Join(", ", alert.Metric.Columns))}\n"
        );
        if (alert.Metric.Expression is { } expression)
            text.Append(CultureInfo.InvariantCulture, $"expression: {said.Untrusted(expression)}\n");
        if (alert.Title is { } title)
            text.Append(CultureInfo.InvariantCulture, $"title: {said.Untrusted(title)}\n");
        if (alert.Description is { } description)
            text.Append(CultureInfo.InvariantCulture, $"description: {said.Untrusted(description, 1000)}\n");
        return text.ToString();
    }

    private static string Confirmation(CaseFacts f, Disclosure said) =>
        f.Confirmation is { } c
            ? $"## What the data says of the alert\n{said.Untrusted(c.Statement, 600)}\nmetric: {said.Untrusted(c.MetricDefinition)}\n"
                + (c.Onset is { } o ? $"onset: between {o.Start:yyyy-MM-ddTHH:mm}Z and {o.End:yyyy-MM-ddTHH:mm}Z\n" : "")
                + (
                    c.Metric is { } m
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"before: {m.Before}; after: {m.After}; unit: {said.Untrusted(m.Unit, 40)}\n"
                        )
                        : ""
                )
            : "";

    private static string Profile(CaseFacts f, EgressPolicy policy, Disclosure said)
    {
        if (f.Profile is not { } p)
            return "";
        var text = new StringBuilder("## The analyst's profile\n");
        if (p.Scope is { } scope)
        {
            var where = scope.WholeTable
                ? "the whole table"
                : string.Join(" and ", scope.Predicate.Select(c => $"{c.Column} {c.Op} {CellText.Of(c.Value)}"));
            text.Append(CultureInfo.InvariantCulture, $"rows accused: {said.Untrusted(where)}{Count(scope.AffectedRows, policy)}\n");
        }
        foreach (var c in p.Contributions.Take(10))
            text.Append(
                CultureInfo.InvariantCulture,
                $"segment {said.Untrusted(c.Segment)}: before {c.Before}, after {c.After}, share of the change {c.Share:0.###}\n"
            );
        foreach (var line in p.ChangedColumns.Take(15).Concat(p.Upstream.Take(10)).Concat(p.ChangesNearOnset.Take(10)))
            text.Append("- ").Append(said.Untrusted(line)).Append('\n');
        return text.ToString();
    }

    private static string Count(long? rows, EgressPolicy policy) =>
        rows is { } known && known < policy.MinimumGroupSize
            ? string.Create(CultureInfo.InvariantCulture, $"; affected rows: fewer than {policy.MinimumGroupSize}")
        : rows is null ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; affected rows: {rows}");

    private static string Schema(CaseFacts f, EgressPolicy policy, Disclosure said)
    {
        var text = new StringBuilder($"## Schema (dialect: {f.Dialect})\n");
        foreach (var table in f.Tables.Take(policy.Tables))
        {
            var columns = string.Join(", ", table.Columns.Take(60).Select(c => $"{c.Name} {c.NativeType}"));
            text.Append(CultureInfo.InvariantCulture, $"{said.Untrusted(table.Name.ToString())}: {said.Untrusted(columns, 3000)}\n");
        }
        return text.ToString();
    }

    private static string Notes(CaseFacts f, Disclosure said)
    {
        if (f.Notes.Count == 0)
            return "";
        var parts = f.Notes.Select(n => $"{said.Untrusted(n.Name, 100)}:\n{said.Untrusted(n.Text, 4000)}\n");
        return "## Notes of the team, which may be out of date and prove nothing\n" + string.Concat(parts);
    }

    private static string Outcomes(CaseFacts f, Disclosure said)
    {
        if (f.Outcomes.Count == 0)
            return "";
        var lines = f.Outcomes.Select(o => $"- {said.Untrusted(o.Title)}: {o.Verdict}, {said.Untrusted(o.Reason)}");
        return "## Hypotheses tested by the analyst\n" + string.Join('\n', lines) + "\n";
    }

    private static string Result(Evidence e, EgressPolicy policy, Disclosure said)
    {
        var (rows, leftOut) = said.Rows(e);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Result {e.Id} ({e.RowCount} rows): {said.Untrusted(e.Interpretation)}\n");
        text.Append("sql: ").Append(said.Untrusted(e.Sql, 1500)).Append('\n');
        text.Append(string.Join(" | ", e.Columns.Select(c => said.Untrusted(c, 60)))).Append('\n');
        foreach (var row in rows.Take(policy.RowsPerResult))
            text.Append(string.Join(" | ", row)).Append('\n');
        if (leftOut > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"({leftOut} rows are not shown: each stands for fewer than {policy.MinimumGroupSize} rows of data)\n"
            );
        return text.ToString();
    }
}
