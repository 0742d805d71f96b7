using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>Chooses the columns that rows can be cut by: few values, or ranges of a number, or the frequent values of many.</summary>
internal sealed class DimensionFinder(CaseFile file, Periods periods)
{
    private const string Phase = "profile";
    private const int MostColumns = 60;
    private const int MostValues = 200;
    private const int MostRanges = 7;
    private const int Bins = 12;
    private const int Sample = 200_000;
    private const double Unique = 0.99;

    private readonly Interview _interview = file.Interview;

    public async Task<OwnDimensions> OwnAsync(CancellationToken cancellationToken)
    {
        ColumnSchema[] columns = [.. file.Table.Columns.Where(MayCut).Take(MostColumns)];
        var time = file.Times.Event;
        if (columns.Length == 0 || time is null)
            return new OwnDimensions([], []);
        var rows = Sampled(columns, time);
        var now = Term.Column("s", "now").EqualTo(Term.One);
        var query = SelectBuilder
            .From(Relation.Derived(rows, "s"))
            .Select([
                Term.Count().As("row_count"),
                Term.CountWhere(now).As("rows_now"),
                .. columns.SelectMany(
                    (_, i) =>
                        new[]
                        {
                            Term.Count(Term.Column("s", $"c{i}")).As($"n{i}"),
                            Term.CountDistinct(Term.Column("s", $"c{i}")).As($"d{i}"),
                            Term.CountDistinct(Term.Case().When(now, Term.Column("s", $"c{i}")).End()).As($"w{i}"),
                        }
                ),
            ])
            .ToQuery();
        var answer = await _interview.TryAskAsync(Phase, $"how many values each column of {file.Table.Name} has", query, cancellationToken);
        if (answer is not { Rows: [var row] })
            return new OwnDimensions([], []);
        var (total, share) = (Cell.Real(row[0]), Cell.Real(row[1]) / Math.Max(1, Cell.Real(row[0])));
        var found = new List<Dimension>();
        var numbers = new List<ColumnSchema>();
        var texts = new List<ColumnSchema>();
        for (var i = 0; i < columns.Length; i++)
        {
            var (filled, distinct, inWindow) = (Cell.Real(row[2 + 3 * i]), Cell.Real(row[3 + 3 * i]), Cell.Real(row[4 + 3 * i]));
            if (ColumnTraits.IsNumber(columns[i]) && distinct > 40)
            {
                // A key that no two rows share is the row's name: rows on top have names of their own, whatever brought them.
                if (columns[i].Type == LogicalType.Integer && ColumnTraits.SoundsLikeKey(columns[i].Name) && distinct >= Unique * filled)
                    continue;
                // A number that many rows share may be a tariff or a rate, whose ranges drift with time: then the window has values of its own.
                if (distinct > 0.15 * filled || !IsOfTheDay(distinct, inWindow, share))
                    numbers.Add(columns[i]);
                continue;
            }
            if (columns[i].Type is LogicalType.Float or LogicalType.Decimal && distinct >= 8 && IsOfTheDay(distinct, inWindow, share))
                continue;
            if (Cut(columns[i], total, filled, distinct, inWindow) is { } dimension)
                found.Add(dimension);
            // A load's name is new each time, so that few of them are many.
            if (columns[i].Type == LogicalType.String && distinct > (ColumnTraits.SoundsLikeBatch(columns[i].Name) ? 8 : 40))
                texts.Add(columns[i]);
        }
        found.AddRange(await RangesAsync(numbers, cancellationToken));
        return new OwnDimensions(found, texts);
    }

    /// <summary>
    /// Of many rows the first are those of the oldest stretch, which has nothing of what came up since: the window and its past give half each.
    /// </summary>
    private Query Sampled(ColumnSchema[] columns, TimeAxis time)
    {
        SelectBuilder Of(Expression within) =>
            SelectBuilder
                .From(Ask.Table(file.Table.Name, Ask.Rows))
                .Where(within)
                .Select([
                    .. columns.Select((c, i) => Term.Column(Ask.Rows, c.Name).As($"c{i}")),
                    Term.Flag(periods.Incident(time)).As("now"),
                ]);
        var fine = file.Timeline?.Fine;
        var all = fine is null
            ? 0
            : periods.Past.Append((periods.From, periods.To)).Sum(p => fine.Sum(fine.IndexOf(p.From), fine.IndexOf(p.To)).Rows);
        if (all <= Sample)
            return Of(periods.Any(time)).Limit(Sample).ToQuery();
        SelectBuilder Half(SelectBuilder rows, string alias) =>
            SelectBuilder
                .From(Relation.Derived(rows.Limit(Sample / 2).ToQuery(), alias))
                .Select([.. columns.Select((_, i) => Term.Column(alias, $"c{i}").As($"c{i}")), Term.Column(alias, "now").As("now")]);
        return SelectBuilder.UnionAll([Half(Of(periods.Incident(time)), "a"), Half(Of(periods.Before(time)), "b")]);
    }

    private bool MayCut(ColumnSchema column)
    {
        var metric = file.Metric;
        if (metric.Columns.Contains(column.Name) || ColumnTraits.IsTime(column))
            return false;
        if (file.Times.All.Any(a => a.Column == column.Name))
            return false;
        return IsCategory(column) || column.Type is LogicalType.Float or LogicalType.Decimal && metric.Form is not MetricForm.Sum;
    }

    /// <summary>The window holds no more of a number's values than its share of the rows: they are new every day, and have no past.</summary>
    private static bool IsOfTheDay(double distinct, double inWindow, double share) =>
        inWindow <= Math.Min(0.9, Math.Max(0.25, 1.3 * share)) * distinct;

    internal static bool IsCategory(ColumnSchema c) =>
        c.Type is LogicalType.String or LogicalType.Boolean or LogicalType.Integer or LogicalType.Uuid or LogicalType.Unknown;

    private static Dimension? Cut(ColumnSchema column, double total, double filled, double distinct, double inWindow)
    {
        if (distinct == 0 || distinct < 2 && filled == total)
            return null;
        if (distinct > 0.4 * filled && distinct > MostValues)
            return null;
        // A load's name is never seen again: what the window holds is a fraction of all there are.
        var comesAndGoes = distinct >= 8 && inWindow > 0 && inWindow < 0.5 * distinct;
        var batch = comesAndGoes && (ColumnTraits.SoundsLikeBatch(column.Name) || inWindow <= 0.35 * distinct);
        return distinct <= MostValues || inWindow <= MostValues || filled / distinct >= 10
            ? new Dimension { Column = column, IsBatch = batch }
            : null;
    }

    /// <summary>Ranges between the usual quantiles of a number.</summary>
    private async Task<IReadOnlyList<Dimension>> RangesAsync(List<ColumnSchema> numbers, CancellationToken cancellationToken)
    {
        if (file.Metric.Form == MetricForm.Sum || file.Times.Event is not { } time)
            return [];
        ColumnSchema[] chosen = [.. numbers.OrderBy(n => ColumnTraits.SoundsLikeKey(n.Name)).Take(MostRanges)];
        if (chosen.Length == 0)
            return [];
        var parts = chosen.Select((c, i) => Tiles(c, i, time));
        var answer = await _interview.TryAskAsync(
            Phase,
            "usual quantiles of the numbers",
            SelectBuilder.UnionAll([.. parts]),
            cancellationToken
        );
        if (answer is null)
            return [];
        var found = new List<Dimension>();
        foreach (var group in answer.Rows.GroupBy(r => (int)Cell.Real(r[0])))
        {
            double[] bounds = [.. group.Select(r => Cell.Real(r[2])).Order().Skip(1).Distinct()];
            if (bounds.Length >= 3)
                found.Add(new Dimension { Column = chosen[group.Key], Bounds = bounds });
        }
        return found;
    }

    private SelectBuilder Tiles(ColumnSchema column, int number, TimeAxis time)
    {
        var value = Term.Column(Ask.Rows, column.Name);
        var some = Ask.Some(
            SelectBuilder
                .From(Ask.Table(file.Table.Name, Ask.Rows))
                .Where(Term.AllOf(periods.Before(time), value.IsNotNull()))
                .Select(Ask.Real(value).As("x")),
            20_000,
            _interview.Dialect
        );
        var x = Term.Column("s", "x");
        var tiled = SelectBuilder
            .From(Relation.Derived(some, "s"))
            .Select(x.As("x"), Term.Call("ntile", Term.Number(Bins)).Over([], [x]).As("tile"))
            .ToQuery();
        return SelectBuilder
            .From(Relation.Derived(tiled, "q"))
            .Select(Term.Number(number).As("number"), Term.Column("q", "tile").As("tile"), Term.Min(Term.Column("q", "x")).As("low"))
            .GroupBy([Term.Column("q", "tile")]);
    }
}

/// <summary>What a table's own columns can be cut by.</summary>
/// <param name="Dimensions">Columns of few values, ranges of numbers, the frequent values of many.</param>
/// <param name="Texts">Texts of too many values to cut by, whose parts may serve.</param>
internal sealed record OwnDimensions(IReadOnlyList<Dimension> Dimensions, IReadOnlyList<ColumnSchema> Texts);
