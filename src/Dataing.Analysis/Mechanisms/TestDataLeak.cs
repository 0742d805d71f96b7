using System.Text.RegularExpressions;
using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Rows of a test system or of test accounts in production.</summary>
internal sealed partial class TestDataLeak : IMechanism
{
    /// <summary>Of the rows of the value that has most, what another one must have that names the same test.</summary>
    private const double MostOf = 0.7;

    public string Id => "test_data_leak";

    public HypothesisCategory Category => HypothesisCategory.DataQuality;

    public double Plausibility(Incident incident) =>
        Value(incident) is not null ? 0.93
        : (incident.IsValue || incident.IsVolume) && AreNew(incident) ? 0.75
        : incident.Metric.Subject == Subject.Invalid || incident is { IsVolume: true, Direction: > 0 } ? 0.35
        : 0;

    /// <summary>Hardly any of the accused rows were there before: it matters more who wrote them than what they hold.</summary>
    private static bool AreNew(Incident incident) =>
        incident.Segment is not null
        && incident.Profile.Columns is [var any, ..]
        && any.InsideAfter.Rows > 20
        && any.InsideBefore.Rows / Math.Max(1, incident.Periods.Past.Count) < 0.05 * any.InsideAfter.Rows;

    public Suspicion Describe(Incident incident) =>
        new(
            $"Test rows in {incident.Table.Name.Name}",
            "Values that test systems use may have come with the incident.",
            "If true, a source, account or text that names a test first appears at the onset, and its rows are the accused ones; if false, no such value appears."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (incident.Metric.Subject != Subject.Invalid && Value(incident) is { } found)
            return Confirmed(incident, found.Dimension, found.Value, found.After, incident.Where.EvidenceId);
        if (incident.Metric.Subject != Subject.Invalid || incident.MeasuredColumn is not { } column)
            return await ConcentratedAsync(incident, asker, cancellationToken) ?? Judgement.No("No value that names a test appears.");
        var values = await closer.ValuesAsync(asker, cancellationToken);
        var test = values?.New.FirstOrDefault(v => Test().IsMatch(v.Value ?? ""));
        if (values is null || test?.Value is not { } name)
            return Value(incident) is { } elsewhere
                ? Confirmed(incident, elsewhere.Dimension, elsewhere.Value, elsewhere.After, incident.Where.EvidenceId)
                : Judgement.No("No new value names a test.");
        return Confirmed(incident, new Dimension { Column = column }, name, test.After, values.EvidenceId);
    }

    /// <summary>
    /// Columns of too many values to be cut by are looked at where the accused rows hardly hold more than one of them: what that one says.
    /// </summary>
    private static async Task<Judgement?> ConcentratedAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        if (incident.Segment is null)
            return null;
        var columns = incident
            .Profile.Columns.Where(c =>
                ColumnTraits.IsText(c.Column)
                && c.InsideAfter is { Filled: > 20, Distinct: > 0 and <= 20 }
                && c.OutsideBefore is { Filled: > 20 } usual
                && usual.Distinct > 5 * c.InsideAfter.Distinct
                && usual.Distinct / usual.Filled > 3 * c.InsideAfter.Distinct / c.InsideAfter.Filled
            )
            .OrderBy(c => c.InsideAfter.Distinct)
            .Take(2);
        foreach (var column in columns)
        {
            var value = Term.Column(Ask.Rows, column.Name);
            var query = SelectBuilder
                .From(incident.Rows)
                .Where(Term.AllOf(incident.Inside, incident.During, value.IsNotNull()))
                .Select(value.As("value"), Term.Count().As("n"))
                .GroupBy([value])
                .OrderBy(Term.Column("n").Descending(), Term.Column("value").Ascending())
                .Limit(5)
                .ToQuery();
            var answer = await incident.Interview.TryAskAsync(asker, $"{column.Name} of the accused rows", query, cancellationToken);
            if (
                answer is { Rows: [var most, ..] }
                && Cell.Text(most[0]) is { } text
                && Test().IsMatch(text)
                && Cell.Real(most[1]) is var rows
                && rows > 0.8 * column.InsideAfter.Filled
            )
                return Confirmed(incident, new Dimension { Column = column.Column }, text, rows, answer.Id);
        }
        return null;
    }

    private static Judgement Confirmed(Incident incident, Dimension dimension, string value, double rows, string? evidence) =>
        Judgement.Yes(
            0.95,
            $"'{value}' in {dimension.Name} was hardly ever there before the onset, and now has {Figures.Number(rows)} rows."
        ) with
        {
            Statement = $"{Figures.Number(rows)} test rows ({dimension.Name} = '{value}') are in {incident.Table.Name.Name}",
            Culprit = new Culprit("value", incident.Table.Name.Name, dimension.Name, value),
            Predicate = [dimension.Described([value])],
            Condition = dimension.Condition([value], incident.Interview.Dialect),
            Affected = rows,
            AddsRows = incident.Metric.CountsRows,
            EvidenceId = evidence,
        };

    /// <summary>A value that names a test and was hardly there before, in any dimension looked at.</summary>
    private static (Dimension Dimension, string Value, double After)? Value(Incident incident)
    {
        var found = new List<(Dimension Dimension, string Value, double After)>();
        foreach (var marginal in incident.Where.Marginals.Where(m => !m.Dimension.IsRange && m.Dimension.Parent is null))
        foreach (var value in marginal.Values)
            if (
                value.Value is { } text
                && Test().IsMatch(text)
                && value.Incident.Rows > 20
                && value.Past.Rows < 0.005 * value.Incident.Rows * incident.Periods.Past.Count
            )
                found.Add((marginal.Dimension, text, value.Incident.Rows));
        if (found.Count == 0)
            return null;
        // One tester of several is a part of the test; and a source called "staging" says more than a remark that mentions one.
        var most = MostOf * found.Max(f => f.After);
        return found.Where(f => f.After >= most).OrderBy(f => f.Value.Count(char.IsWhiteSpace)).ThenBy(f => f.Value.Length).First();
    }

    [GeneratedRegex(
        @"(^|[^a-z])(test|tests|testing|tester|qa|uat|staging|stage|sandbox|dummy|fake|demo|dev|loadtest|perf|sit|mock|preprod|example)([^a-z]|$)|loadtest|testuser|@example\.",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Test();
}
