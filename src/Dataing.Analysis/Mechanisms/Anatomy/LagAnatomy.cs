using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>The seconds from event to load, or to writing where no load is told, in the accused rows, before and in the incident window, at twenty steps of rank.</summary>
internal sealed record LagAnatomy(double[] Before, double[] After, string EvidenceId)
{
    private const int Least = 8;
    private const int Steps = 20;

    /// <summary>By how much the lag moved at each rank in the middle.</summary>
    public IReadOnlyList<double> Moves => [.. Enumerable.Range(2, Steps - 4).Select(i => After[i] - Before[i])];

    public static async Task<LagAnatomy?> ReadAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        if (incident.File.Times.Written is not { } load)
            return null;
        var side = Term.Flag(incident.During);
        var lag = load.Seconds().Minus(incident.Time.Seconds());
        var rows = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Inside, incident.Periods.Any(incident.Time), load.Value.IsNotNull()))
            .Select(side.As("side"), lag.As("lag"))
            .ToQuery();
        var tiled = SelectBuilder
            .From(Relation.Derived(rows, "r"))
            .Select(
                Term.Column("r", "side").As("side"),
                Term.Column("r", "lag").As("lag"),
                Term.Call("ntile", Term.Number(Steps)).Over([Term.Column("r", "side")], [Term.Column("r", "lag")]).As("tile")
            )
            .ToQuery();
        Expression[] keys = [Term.Column("q", "side"), Term.Column("q", "tile")];
        var query = SelectBuilder
            .From(Relation.Derived(tiled, "q"))
            .Select(keys[0].As("side"), keys[1].As("tile"), Term.Average(Term.Column("q", "lag")).As("lag"))
            .GroupBy(keys)
            .OrderBy(Term.Column("side"), Term.Column("tile"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"lag from {incident.Time.Column} to {load.Column}, before and after",
            query,
            cancellationToken
        );
        if (answer is null)
            return null;
        var sides = answer.Rows.GroupBy(r => Cell.Real(r[0])).ToDictionary(g => g.Key, g => g.Select(r => Cell.Real(r[2])).ToArray());
        return
            sides.TryGetValue(0, out var before) && sides.TryGetValue(1, out var after) && before.Length >= Least && after.Length >= Least
            ? new LagAnatomy(Ranks.Of(before, Steps), Ranks.Of(after, Steps), answer.Id)
            : null;
    }
}
