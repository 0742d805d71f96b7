using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Proof;

/// <summary>A minimum, maximum or quantile as the monitor computes it, by rank, which every engine with window functions can do.</summary>
/// <param name="Before">In the four weeks before the window.</param>
/// <param name="After">In the window.</param>
internal sealed record NativeFigures(double? Before, double? After)
{
    /// <summary>Days before the window that count as before.</summary>
    public const int History = 28;

    public static async Task<NativeFigures> ReadAsync(
        CaseFile file,
        TimeAxis time,
        DateTime from,
        DateTime to,
        CancellationToken cancellationToken
    )
    {
        var metric = file.Metric;
        var value = metric.Measured?.Value ?? Term.Column(Ask.Rows, metric.Columns[0]);
        var side = Term.Flag(time.From(from));
        var rows = Term.AllOf(metric.Filter, time.Within(from.AddDays(-History), to), value.IsNotNull());
        var query = metric.Native is { } native
            ? SelectBuilder.From(metric.From).Where(rows).Select(side.As("side"), native.As("value")).GroupBy([side]).ToQuery()
            : ByRank(metric.From, rows, side, value, metric.Quantile ?? 0.5);
        var answer = await file.Interview.TryAskAsync("profile", $"{metric.Name} itself, before and after", query, cancellationToken);
        if (answer is null)
            return new(null, null);
        await file.Interview.RecordAsync(
            answer,
            "profile",
            $"{metric.Name} in the four weeks before the onset and in the incident window",
            cancellationToken
        );
        double? Of(double wanted) => answer.Rows.FirstOrDefault(r => Cell.Real(r[0]) == wanted) is { } row ? Cell.Number(row[1]) : null;
        return new(Of(0), Of(1));
    }

    private static Query ByRank(TableSource from, Expression? rows, Expression side, Expression value, double quantile)
    {
        var ranked = SelectBuilder
            .From(from)
            .Where(rows)
            .Select(
                side.As("side"),
                Ask.Real(value).As("x"),
                Term.Call("row_number").Over([side], [value]).As("place"),
                Term.Count().Over([side]).As("n")
            )
            .ToQuery();
        var place = Term.Column("q", "place");
        var target = Term.One.Plus(Term.Number(quantile).Times(Term.Column("q", "n").Minus(Term.One)));
        var near = Term.Abs(place.Minus(target)).LessThan(Term.One);
        return SelectBuilder
            .From(Relation.Derived(ranked, "q"))
            .Where(near)
            .Select(Term.Column("q", "side").As("side"), Term.Average(Term.Column("q", "x")).As("value"))
            .GroupBy([Term.Column("q", "side")])
            .ToQuery();
    }
}
