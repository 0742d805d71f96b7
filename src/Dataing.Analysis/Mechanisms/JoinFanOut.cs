using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A join multiplies rows, because its other side has a key more than once.</summary>
internal sealed class JoinFanOut : IMechanism
{
    public string Id => "join_fan_out";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident) =>
        References(incident).Count == 0 || incident.Direction <= 0 ? 0
        : CopyFault.Plausibility(incident) > 0 ? CopyFault.Plausibility(incident) + 0.05
        : incident.IsVolume ? 0.55
        : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"A join multiplies rows of {incident.Table.Name.Name}",
            "There are more rows than keys, and the table is joined from others.",
            "If true, a looked-up table has a key more than once, and exactly the rows that refer to it are multiplied, surrogate keys included; if false, its keys are unique or other rows are doubled."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        foreach (var reference in References(incident))
        {
            if (await RepeatedKeysAsync(incident, reference, asker, cancellationToken) is not ({ Count: > 0 } keys, var evidence))
                continue;
            // The copies may differ in what they looked up, so that the accused rows hold one of each only: the key is then looked for in all rows.
            var unique =
                (await closer.CopiesAsync(asker, cancellationToken) is { Groups: > 0 } copies ? copies.Keys[0] : null)
                ?? await OnceUniqueAsync(incident, asker, cancellationToken);
            if (unique is null)
                return Judgement.Unclear(
                    $"{reference.Parent.Name} has {keys.Count} keys more than once, but no row of {incident.Table.Name} is doubled by key."
                );
            if (await MatchAsync(incident, reference, keys, unique, asker, cancellationToken) is not var (inside, outside, extra))
                continue;
            var shown =
                $"{reference.Parent.Name.Name} has {Figures.Number(keys.Count)} values of {reference.ParentKey} more than once ({string.Join(", ", keys.Take(4))}); {Figures.Percent(inside)} of the rows that refer to them are extra, {Figures.Percent(outside)} of all others";
            if (inside < 0.2 || inside < 5 * outside)
                return Judgement.No($"{shown}.");
            var column = Term.Column(Ask.Rows, reference.Column);
            var typed = new Dimensions.Dimension { Column = TableResolver.Column(incident.Table, reference.Column) };
            return Judgement.Yes(0.95, $"{shown}.") with
            {
                Statement =
                    $"The join of {incident.Table.Name.Name} with {reference.Parent.Name.Name} multiplies rows, because {reference.Parent.Name.Name}.{reference.ParentKey} holds {string.Join(", ", keys.Take(4))} more than once",
                Culprit = new Culprit("table", reference.Parent.Name.Name, reference.ParentKey, keys.Count == 1 ? keys[0] : null),
                Predicate = [typed.Described([.. keys])],
                Condition = typed.Condition([.. keys], incident.Interview.Dialect),
                EvidenceId = evidence,
                Affected = extra,
                AddsRows = true,
            };
        }
        return Judgement.No("No table that it refers to has a key more than once.");
    }

    private static IReadOnlyList<Reference> References(Incident incident)
    {
        var inquiry = incident.File.Inquiry;
        var references = ReferenceFinder.All(inquiry.Schema, inquiry.Lineage, incident.Table);
        // The accused rows name the key that is multiplied: that reference is asked first.
        var named = incident.Segment?.Parts.Select(p => p.Dimension.Column.Name).ToHashSet() ?? [];
        return [.. references.OrderByDescending(r => named.Contains(r.Column)).Take(3)];
    }

    private static async Task<(IReadOnlyList<string> Keys, string Evidence)?> RepeatedKeysAsync(
        Incident incident,
        Reference reference,
        string asker,
        CancellationToken cancellationToken
    )
    {
        var key = Term.Column("p", reference.ParentKey);
        var query = SelectBuilder
            .From(Ask.Table(reference.Parent.Name, "p"))
            .Where(key.IsNotNull())
            .Select(key.As("parent_key"), Term.Count().As("n"))
            .GroupBy([key])
            .Having(Term.Count().MoreThan(Term.One))
            .OrderBy(Term.Column("n").Descending(), Term.Column("parent_key").Ascending())
            .Limit(101)
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"keys of {reference.Parent.Name.Name} that are there more than once",
            query,
            cancellationToken
        );
        if (answer is null || answer.Rows.Count is 0 or > 100)
            return null;
        await incident.Interview.RecordAsync(
            answer,
            asker,
            $"{answer.Rows.Count} values of {reference.Parent.Name.Name}.{reference.ParentKey} are there more than once",
            cancellationToken
        );
        return ([.. answer.Rows.Select(r => Cell.Text(r[0]) ?? "")], answer.Id);
    }

    /// <summary>The column that was a key of the whole table before and repeats in the incident window.</summary>
    private static async Task<string?> OnceUniqueAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        string[] candidates =
        [
            .. incident
                .Profile.Columns.Where(c =>
                    (ColumnTraits.IsText(c.Column) || c.Column.Type == Core.DataSources.LogicalType.Integer)
                    && Math.Min(c.InsideBefore.RepeatedShare, c.InsideAfter.RepeatedShare) < CopyFault.AlmostUnique
                )
                .Select(c => c.Name)
                .Take(6),
        ];
        if (candidates.Length == 0)
            return null;
        var items = candidates.SelectMany(
            (c, i) => new[] { Term.Count(Term.Column(Ask.Rows, c)).As($"n{i}"), Term.CountDistinct(Term.Column(Ask.Rows, c)).As($"d{i}") }
        );
        var side = Term.Flag(incident.During);
        var query = SelectBuilder
            .From(Ask.Table(incident.Table.Name, Ask.Rows))
            .Where(incident.Periods.Any(incident.Time))
            .Select([side.As("during"), .. items])
            .GroupBy([side])
            .OrderBy(Term.Column("during"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, "which key repeats in the incident window", query, cancellationToken);
        if (answer is not { Rows: [var before, var during] })
            return null;
        double Repeated(IReadOnlyList<object?> row, int i) =>
            Cell.Real(row[1 + 2 * i]) > 0 ? 1 - Cell.Real(row[2 + 2 * i]) / Cell.Real(row[1 + 2 * i]) : 1;
        return candidates
            .Select((c, i) => (Name: c, Before: Repeated(before, i), During: Repeated(during, i)))
            .Where(c => c.Before < CopyFault.AlmostUnique && c.During > c.Before + 0.02)
            .OrderByDescending(c => c.During - c.Before)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name)
            .FirstOrDefault();
    }

    /// <summary>The alert's own days within the window: where that begins too early, it holds rows from before the keys were doubled.</summary>
    private static Expression Reported(Incident incident)
    {
        var (from, to) = (incident.Periods.From, incident.Periods.To);
        if (incident.File.Period is { } period && period.DaysFrom(from, to) == 0)
            (from, to) = (period.From > from ? period.From : from, period.To < to ? period.To : to);
        return incident.Time.Within(from, to);
    }

    /// <summary>The share of extra rows among those that refer to the repeated keys, and among the others; and how many the former are.</summary>
    private static async Task<(double Inside, double Outside, double Extra)?> MatchAsync(
        Incident incident,
        Reference reference,
        IReadOnlyList<string> keys,
        string unique,
        string asker,
        CancellationToken cancellationToken
    )
    {
        var dimension = new Dimensions.Dimension { Column = TableResolver.Column(incident.Table, reference.Column) };
        var refers = Term.Flag(dimension.Condition([.. keys], incident.Interview.Dialect));
        var (key, reported) = (Term.Column(Ask.Rows, unique), Reported(incident));
        var query = SelectBuilder
            .From(Ask.Table(incident.Table.Name, Ask.Rows))
            .Where(incident.During)
            .Select(
                refers.As("refers"),
                Term.Count().As("row_count"),
                Term.CountDistinct(key).As("keys"),
                Term.CountWhere(reported).As("reported_rows"),
                Term.CountDistinct(Term.Case().When(reported, key).End()).As("reported_keys")
            )
            .GroupBy([refers])
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            "extra rows among those that refer to the repeated keys",
            query,
            cancellationToken
        );
        if (answer is null)
            return null;
        (double Share, double Extra) Side(double side) =>
            answer.Rows.FirstOrDefault(r => Cell.Real(r[0]) == side) is { } row
                ? ((Cell.Real(row[3]) - Cell.Real(row[4])) / Math.Max(1, Cell.Real(row[3])), Cell.Real(row[1]) - Cell.Real(row[2]))
                : default;
        var (inside, outside) = (Side(1), Side(0));
        return (inside.Share, outside.Share, inside.Extra);
    }
}
