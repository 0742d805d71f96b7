using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>The share of a number's values that have at most 0, 1, 2 … decimals, in the accused rows, before and in the incident window.</summary>
internal sealed record DecimalAnatomy(double[] Before, double[] After, string EvidenceId)
{
    /// <summary>The fewest decimals that most values now keep to and did not before; null when there are none.</summary>
    public int? Kept =>
        Enumerable.Range(0, Decimals.Most).Where(k => After[k] >= 0.5 && After[k] - Before[k] >= 0.3).Select(k => (int?)k).FirstOrDefault();

    public static async Task<DecimalAnatomy?> ReadAsync(
        Incident incident,
        ColumnSchema column,
        string asker,
        CancellationToken cancellationToken
    )
    {
        var value = Term.Column(Ask.Rows, column.Name);
        var side = Term.Flag(incident.During);
        var shares = Enumerable.Range(0, Decimals.Most).Select(k => Term.CountWhere(Decimals.AtMost(value, k)).As($"at_most_{k}"));
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Inside, incident.Periods.Any(incident.Time), value.IsNotNull()))
            .Select([side.As("side"), Term.Count().As("n"), .. shares])
            .GroupBy([side])
            .OrderBy(Term.Column("side"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, $"decimals of {column.Name} before and after", query, cancellationToken);
        if (answer is not { Rows: [var before, var after] })
            return null;
        return new DecimalAnatomy(Shares(before), Shares(after), answer.Id);
    }

    private static double[] Shares(IReadOnlyList<object?> row) =>
        [.. Enumerable.Range(2, Decimals.Most).Select(i => Cell.Real(row[i]) / Math.Max(1, Cell.Real(row[1])))];
}
