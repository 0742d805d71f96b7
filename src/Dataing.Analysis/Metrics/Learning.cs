using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Learns from the data before the alert what the alert does not say: accepted values, usual forms, bounds and keys.</summary>
internal sealed class Learning(Interview interview, TableSchema table, TableOverview overview, TimeColumns times, DateTime? alerted)
{
    private const string Phase = "confirm";
    private const int MostValues = 200;

    private TableSource Rows => Ask.Table(table.Name, Ask.Rows);

    /// <summary>The rows that are safe to learn from: those well before the alert.</summary>
    private Expression? Past => times.Event is { } time && alerted is { } at ? time.Before(at.Date.AddDays(-3)) : null;

    /// <summary>What is usual of a column's values, and a metric for what is not.</summary>
    public async Task<IReadOnlyList<Metric>> ValidityAsync(string column, MetricFactory make, CancellationToken cancellationToken)
    {
        var values = await ValuesAsync(column, Past, cancellationToken);
        if (values.Count == 0)
            return [];
        var total = values.Sum(v => v.Count);
        if (values.Count < MostValues && total / values.Count >= 5 && !await GrowsAsync(column, values, cancellationToken))
        {
            string[] accepted = [.. values.Where(v => v.Count >= Math.Min(3, total / 1000)).Select(v => v.Value)];
            return
            [
                make.Invalid(column, accepted) with
                {
                    Choices = [$"The {accepted.Length} values of {column} seen before the alert were taken as the accepted ones."],
                },
            ];
        }
        if (Shapes.Usual([.. values.Select(v => v.Value)]) is not { } shape)
            return
            [
                .. await NewSignsAsync(column, values, make, cancellationToken) is { } signs ? [signs] : Array.Empty<Metric>(),
                make.Length(column),
            ];
        var text = Term.Column(Ask.Rows, column).ToText();
        var mismatch = Patterns.Mismatch(text, shape.Pattern, interview.Dialect) ?? shape.Mismatch(text);
        return
        [
            make.Malformed(column, shape.Pattern, mismatch) with
            {
                Choices = [$"The form that values of {column} had before the alert, {shape.Pattern}, was taken as the right one."],
            },
            make.Length(column),
        ];
    }

    /// <summary>Texts without a form in common still have signs in common: those that only came with the alert are watched. Null when there are none.</summary>
    private async Task<Metric?> NewSignsAsync(
        string column,
        IReadOnlyList<(string Value, double Count)> usual,
        MetricFactory make,
        CancellationToken cancellationToken
    )
    {
        if (times.Event is not { } time || alerted is not { } at)
            return null;
        var known = usual.SelectMany(v => v.Value).ToHashSet();
        var now = await ValuesAsync(column, Term.AllOf(time.From(at.Date), time.Before(at.Date.AddDays(2))), cancellationToken);
        char[] signs =
        [
            .. now.SelectMany(v => v.Value.Distinct())
                .Where(c => !known.Contains(c) && !char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && c is not ('%' or '_' or '\\'))
                .GroupBy(c => c)
                .Where(g => g.Count() > 1)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key)
                .Take(8)
                .Select(g => g.Key),
        ];
        if (signs.Length == 0)
            return null;
        var text = Term.Column(Ask.Rows, column).ToText();
        var shown = string.Join(" ", signs);
        return make.Malformed(column, $"no {shown}", Term.Any([.. signs.Select(s => text.Like($"%{s}%"))])) with
        {
            Name = $"share of {table.Name.Name}.{column} with signs that it did not have ({shown})",
            Choices = [$"Values of {column} have no form in common; the signs that none had before the alert were watched: {shown}."],
        };
    }

    /// <summary>The shares of the values that moved most around the alert.</summary>
    public async Task<IReadOnlyList<Metric>> SharesAsync(string column, MetricFactory make, CancellationToken cancellationToken)
    {
        var values = await ValuesAsync(column, null, cancellationToken);
        if (values.Count is 0 or >= MostValues)
            return [];
        if (times.Event is not { } time || alerted is not { } at)
            return [.. values.Take(3).Select(v => make.Share(column, v.Value))];
        var now = await ValuesAsync(column, time.From(at.Date), cancellationToken);
        var before = values.ToDictionary(v => v.Value, v => v.Count / values.Sum(o => o.Count));
        var after = now.ToDictionary(v => v.Value, v => v.Count / Math.Max(1, now.Sum(o => o.Count)));
        return
        [
            .. before
                .Keys.OrderByDescending(v => Math.Abs(after.GetValueOrDefault(v) - before[v]))
                .ThenBy(v => v, StringComparer.Ordinal)
                .Take(2)
                .Select(v => make.Share(column, v) with { Choices = [$"'{v}' is the value of {column} whose share moved most."] }),
        ];
    }

    /// <summary>The additive readings of a minimum, maximum, quantile or deviation: shares of rows beyond bounds learned from the past.</summary>
    public async Task<IReadOnlyList<Metric>> TailsAsync(
        string column,
        AggregateName aggregate,
        MetricFactory make,
        CancellationToken cancellationToken
    )
    {
        if (await QuantilesAsync(column, cancellationToken) is not { } quantiles)
            return [];
        var label = aggregate.Quantile is { } q
            ? q == 0.5
                ? "median"
                : FormattableString.Invariant($"p{100 * q:0.##}")
            : aggregate.Kind;
        var name = $"{label} of {table.Name.Name}.{column}";
        var native = aggregate.Kind switch
        {
            "min" => Term.Min(Term.Column(Ask.Rows, column)),
            "max" => Term.Max(Term.Column(Ask.Rows, column)),
            _ => null,
        };
        Metric Tail(double bound, bool above) => make.Tail(column, bound, above, name, native) with { Quantile = aggregate.Quantile };
        return aggregate.Kind switch
        {
            "max" => [Tail(quantiles[^1], true), Tail(quantiles[98], true), Tail(quantiles[90], true)],
            "min" => [Tail(quantiles[0], false), Tail(quantiles[1], false), Tail(quantiles[10], false)],
            "quantile" =>
            [
                Tail(quantiles[(int)Math.Round(100 * Math.Clamp(aggregate.Quantile ?? 0.5, 0, 1))], (aggregate.Quantile ?? 0.5) >= 0.5),
            ],
            _ => [make.Mean(column) with { Name = name }, Tail(quantiles[98], true)],
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
        return make.DatesBeyond(
            dated,
            isFirst ? dated.Before(first) : dated.From(last.AddDays(1)),
            $"{kind} of {table.Name.Name}.{dated.Column}",
            ends[isFirst ? 0 : 1]
        );
    }

    /// <summary>The hundred-quantiles of the past, least and greatest included: 101 numbers. Works in every engine with window functions.</summary>
    public async Task<double[]?> QuantilesAsync(string column, CancellationToken cancellationToken)
    {
        var value = Term.Column(Ask.Rows, column);
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
        var answer = await interview.TryAskAsync(Phase, $"usual quantiles of {column}", query, cancellationToken);
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
            make.PartOfDay(time.Column, hour, 0, middle) with
            {
                Choices =
                [
                    $"The hours of {time.Column} were watched by the share of rows before {middle:00}:00, half of them in ordinary times.",
                ],
            },
            make.PartOfDay(time.Column, hour, quiet, (quiet + 8) % 24) with
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

    /// <summary>The key that rows were meant to be unique on: nearly unique, not quite.</summary>
    public async Task<(IReadOnlyList<string> Key, string Because)> BusinessKeyAsync(CancellationToken cancellationToken)
    {
        ColumnSchema[] candidates =
        [
            .. table
                .Columns.Where(c => (ColumnTraits.IsText(c) || c.Type == LogicalType.Integer) && ColumnTraits.SoundsLikeKey(c.Name))
                .Take(12),
        ];
        if (candidates.Length == 0)
            candidates = [.. table.Columns.Where(c => ColumnTraits.IsText(c) || c.Type == LogicalType.Integer).Take(6)];
        if (candidates.Length == 0)
            return ([], "");
        var items = candidates.SelectMany(
            (c, i) =>
                new[]
                {
                    Term.Count(Term.Column(Ask.Rows, c.Name)).As($"n{i}"),
                    Term.CountDistinct(Term.Column(Ask.Rows, c.Name)).As($"d{i}"),
                }
        );
        var answer = await interview.TryAskAsync(
            Phase,
            "which column is nearly unique",
            SelectBuilder.From(Rows).Select(items).ToQuery(),
            cancellationToken
        );
        if (answer is not { Rows: [var row] })
            return (table.PrimaryKey, "The primary key was taken as the key.");
        var uniqueness = candidates
            .Select((c, i) => (Column: c.Name, Filled: Cell.Real(row[2 * i]), Distinct: Cell.Real(row[2 * i + 1])))
            .Where(u => u.Filled > 0.5 * overview.Rows && u.Distinct > 0.3 * u.Filled)
            .ToList();
        var repeated = uniqueness.Where(u => u.Distinct < u.Filled).OrderByDescending(u => u.Distinct / u.Filled).ToList();
        if (repeated.Count > 0)
            return ([repeated[0].Column], $"{repeated[0].Column} was taken as the key: nearly every row has its own.");
        return uniqueness.Count > 0 ? ([uniqueness[0].Column], $"{uniqueness[0].Column} was taken as the key.") : ([], "");
    }

    /// <summary>The columns whose filling is neither full nor empty: where a schema change would show.</summary>
    public Task<IReadOnlyList<string>> FillingsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<string> columns =
        [
            .. overview
                .Columns.Values.Where(c => c.Filled < overview.Rows)
                .OrderBy(c => Math.Abs(c.Filled / Math.Max(1, overview.Rows) - 0.5))
                .Take(4)
                .Select(c => c.Column.Name),
        ];
        return Task.FromResult(columns);
    }

    /// <summary>
    /// True when values never seen before are an everyday thing, as of a date or a batch: then a new value is no unexpected one. Judged by the
    /// last tenth of the past against the rest of it.
    /// </summary>
    private async Task<bool> GrowsAsync(
        string column,
        IReadOnlyList<(string Value, double Count)> values,
        CancellationToken cancellationToken
    )
    {
        if (
            values.Count < 10
            || times.Event is not { } time
            || alerted is not { } at
            || time.ReadMoment(overview.Of(time.Column)?.Least) is not { } first
        )
            return false;
        var end = at.Date.AddDays(-3);
        var split = end - Math.Max(1, Math.Round((end - first).TotalDays / 10)) * TimeSpan.FromDays(1);
        var recent = await ValuesAsync(column, Term.AllOf(time.From(split), Past), cancellationToken);
        var earlier = (await ValuesAsync(column, time.Before(split), cancellationToken)).Select(v => v.Value).ToHashSet();
        return earlier.Count > 0 && recent.Where(v => !earlier.Contains(v.Value)).Sum(v => v.Count) > 0.02 * recent.Sum(v => v.Count);
    }

    private async Task<IReadOnlyList<(string Value, double Count)>> ValuesAsync(
        string column,
        Expression? condition,
        CancellationToken cancellationToken
    )
    {
        var value = Term.Column(Ask.Rows, column);
        var count = Term.Column("n");
        var query = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(condition, value.IsNotNull()))
            .Select(value.As("value"), Term.Count().As("n"))
            .GroupBy([value])
            .OrderBy(count.Descending(), Term.Column("value").Ascending())
            .Limit(MostValues)
            .ToQuery();
        var answer = await interview.TryAskAsync(Phase, $"usual values of {column}", query, cancellationToken);
        return answer is null ? [] : [.. answer.Rows.Select(r => (Cell.Text(r[0]) ?? "", Cell.Real(r[1])))];
    }
}
