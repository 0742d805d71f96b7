using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>
/// A range is found in bins of the usual quantiles; where exactly it begins and ends is read from the rows around it, first in fine
/// tiles, then between the two that the end lies in.
/// </summary>
internal sealed class RangeEnds(CaseFile file, Periods periods)
{
    private const string Phase = "profile";
    private const int Tiles = 240;
    private const int Neighbours = 2;

    public async Task<Segment> RefineAsync(Segment segment, CancellationToken cancellationToken)
    {
        for (var place = 0; place < segment.Parts.Count; place++)
            if (segment.Parts[place].Dimension.IsRange && !segment.Parts[place].Values.Contains(null))
                segment = await RefineAsync(segment, place, cancellationToken);
        return segment;
    }

    private async Task<Segment> RefineAsync(Segment segment, int place, CancellationToken cancellationToken)
    {
        var (dimension, values) = segment.Parts[place];
        if (Around(dimension, values) is not var (from, to))
            return segment;
        var (low, high, _) = dimension.Ends(values);
        if (await ReadAsync(segment, place, from, to, cancellationToken) is not { Count: > 8 } tiles)
            return segment;
        var scorer = new TileScore(file.Metric, segment.Cause, periods);
        if (scorer.Best(tiles, low, high) is not var (first, last))
            return segment;
        // An end that the search left open, or beyond which nothing was read, stays as it was.
        low =
            first == 0
                ? low is null || from is null
                    ? null
                    : low
                : await EndAsync(tiles, first, lower: true);
        high =
            last == tiles.Count - 1
                ? high is null || to is null
                    ? null
                    : high
                : await EndAsync(tiles, last + 1, lower: false);
        if (low is null && high is null)
            return segment;
        var (exact, value) = dimension.Between(low, high);
        var parts = segment.Parts.Select((p, i) => i == place ? (exact, value) : p).ToList();
        var cause = scorer.Measured(tiles[first..(last + 1)]);
        return new Segment(cause, parts, Term.All([.. parts.Select(p => p.Item1.Condition(p.Item2, file.Interview.Dialect))]));

        async Task<double> EndAsync(List<Tile> coarse, int at, bool lower)
        {
            var (left, right) = (Math.Max(0, at - 2), Math.Min(coarse.Count - 1, at + 1));
            var fine = await ReadAsync(segment, place, coarse[left].Least, Beyond(coarse[right].Greatest), cancellationToken);
            if (fine is not { Count: > 2 })
                return RoundNumber.Between(coarse[at - 1].Greatest, coarse[at].Least);
            var (outside, inside) = scorer.Split(fine, lower);
            return RoundNumber.Between(outside, inside);
        }
    }

    /// <summary>From two bins before the range to two bins after it; null where that is everything.</summary>
    private static (double? From, double? To)? Around(Dimension dimension, IReadOnlyList<string?> values)
    {
        int[] bins = [.. values.OfType<string>().Select(v => int.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).Order()];
        if (bins.Length == 0)
            return null;
        var (from, to) = (bins[0] - 1 - Neighbours, bins[^1] + Neighbours);
        return (from >= 0 ? dimension.Bounds[from] : null, to < dimension.Bounds.Count ? dimension.Bounds[to] : null);
    }

    private static double Beyond(double value) => value + Math.Max(1e-9, Math.Abs(value) * 1e-12);

    private async Task<List<Tile>?> ReadAsync(Segment segment, int place, double? from, double? to, CancellationToken cancellationToken)
    {
        if (file.Times.Event is not { } time)
            return null;
        var metric = file.Metric;
        var value = segment.Parts[place].Dimension.Value;
        var others = segment.Parts.Where((_, i) => i != place).Select(p => p.Dimension.Condition(p.Values, file.Interview.Dialect));
        var rows = SelectBuilder
            .From(segment.Rows(metric.From))
            .Where(
                Term.AllOf([
                    metric.Filter,
                    periods.Any(time),
                    .. others,
                    value.IsNotNull(),
                    from is { } f ? value.AtLeast(Term.Number(f)) : null,
                    to is { } t ? value.LessThan(Term.Number(t)) : null,
                ])
            )
            .Select(
                Ask.Real(value).As("x"),
                Term.Flag(periods.Incident(time)).As("now"),
                metric.Numerator.As("above"),
                metric.Denominator.As("below")
            )
            .ToQuery();
        Expression Of(string source, string column) => Term.Column(source, column);
        Expression Side(double now, Expression added) =>
            Term.Sum(Term.Case().When(Of("r", "now").EqualTo(Term.Number(now)), added).Else(Term.Zero));
        // A value is in one tile only, however many rows have it.
        var values = SelectBuilder
            .From(Relation.Derived(rows, "r"))
            .Select(
                Of("r", "x").As("x"),
                Side(1, Term.One).As("rows_now"),
                Side(1, Of("r", "above")).As("above_now"),
                Side(1, Of("r", "below")).As("below_now"),
                Side(0, Term.One).As("rows_before"),
                Side(0, Of("r", "above")).As("above_before"),
                Side(0, Of("r", "below")).As("below_before")
            )
            .GroupBy([Of("r", "x")])
            .ToQuery();
        string[] sums = ["rows_now", "above_now", "below_now", "rows_before", "above_before", "below_before"];
        var tiled = SelectBuilder
            .From(Relation.Derived(values, "v"))
            .Select([
                Of("v", "x").As("x"),
                .. sums.Select(s => Of("v", s).As(s)),
                Term.Call("ntile", Term.Number(Tiles)).Over([], [Of("v", "x")]).As("tile"),
            ])
            .ToQuery();
        var query = SelectBuilder
            .From(Relation.Derived(tiled, "q"))
            .Select([
                Of("q", "tile").As("tile"),
                Term.Min(Of("q", "x")).As("least"),
                Term.Max(Of("q", "x")).As("greatest"),
                .. sums.Select(s => Term.Sum(Of("q", s)).As(s)),
            ])
            .GroupBy([Of("q", "tile")])
            .OrderBy(Term.Column("tile"))
            .ToQuery();
        var name = segment.Parts[place].Dimension.Name;
        var answer = await file.Interview.TryAskAsync(Phase, $"{metric.Name} along {name}, now and before", query, cancellationToken);
        return answer is null ? null : Tile.Read(answer);
    }
}
