using System.Globalization;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Intake;

namespace Dataing.Host.Reporting;

/// <summary>The figures, times and names of a finding in words, the same in every report.</summary>
internal static class Wording
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Verdict(Verdict verdict) =>
        verdict switch
        {
            Core.Findings.Verdict.RootCause => "Root cause",
            Core.Findings.Verdict.ExpectedVariance => "Expected variance",
            Core.Findings.Verdict.FalseAlarm => "False alarm",
            _ => "Inconclusive",
        };

    /// <summary>The one sentence that answers the alert.</summary>
    public static string Headline(Finding finding) =>
        finding.RootCause is { } cause
            ? PlainText.Clean(cause.Statement)
            : finding.Verdict switch
            {
                Core.Findings.Verdict.FalseAlarm => "The data does not show what the alert says.",
                Core.Findings.Verdict.ExpectedVariance => "The metric moved as it usually does; nothing is broken.",
                // Where no cause was even tested, what stood in the way is the answer.
                _ when finding is { Hypotheses.Count: 0, Confidence.Factors: [var obstacle, ..] } => PlainText.Clean(obstacle.Explanation),
                _ => "The data does not decide between the possible causes.",
            };

    /// <summary>What a reader should know beside the answer, and has not been told by it or by what it rests on.</summary>
    public static IReadOnlyList<string> Caveats(Finding finding) =>
        [.. finding.Caveats.Except(finding.Confidence.Factors.Select(factor => factor.Explanation))];

    /// <summary>Whether there is a figure to show at all.</summary>
    public static bool IsMeasured(MetricChange metric) => metric.Before is not null || metric.After is not null;

    /// <summary>The heading of the segments, with what they were searched by where that is not the metric.</summary>
    public static string SegmentHeading(MetricChange metric) =>
        metric.ContributionsName is { } by ? $"Segment, by {PlainText.Clean(by, 60)}" : "Segment";

    /// <summary>A value of the metric with its unit: a fraction as a percentage, seconds as a duration.</summary>
    public static string Figure(double? value, string unit) =>
        value is not { } number || !double.IsFinite(number)
            ? "unknown"
            : unit switch
            {
                "fraction" => Percent(number),
                "percent" => Percent(number / 100),
                "seconds" => Seconds(number),
                "" or "number" or "count" => Number(number),
                _ => $"{Number(number)} {PlainText.Clean(unit, 40)}",
            };

    public static string Percent(double share) =>
        Math.Abs(share) switch
        {
            double.NaN => "unknown",
            0 => "0 %",
            < 0.0001 => string.Create(Culture, $"{share * 100:0.####} %"),
            < 0.01 => string.Create(Culture, $"{share * 100:0.###} %"),
            _ => string.Create(Culture, $"{share * 100:0.#} %"),
        };

    public static string Number(double number) =>
        Math.Abs(number) switch
        {
            0 => "0",
            >= 1e15 or < 1e-4 => number.ToString("0.###e+0", Culture),
            >= 1000 => number.ToString("#,0.#", Culture),
            >= 1 => number.ToString("0.###", Culture),
            _ => number.ToString("0.#####", Culture),
        };

    public static string Seconds(double seconds) =>
        Math.Abs(seconds) switch
        {
            < 10 => string.Create(Culture, $"{seconds:0.0} s"),
            < 120 => string.Create(Culture, $"{seconds:0} s"),
            < 7200 => string.Create(Culture, $"{seconds / 60:0.#} min"),
            < 172_800 => string.Create(Culture, $"{seconds / 3600:0.#} h"),
            _ => string.Create(Culture, $"{seconds / 86_400:0.#} days"),
        };

    public static string Milliseconds(TimeSpan elapsed) =>
        elapsed.TotalSeconds >= 10 ? Seconds(elapsed.TotalSeconds) : string.Create(Culture, $"{elapsed.TotalMilliseconds:#,0} ms");

    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.TimeOfDay == TimeSpan.Zero
            ? at.UtcDateTime.ToString("yyyy-MM-dd", Culture)
            : at.UtcDateTime.ToString(at.UtcDateTime.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", Culture) + " UTC";

    /// <summary>"between 2026-01-10 14:00 and 15:00 UTC", or "on 2026-01-10" when it is that whole day.</summary>
    public static string Onset(Onset onset)
    {
        var (start, end) = (onset.Start.UtcDateTime, onset.End.UtcDateTime);
        if (start.TimeOfDay == TimeSpan.Zero && end - start == TimeSpan.FromDays(1))
            return $"on {start.ToString("yyyy-MM-dd", Culture)}";
        if (start.TimeOfDay == TimeSpan.Zero && end.TimeOfDay == TimeSpan.Zero)
            return $"between {start.ToString("yyyy-MM-dd", Culture)} and {end.ToString("yyyy-MM-dd", Culture)}";
        var to = end.ToString(start.Date == end.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", Culture);
        return $"between {start.ToString("yyyy-MM-dd HH:mm", Culture)} and {to} UTC";
    }

    public static string Scope(Scope? scope) =>
        scope switch
        {
            null => "not located",
            { WholeTable: true } or { Predicate.Count: 0 } => scope.Table is null
                ? "the whole table"
                : $"the whole table {PlainText.Clean(scope.Table, 200)}",
            _ => string.Join(" and ", scope.Predicate.Select(Condition)),
        };

    public static string Condition(ScopeCondition condition) =>
        condition.Op switch
        {
            "is_null" => $"{Name(condition.Column)} is null",
            "is_not_null" => $"{Name(condition.Column)} is not null",
            "in" => $"{Name(condition.Column)} in ({ValueList.Of(Values(condition.Value))})",
            "between" => $"{Name(condition.Column)} between {string.Join(" and ", Values(condition.Value))}",
            _ => $"{Name(condition.Column)} {PlainText.Clean(condition.Op, 20)} {Literal(condition.Value)}",
        };

    /// <summary>A cell for a table, on one line and bounded.</summary>
    public static string Cell(object? cell)
    {
        var text = PlainText.Clean(CellText.Of(cell), 201);
        return text.Length > 200 ? text[..200] + "…" : text;
    }

    public static string Culprit(Culprit culprit)
    {
        var place = string.Join('.', new[] { culprit.Table, culprit.Column }.OfType<string>());
        string[] parts = [culprit.Kind, place, culprit.Value is null ? "" : $"\"{culprit.Value}\""];
        return PlainText.Clean(string.Join(' ', parts.Where(part => part.Length > 0)), 300);
    }

    /// <summary>"19 queries in 0.8 s, 5,000 rows scanned; 3 model calls, 12,345 tokens, 0.0123 USD"; without calls it says that the analyst worked alone.</summary>
    public static string Cost(Cost cost)
    {
        var scanned = cost.RowsScanned is { } rows ? $", {Counted.Of(rows, "row")} scanned" : "";
        var queries = $"{Counted.Of(cost.Queries, "query", "queries")} in {Seconds(cost.Seconds)}{scanned}";
        if (cost.ModelCalls == 0)
            return $"{queries}; no language model was asked";
        var money = cost.ModelMoney is { } usd ? string.Create(Culture, $"{usd:0.####} USD") : "price not known";
        return $"{queries}; {Counted.Of(cost.ModelCalls, "model call")}, {Counted.Of(cost.ModelTokens, "token")}, {money}";
    }

    private static string Name(string column) => PlainText.Clean(column, 200);

    private static IEnumerable<string> Values(object? value) =>
        value is IEnumerable<object?> list ? list.Select(Literal) : [Literal(value)];

    private static string Literal(object? value) =>
        value is string text ? $"'{Cell(text).Replace("'", "''", StringComparison.Ordinal)}'" : Cell(value);
}
