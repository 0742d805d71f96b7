using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Values that turn wrong while their rows stay: nulls, shifts, units, signs, defaults.</summary>
internal static class ValueFaults
{
    private static readonly double[] Units = [1000, 0.001, 100, 0.01, 60, 1 / 60.0, 2.54, 3600];

    /// <summary>Dollars per unit, rounded; only ratios matter.</summary>
    private static readonly Dictionary<string, double> Dollars = new()
    {
        ["USD"] = 1,
        ["EUR"] = 1.083,
        ["GBP"] = 1.268,
        ["JPY"] = 0.0066,
        ["SEK"] = 0.0953,
        ["CHF"] = 1.126,
        ["PLN"] = 0.252,
        ["DKK"] = 0.145,
        ["INR"] = 0.012,
        ["BRL"] = 0.198,
        ["NGN"] = 0.00065,
        ["KES"] = 0.0077,
        ["COP"] = 0.00024,
        ["VND"] = 0.0000394,
        ["PEN"] = 0.268,
    };

    public static Injection BadValues(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = draw.Chance(0.3) ? fact.Status : draw.Pick(fact.Fillable);
        var release = stage.Given is null && fact.Version is not null && draw.Chance(0.6) ? Release.Roll(stage) : null;
        var segment = release?.Segment ?? stage.Segment(0.05, 0.45, column);
        var nulls = column != fact.Status || draw.Chance(0.4);
        var accepted = Distinct(fact, column);
        var changed = stage.Some(stage.Rows(segment), stage.HitShare() * Math.Min(1, stage.Strength));
        foreach (var row in changed)
            row[fact.Index(column)] = nulls ? null : draw.OneOf("undefined", "#ERR", "-");
        var index = fact.Index(column);
        var metric =
            nulls && draw.Chance(0.25)
                ? MetricKinds.Custom(
                    fact,
                    $"avg(case when {Quoted(column)} is null then 1.0 else 0.0 end)",
                    rows => MetricKinds.Share(rows, r => r[index] is null)
                )
            : nulls ? MetricKinds.NullRate(fact, column)
            : MetricKinds.Accepted(fact, column, accepted);
        return new Injection
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Trigger = release?.Trigger,
            Culprits = release is null ? [] : [new(null, fact.Version, release.Version)],
            Story = $"{column} turned {(nulls ? "NULL" : "invalid")} where {segment}",
        };
    }

    public static Injection ValueShift(Stage stage)
    {
        var measure = stage.Draw.Pick(stage.Fact.Measures);
        var factor = stage.Draw.Chance(0.6)
            ? 1 + stage.Draw.Uniform(0.35, 0.95) * stage.Strength
            : 1 / (1 + stage.Draw.Uniform(0.4, 0.9) * stage.Strength);
        var segment = stage.Segment(0.08, 0.5, measure);
        return Scaled(stage, measure, segment, value => value * factor, $"{measure} × {factor:0.###} where {segment}");
    }

    public static Injection UnitChange(Stage stage)
    {
        var measure = stage.Draw.Pick(stage.Fact.Measures);
        var factor = stage.Draw.Pick(Units);
        var segment = stage.SegmentOrWhole(0.25, 0.08, 0.5, measure);
        return Scaled(stage, measure, segment, value => value * factor, $"{measure} × {factor:0.####} (unit) where {segment}");
    }

    public static Injection CurrencySwap(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var amount = fact.Amount ?? throw new InvalidOperationException("No amount column.");
        var code = fact.Currency ?? throw new InvalidOperationException("No currency column.");
        var from = Common(stage, code, 0.06);
        var to = draw.Pick(Dollars.Keys.Where(k => k != from && Math.Abs(Math.Log(Dollars[k] / Dollars[from])) > 0.25).ToList());
        var factor = Dollars[from] / Dollars[to];
        var segment = new Segment([new(code, "=", from)]);
        var changed = stage.Some(stage.Rows(segment), stage.HitShare());
        var index = fact.Index(amount);
        foreach (var row in changed)
            row[index] = row[index] is double value ? Math.Round(value * factor, 2) : null;
        return new Injection
        {
            Metric = NumberMetric(stage, amount),
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = $"{amount} of {from} rows written in {to} (× {factor:0.####}) while {code} still says {from}",
        };
    }

    public static Injection SignFlip(Stage stage)
    {
        var measure = stage.Draw.Pick(stage.Fact.Measures);
        var segment = stage.SegmentOrWhole(0.15, 0.06, 0.5, measure);
        return Scaled(stage, measure, segment, value => -value, $"{measure} negated where {segment}", "mean", "sum", "min");
    }

    public static Injection BooleanInversion(Stage stage)
    {
        var fact = stage.Fact;
        var flag = fact.Flag ?? throw new InvalidOperationException("No boolean column.");
        var segment = stage.Segment(0.06, 0.5, flag);
        var changed = stage.Some(stage.Rows(segment), 1);
        var index = fact.Index(flag);
        foreach (var row in changed)
            row[index] = row[index] is bool value ? !value : null;
        var metric = stage.Draw.Chance(0.5)
            ? MetricKinds.CategoryShare(fact, flag, "true")
            : MetricKinds.Custom(
                fact,
                $"avg(case when {Quoted(flag)} then 1.0 else 0.0 end)",
                rows => MetricKinds.Share(rows, r => r[index] is true)
            );
        return new Injection
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            AlsoRight = ["boolean_inversion"],
            Story = $"{flag} inverted where {segment}",
        };
    }

    public static Injection PrecisionLoss(Stage stage)
    {
        var fact = stage.Fact;
        var measure = stage.Draw.Pick(fact.Measures.Where(m => fact.Table.Columns[fact.Index(m)].Scale >= 2).ToList());
        var segment = stage.SegmentOrWhole(0.3, 0.08, 0.5, measure);
        var index = fact.Index(measure);
        var changed = stage.Some(stage.Rows(segment), 1);
        foreach (var row in changed)
            row[index] = row[index] is double value ? Math.Round(value) : null;
        var metric = MetricKinds.Custom(
            fact,
            $"avg(case when {Quoted(measure)} <> round({Quoted(measure)}) then 1.0 else 0.0 end)",
            rows => MetricKinds.Share(rows, r => r[index] is double value && Math.Abs(value - Math.Round(value)) > 1e-9)
        );
        return new Injection
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = $"{measure} rounded to whole numbers where {segment}",
        };
    }

    public static Injection DefaultFill(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        if (draw.Chance(0.5))
        {
            var measure = draw.Pick(fact.Measures);
            var sentinel = draw.OneOf(0.0, -1, 9999, 99999);
            var part = stage.Segment(0.08, 0.5, measure);
            return Scaled(stage, measure, part, _ => sentinel, $"{measure} filled with {sentinel} where {part}", "mean", "median", "min");
        }
        var column = draw.Pick(fact.Fillable.Where(c => fact.Table.Columns[fact.Index(c)].Kind == CellKind.Text).ToList());
        var filler = draw.OneOf("N/A", "unknown", "0", "none");
        var segment = stage.Segment(0.06, 0.5, column);
        var changed = stage.Some(stage.Rows(segment), stage.HitShare());
        foreach (var row in changed)
            row[fact.Index(column)] = filler;
        var metric =
            draw.Chance(0.5) || column != fact.Code || fact.CodePattern is null
                ? MetricKinds.CategoryShare(fact, column, filler)
                : MetricKinds.Format(fact, column, fact.CodePattern);
        return new Injection
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = $"{column} filled with '{filler}' where {segment}",
        };
    }

    public static Metric NumberMetric(Stage stage, string measure, params string[] aggregates)
    {
        var aggregate = stage.Draw.Pick(aggregates.Length > 0 ? aggregates : ["mean", "mean", "sum", "median", "quantile"]);
        return MetricKinds.Number(stage.Fact, measure, aggregate, aggregate == "quantile" ? 0.9 : null);
    }

    public static List<string> Distinct(Fact fact, string column)
    {
        var index = fact.Index(column);
        return [.. fact.Table.Rows.Select(r => r[index]).OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(60)];
    }

    public static string Quoted(string column) => $"\"{column}\"";

    /// <summary>A value of a column that at least this share of the rows in the window carries.</summary>
    public static string Common(Stage stage, string column, double share)
    {
        var index = stage.Fact.Index(column);
        var rows = stage.Rows(Segment.Whole);
        return stage.Draw.Pick(
            rows.Where(r => r[index] is string)
                .GroupBy(r => (string)(r[index] ?? ""))
                .Where(g => g.Count() >= share * rows.Count)
                .Select(g => g.Key)
                .Order(StringComparer.Ordinal)
                .ToList()
        );
    }

    private static Injection Scaled(
        Stage stage,
        string measure,
        Segment segment,
        Func<double, double> change,
        string story,
        params string[] aggregates
    )
    {
        var changed = stage.Some(stage.Rows(segment), stage.HitShare());
        var index = stage.Fact.Index(measure);
        var scale = stage.Table.Columns[index].Scale;
        changed.RemoveWhere(r => r[index] is not double);
        foreach (var row in changed)
            row[index] = row[index] is double value ? Rounded(change(value), scale) : null;
        return new Injection
        {
            Metric = NumberMetric(stage, measure, aggregates),
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = story,
        };
    }

    /// <summary>Small units need more decimals than the column had, or the change of unit would read as zeros.</summary>
    private static double Rounded(double value, int scale) => Math.Round(value, Math.Abs(value) < 1 ? scale + 4 : scale);
}
