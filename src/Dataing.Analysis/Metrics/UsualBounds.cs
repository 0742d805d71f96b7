using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Learns from the data before the alert where numbers and times usually end: quantiles, decimals, hours of the day, lags.</summary>
internal sealed class UsualBounds(Interview interview, TableSchema table, TimeColumns times, DateTime? alerted)
{
    private const string Phase = "confirm";

    private TableSource Rows => Ask.Table(table.Name, Ask.Rows);

    private Expression? Past => Learning.Before(times, alerted);

    /// <summary>The additive readings of a minimum, maximum, quantile or deviation: shares of rows beyond bounds learned from the past.</summary>
    public async Task<IReadOnlyList<Metric>> TailsAsync(
        MeasuredValue measured,
        AggregateName aggregate,
        MetricFactory make,
        CancellationToken cancellationToken
    )
    {
        if (await QuantilesAsync(measured, cancellationToken) is not { } quantiles)
            return [];
        var label = aggregate.Quantile is { } q
            ? q == 0.5
                ? "median"
                : FormattableString.Invariant($"p{100 * q:0.##}")
            : aggregate.Kind;
        var name = $"{label} of {measured.Name}";
        var native = aggregate.Kind switch
        {
            "min" => Term.Min(measured.Value),
            "max" => Term.Max(measured.Value),
            _ => null,
        };
        Metric Tail(double bound, bool above) =>
            make.Tail(measured, bound, above, name, native) with
            {
                Quantile = aggregate.Quantile,
                Choices =
                [
                    $"Over time the {label} was watched by the share of rows {(above ? "above" : "below")} {Figures.Number(bound)}.",
                ],
            };
        return aggregate.Kind switch
        {
            "max" => [Tail(quantiles[^1], true), Tail(quantiles[98], true), Tail(quantiles[90], true)],
            "min" => [Tail(quantiles[0], false), Tail(quantiles[1], false), Tail(quantiles[10], false)],
            "quantile" =>
            [
                Tail(quantiles[(int)Math.Round(100 * Math.Clamp(aggregate.Quantile ?? 0.5, 0, 1))], (aggregate.Quantile ?? 0.5) >= 0.5),
            ],
            _ when measured.IsColumn =>
            [
                make.Mean(measured.Columns[0]) with
                {
                    Name = name,
                    Watched = $"mean of {measured.Name}",
                },
                Tail(quantiles[98], true),
            ],
            _ => [Tail(quantiles[98], true)],
        };
    }

    /// <summary>The additive reading of the first or last date: the share of rows beyond what there was in the past; null without a past.</summary>
    public async Task<Metric?> DatesBeyondAsync(TimeAxis dated, string kind, MetricFactory make, CancellationToken cancellationToken)
    {
        Expression[] ends = [Term.Min(dated.Value), Term.Max(dated.Value)];
        var query = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(Past, dated.Value.IsNotNull()))
            .Select(ends[0].As("first_at"), ends[1].As("last_at"))
            .ToQuery();
        var answer = await interview.TryAskAsync(Phase, $"first and last {dated.Column} before the alert", query, cancellationToken);
        if (answer?.Rows is not [var row, ..] || dated.ReadMoment(row[0]) is not { } first || dated.ReadMoment(row[1]) is not { } last)
            return null;
        var isFirst = kind == "min";
        return new TimeMetrics(table).DatesBeyond(
            dated,
            isFirst ? dated.Before(first) : dated.From(last.AddDays(1)),
            $"{kind} of {table.Name.Name}.{dated.Column}",
            ends[isFirst ? 0 : 1]
        );
    }

    /// <summary>The hundred-quantiles of the past, least and greatest included: 101 numbers. Works in every engine with window functions.</summary>
    public async Task<double[]?> QuantilesAsync(MeasuredValue measured, CancellationToken cancellationToken)
    {
        var value = measured.Value;
        var tiles = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(Past, value.IsNotNull()))
            .Select(Ask.Real(value).As("x"), Term.Call("ntile", Term.Number(100)).Over([], [value]).As("tile"))
            .ToQuery();
        var x = Term.Column("q", "x");
        var query = SelectBuilder
            .From(Relation.Derived(tiles, "q"))
            .Select(Term.Column("q", "tile").As("tile"), Term.Min(x).As("low"), Term.Max(x).As("high"))
            .GroupBy([Term.Column("q", "tile")])
            .OrderBy(Term.Column("tile"))
            .ToQuery();
        var answer = await interview.TryAskAsync(
            Phase,
            $"usual quantiles of {(measured.IsColumn ? measured.Columns[0] : measured.Name)}",
            query,
            cancellationToken
        );
        if (answer is not { Rows.Count: 100 })
            return null;
        return [Cell.Real(answer.Rows[0][1]), .. answer.Rows.Select(r => Cell.Real(r[2]))];
    }

    /// <summary>The share of values with fewer decimals than is usual: where values are rounded, it rises. Null for whole numbers.</summary>
    public async Task<Metric?> RoundedAsync(string column, MetricFactory make, CancellationToken cancellationToken)
    {
        var value = Term.Column(Ask.Rows, column);
        var query = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(Past, value.IsNotNull()))
            .Select([
                Term.Count().As("n"),
                .. Enumerable.Range(0, Decimals.Most + 1).Select(k => Term.CountWhere(Decimals.AtMost(value, k)).As($"at_most_{k}")),
            ])
            .ToQuery();
        if (await interview.TryAskAsync(Phase, $"usual decimals of {column}", query, cancellationToken) is not { Rows: [var row] })
            return null;
        var filled = Cell.Real(row[0]);
        var fewer = Enumerable.Range(0, Decimals.Most + 1).LastOrDefault(k => Cell.Real(row[k + 1]) < 0.3 * filled, -1);
        return fewer < 0 ? null : make.Rounded(column, fewer);
    }

    /// <summary>
    /// Two parts of the day whose shares tell a shifted clock: before the usual middle of the day's rows, and the quietest eight hours. They are
    /// chosen from the past alone, so that chance in the incident does not choose them.
    /// </summary>
    public async Task<IReadOnlyList<Metric>> PartsOfDayAsync(TimeAxis time, MetricFactory make, CancellationToken cancellationToken)
    {
        if (time.HourOfDay() is not { } hour)
            return [];
        var query = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(Past, time.Value.IsNotNull()))
            .Select(hour.As("hour"), Term.Count().As("n"))
            .GroupBy([hour])
            .OrderBy(Term.Column("hour"))
            .ToQuery();
        if (await interview.TryAskAsync(Phase, $"usual rows by hour of {time.Column}", query, cancellationToken) is not { } answer)
            return [];
        var rows = new double[24];
        foreach (var row in answer.Rows)
            if (Cell.Real(row[0]) is >= 0 and < 24 and var h)
                rows[(int)h] += Cell.Real(row[1]);
        var total = rows.Sum();
        if (total < 100 || rows.Max() > 0.9 * total)
            return [];
        var middle = Enumerable.Range(1, 23).MinBy(h => Math.Abs(rows.Take(h).Sum() - total / 2));
        var quiet = Enumerable.Range(0, 24).MinBy(from => Enumerable.Range(from, 8).Sum(h => rows[h % 24]));
        return
        [
            new TimeMetrics(table).PartOfDay(time.Column, hour, 0, middle) with
            {
                Choices =
                [
                    $"The hours of {time.Column} were watched by the share of rows before {middle:00}:00, half of them in ordinary times.",
                ],
            },
            new TimeMetrics(table).PartOfDay(time.Column, hour, quiet, (quiet + 8) % 24) with
            {
                Choices =
                [
                    $"The hours of {time.Column} were watched by the share of rows in the eight that are quietest in ordinary times.",
                ],
            },
        ];
    }

    /// <summary>A lag that few rows exceed in ordinary times.</summary>
    public async Task<(double Bound, string? Choice)> LatenessBoundAsync(
        TimeAxis happened,
        TimeAxis loaded,
        CancellationToken cancellationToken
    )
    {
        var lag = loaded.Seconds().Minus(happened.Seconds());
        var rows = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(Past, happened.Value.IsNotNull(), loaded.Value.IsNotNull()))
            .Select(lag.As("lag"))
            .ToQuery();
        var tiled = SelectBuilder
            .From(Relation.Derived(rows, "r"))
            .Select(Term.Column("r", "lag").As("lag"), Term.Call("ntile", Term.Number(100)).Over([], [Term.Column("r", "lag")]).As("tile"))
            .ToQuery();
        var query = SelectBuilder
            .From(Relation.Derived(tiled, "q"))
            .Select(Term.Column("q", "tile").As("tile"), Term.Max(Term.Column("q", "lag")).As("high"))
            .GroupBy([Term.Column("q", "tile")])
            .OrderBy(Term.Column("tile"))
            .ToQuery();
        var answer = await interview.TryAskAsync(Phase, $"usual lag from {happened.Column} to {loaded.Column}", query, cancellationToken);
        if (answer is not { Rows.Count: 100 })
            return (0, null);
        double[] lags = [.. answer.Rows.Select(r => Cell.Real(r[1]))];
        var bound = Math.Max(60, lags[97] + 0.5 * (lags[97] - lags[49]));
        return (bound, $"Rows loaded more than {Spans.Words(bound)} after {happened.Column} count as late: ordinarily next to none are.");
    }
}
