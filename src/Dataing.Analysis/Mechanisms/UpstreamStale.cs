using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Upstream;
using Dataing.Analysis.Wording;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A table that this one is made from stopped at the onset.</summary>
internal sealed class UpstreamStale : IMechanism
{
    private const int MostColumns = 6;
    private const double NearlyAll = 0.9;

    public string Id => "upstream_stale";

    public HypothesisCategory Category => HypothesisCategory.UpstreamDependency;

    public double Plausibility(Incident incident)
    {
        if (incident.Upstream.Stale is null)
            return incident.Upstream.Parents.Count > 0 && incident.Metric.Subject is Subject.Nulls or Subject.Rows ? 0.2 : 0;
        return incident.Metric.Subject switch
        {
            Subject.Nulls when incident.Direction > 0 => 0.95,
            Subject.Rows or Subject.Total or Subject.Lateness => 0.8,
            Subject.Orphans => 0.75,
            _ => 0.5,
        };
    }

    public Suspicion Describe(Incident incident) =>
        new(
            incident.Upstream.Stale is { } p ? $"{p.Table.Name.Name} stopped" : "An upstream table stopped",
            "What the table is made from is as good a suspect as the table itself.",
            "If true, a parent has no new rows from the onset on, no later than the symptom; if false, all parents kept their rhythm."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (incident.Upstream.Stale is not { } parent)
            return Judgement.No(
                $"All parents kept their rhythm: {string.Join("; ", incident.Upstream.Parents.Select(p => $"{p.Table.Name.Name} {Figures.Number(p.Observed)} rows a day, {Figures.Number(p.Expected)} before"))}."
            );
        var part = parent.StoppedParts is { } key
            ? $" for {key.Column} = {string.Join(", ", key.Values.Take(4).Select(v => $"'{v}'"))}"
            : "";
        var shown =
            $"{parent.Table.Name.Name} has no rows{part} after {Figures.Moment(parent.FrozenAt ?? incident.Timeline.OnsetFrom)} (before: {Figures.Number(parent.Expected)} a day)";
        return parent.StoppedParts is { } stopped && !await AreAccusedAsync(incident, stopped, asker, cancellationToken)
            ? Judgement.No($"{shown}, but those are not the accused rows.")
            : Judge(incident, parent, part, shown);
    }

    private static Judgement Judge(Incident incident, ParentState parent, string part, string shown)
    {
        if (parent.FedColumn is { } fed && incident.Metric.Subject is Subject.Nulls or Subject.Mean && fed != incident.Metric.Column)
            return Judgement.No($"{shown}, but it feeds {fed}.");
        if (
            parent.FrozenAt is not null
            && incident.Segment is not null
            && incident.Metric.Subject != Subject.Rows
            && incident.Segment.Cause.ShareOfChange > 0.5
            && incident.Segment.Cause.Rows < 0.5 * WindowRows(incident)
        )
            return Judgement.Unclear($"{shown}, which should show in all rows, not only{incident.Where()}.");
        return Judgement.Yes(0.96, $"{shown}.") with
        {
            Statement =
                $"{parent.Table.Name.Name}, which {incident.Table.Name.Name} is made from, stopped{part} after {Figures.Moment(parent.FrozenAt ?? incident.Timeline.OnsetFrom)}",
            Culprit = new Culprit("table", parent.Table.Name.Name, parent.TimeColumn, parent.Job),
            WholeTable = parent.StoppedParts is null,
            EvidenceId = parent.EvidenceId,
        };
    }

    /// <summary>
    /// True when next to all rows that went bad carry one of the values that stopped, in whichever column: what a feed calls its key has
    /// another name in the table fed by it, and the accused rows may be named by something else that goes with it.
    /// </summary>
    private static async Task<bool> AreAccusedAsync(
        Incident incident,
        StoppedParts stopped,
        string asker,
        CancellationToken cancellationToken
    )
    {
        ColumnSchema[] columns =
        [
            .. incident
                .Table.Columns.Where(c => c.Type == LogicalType.String && (c.Name == stopped.Column || Holds(incident, c, stopped)))
                .Take(MostColumns),
        ];
        if (columns.Length == 0)
            return false;
        Expression Carries(ColumnSchema column) => Term.Column(Ask.Rows, column.Name).In(stopped.Values.Select(Term.Text));
        var query = SelectBuilder
            .From(incident.Metric.IsPlainTable ? incident.Rows : incident.Segment?.Rows(incident.Metric.From) ?? incident.Metric.From)
            .Where(Term.AllOf(incident.During, incident.Metric.Filter, incident.Metric.Bad ?? incident.Inside))
            .Select([Term.Count().As("row_count"), .. columns.Select((c, i) => Term.CountWhere(Carries(c)).As($"n{i}"))])
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"accused rows for which {stopped.Column} stopped upstream",
            query,
            cancellationToken
        );
        return answer is { Rows: [var row] } && Cell.Real(row[0]) > 0 && row.Skip(1).Max(Cell.Real) >= NearlyAll * Cell.Real(row[0]);
    }

    private static bool Holds(Incident incident, ColumnSchema column, StoppedParts stopped) =>
        incident
            .Where.Marginals.Where(m => m.Dimension is { Parent: null, Facet: null } && m.Dimension.Column == column)
            .Any(m => m.Values.Any(v => v.Value is { } value && stopped.Values.Contains(value)));

    /// <summary>All rows of the table in the incident window.</summary>
    private static double WindowRows(Incident incident) =>
        incident.File.Timeline is { } whole
            ? whole.Fine.Sum(whole.Fine.IndexOf(incident.Periods.From), whole.Fine.IndexOf(incident.Periods.To)).Rows
            : 0;
}
