using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Children refer to parents that are not there: deleted, or never loaded.</summary>
internal sealed class OrphanedReferences : IMechanism
{
    public string Id => "orphaned_references";

    public HypothesisCategory Category => HypothesisCategory.UpstreamDependency;

    public double Plausibility(Incident incident) => incident is { Metric.Subject: Subject.Orphans, Direction: > 0 } ? 0.9 : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"{incident.Subject()} refers to rows that {incident.Metric.Parent?.Name.Name} does not hold",
            $"The {incident.Metric.Name} rose.",
            "If true, the missing keys can be named, and their children are of the accused rows; if false, the children match."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (incident.Metric is not { Parent: { } parent, Column: { } column } metric)
            return Judgement.No("The metric is no reference.");
        var key = Term.Column(Ask.Rows, column);
        var from = incident.Segment is { } segment ? segment.Rows(metric.From) : metric.From;
        var query = SelectBuilder
            .From(from)
            .Where(Term.AllOf(incident.During, metric.Bad, incident.Inside))
            .Select(
                key.As("missing"),
                Term.Count().As("children"),
                Term.Min(incident.Time.Value).As("first_seen"),
                Term.Max(incident.Time.Value).As("last_seen")
            )
            .GroupBy([key])
            .OrderBy(Term.Column("children").Descending(), Term.Column("missing").Ascending())
            .Limit(Most)
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, $"which {column} have no parent", query, cancellationToken);
        if (answer is null || answer.Rows.Count == 0)
            return Judgement.Unclear("The missing parents could not be named.");
        var children = answer.Rows.Sum(r => Cell.Real(r[1]));
        var names = string.Join(", ", answer.Rows.Take(4).Select(r => Cell.Text(r[0])));
        var keys = answer.Rows.Select(r => Cell.Text(r[0])).OfType<string>().ToList();
        var reference = new Dimension { Column = TableResolver.Column(incident.Table, column) };
        var before = await SeenBeforeAsync(incident, reference, [.. keys.Take(20)], asker, cancellationToken);
        var kind = before is { } share
            ? share > 0.5
                ? "they were referred to before the onset as well, so the parents were deleted"
                : "nothing referred to them before the onset, so the parents were never loaded"
            : "";
        var shown =
            $"{answer.Rows.Count}{(answer.Rows.Count == Most ? " or more" : "")} keys are missing from {parent.Name.Name} ({names}, …), with {Figures.Number(children)} children or more{(kind.Length > 0 ? $"; {kind}" : "")}";
        await incident.Interview.RecordAsync(answer, asker, shown, cancellationToken);
        // One or two keys that no parent has are the rows themselves; of a segment of which most rows match they name more than it does.
        var tells = incident.Segment is { } vague ? keys.Count <= FewKeys && vague.Cause.After < MostlyOrphans : keys.Count < Most;
        return Judgement.Yes(0.88, $"{char.ToUpperInvariant(shown[0])}{shown[1..]}.") with
        {
            Statement =
                $"{incident.Subject()}{incident.Where()} refers to rows that are missing from {parent.Name.Name}{(before is > 0.5 ? " (deleted)" : before is not null ? " (never loaded)" : "")}",
            Culprit = new Culprit("table", parent.Name.Name, incident.Metric.ParentKey, null),
            EvidenceId = answer.Id,
            // Where nothing else tells the children from the rest, the missing keys do, if all of them are known.
            Predicate = tells ? [reference.Described(keys)] : null,
            Condition = tells ? reference.Condition(keys, incident.Interview.Dialect) : null,
        };
    }

    private const int Most = 50;
    private const int FewKeys = 2;
    private const double MostlyOrphans = 0.7;

    private static async Task<double?> SeenBeforeAsync(
        Incident incident,
        Dimension reference,
        IReadOnlyList<string> keys,
        string asker,
        CancellationToken cancellationToken
    )
    {
        var query = SelectBuilder
            .From(Ask.Table(incident.Table.Name, Ask.Rows))
            .Where(
                Term.AllOf(incident.Time.Before(incident.Timeline.OnsetFrom), reference.Condition([.. keys], incident.Interview.Dialect))
            )
            .Select(Term.CountDistinct(reference.Value).As("known"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            "whether the missing parents had children before",
            query,
            cancellationToken
        );
        return answer is { Rows: [var row] } && keys.Count > 0 ? Cell.Real(row[0]) / keys.Count : null;
    }
}
