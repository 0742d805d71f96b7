using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>A number's distribution in the accused rows, before and in the incident window, at twenty steps of rank.</summary>
internal sealed record NumberAnatomy(
    string Column,
    double[] Before,
    double[] After,
    double CountBefore,
    double CountAfter,
    string EvidenceId
)
{
    private const int Least = 12;
    private const int Steps = 40;

    /// <summary>The ratios at the ranks in the middle, where both are off zero.</summary>
    public IReadOnlyList<double> Ratios =>
        [
            .. Enumerable
                .Range(2, Steps - 4)
                .Where(i => Math.Abs(Before[i]) > 1e-12 && Math.Abs(After[i]) > 1e-12 && Math.Sign(Before[i]) == Math.Sign(After[i]))
                .Select(i => After[i] / Before[i]),
        ];

    public static async Task<NumberAnatomy?> ReadAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        if (incident.MeasuredColumn is not { } column || !ColumnTraits.IsNumber(column))
            return null;
        var value = Term.Column(Ask.Rows, column.Name);
        var side = Term.Flag(incident.During);
        var rows = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Inside, incident.Periods.Any(incident.Time), value.IsNotNull()))
            .Select(side.As("side"), Ask.Real(value).As("x"), Term.Call("ntile", Term.Number(Steps)).Over([side], [value]).As("tile"))
            .ToQuery();
        var x = Term.Column("q", "x");
        Expression[] keys = [Term.Column("q", "side"), Term.Column("q", "tile")];
        var query = SelectBuilder
            .From(Relation.Derived(rows, "q"))
            .Select(keys[0].As("side"), keys[1].As("tile"), Term.Average(x).As("middle"), Term.Count().As("n"))
            .GroupBy(keys)
            .OrderBy(Term.Column("side"), Term.Column("tile"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"distribution of {column.Name} before and after",
            query,
            cancellationToken
        );
        if (answer is null)
            return null;
        var sides = answer.Rows.GroupBy(r => Cell.Real(r[0])).ToDictionary(g => g.Key, g => g.ToList());
        if (!sides.TryGetValue(0, out var before) || !sides.TryGetValue(1, out var after) || before.Count < Least || after.Count < Least)
            return null;
        return new NumberAnatomy(
            column.Name,
            Ranks.Of([.. before.Select(r => Cell.Real(r[2]))], Steps),
            Ranks.Of([.. after.Select(r => Cell.Real(r[2]))], Steps),
            before.Sum(r => Cell.Real(r[3])),
            after.Sum(r => Cell.Real(r[3])),
            answer.Id
        );
    }
}
