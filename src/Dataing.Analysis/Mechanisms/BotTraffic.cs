using System.Text.RegularExpressions;
using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Wording;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Machines, not people: many rows from few agents or entities.</summary>
internal sealed partial class BotTraffic : IMechanism
{
    public string Id => "bot_traffic";

    public HypothesisCategory Category => HypothesisCategory.Infrastructure;

    public double Plausibility(Incident incident) =>
        incident.Direction > 0
        && (incident.IsVolume || incident.Metric.CountsRows || incident.Metric.Subject is Subject.Custom or Subject.Distinct)
            ? Agent(incident) is not null
                ? 0.9
                : 0.5
            : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"Automated traffic{incident.Where()}",
            $"{incident.Table.Name.Name} has more rows than its season and trend allow.",
            "If true, the extra rows come from few agents or entities, so that rows grow and entities do not; if false, entities grow with the rows, or the rows are copies."
        );

    public Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken) =>
        Task.FromResult(Judge(incident));

    private static Judgement Judge(Incident incident)
    {
        var agent = Agent(incident);
        var concentrated = Concentrated(incident);
        if (agent is null && concentrated is null)
            return Judgement.No("Entities grew with the rows.");
        if (CopyFault.RepeatedNow(incident))
            return Judgement.No("Keys repeat: the rows are copies.");
        var shown = new List<string>();
        if (agent is { } a)
            shown.Add($"the extra rows name the agent '{a.Value}'");
        if (concentrated is { } c)
            shown.Add(
                $"the accused rows grew from {Figures.Number(c.InsideBefore.Rows / Math.Max(1, incident.Periods.Past.Count))} to {Figures.Number(c.InsideAfter.Rows)} with {Kinds(c.InsideAfter.Distinct)} of {c.Name}"
            );
        var strength = agent is not null
            ? concentrated is not null
                ? 0.94
                : 0.88
            : incident.Segment is null
                ? 0.45
                : 0.68;
        var (column, value) = agent ?? (concentrated?.Name ?? "", null);
        return Judgement.Yes(strength, $"Indeed {string.Join(", and ", shown)}.") with
        {
            Statement = $"Automated traffic{incident.Where()} adds rows to {incident.Table.Name.Name}",
            Culprit = new Culprit("value", incident.Table.Name.Name, column, value),
            EvidenceId = incident.Where.EvidenceId ?? incident.Profile.EvidenceId,
            Affected = New(incident),
        };
    }

    private static string Kinds(double distinct) => distinct is 1 ? "one value" : $"{Figures.Number(distinct)} values";

    /// <summary>The accused rows, where there were hardly any before: then they are the machine's to the last.</summary>
    private static double? New(Incident incident) =>
        incident.Profile.Columns is [var any, ..]
        && incident.Segment is not null
        && any.InsideBefore.Rows / Math.Max(1, incident.Periods.Past.Count) < 0.02 * any.InsideAfter.Rows
            ? any.InsideAfter.Rows
            : null;

    /// <summary>The value of the accused rows that sounds like a machine.</summary>
    private static (string Column, string? Value)? Agent(Incident incident)
    {
        foreach (var (dimension, values) in incident.Segment?.Parts ?? [])
            if (values.OfType<string>().FirstOrDefault(v => Machine().IsMatch(v)) is { } value)
                return (dimension.Name, value);
        return null;
    }

    /// <summary>An entity that many rows share now and few shared before.</summary>
    private static ColumnShift? Concentrated(Incident incident) =>
        incident
            .Profile.Columns.Where(c =>
                c.Column.Type is LogicalType.String or LogicalType.Integer or LogicalType.Uuid
                && c.InsideAfter.Distinct > 0
                && c.InsideAfter.Filled > 100
                && Usual(c) is { Filled: > 100 } usual
                && usual.Distinct / usual.Filled > 0.03
                && c.InsideAfter.Filled / c.InsideAfter.Distinct > 4 * usual.Filled / usual.Distinct
                && c.InsideAfter.Filled / c.InsideAfter.Distinct > 20
            )
            .OrderBy(c => c.InsideAfter.Distinct / c.InsideAfter.Filled)
            .FirstOrDefault();

    private static ColumnFacts Usual(ColumnShift c) => c.InsideBefore.Filled > 100 ? c.InsideBefore : c.OutsideBefore ?? c.InsideBefore;

    [GeneratedRegex(
        @"bot\b|bot/|crawl|spider|scrap|curl/|wget|python|java/|okhttp|http-?client|headless|phantom|selenium|puppeteer|playwright|libwww|axios|node-fetch|postman|go-http|ahrefs|semrush|monitor|uptime|jmeter|k6/",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Machine();
}
