using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Statistics;
using Dataing.Analysis.Timing;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Dimensions;

/// <summary>Each dimension by itself: how strongly its values moved against each other, and which of them mean anything.</summary>
internal sealed class Screening(CaseFile file, Periods periods)
{
    /// <summary>A mean of fewer rows is chance.</summary>
    private const double FewRows = 8;

    private const int FewestForGrowth = 4;
    private const double MostGrowth = 0.4;

    private readonly LeafRows _rows = new(file);
    private double _growth = 1;

    /// <summary>Each dimension with its values and how strongly any of them moved against the rest.</summary>
    public List<Marginal> Screen(IReadOnlyList<Dimension> dimensions, Answer answer)
    {
        _growth = Growth(answer);
        var marginals = new List<Marginal>();
        foreach (var group in answer.Rows.GroupBy(r => (int)Cell.Real(r[0])).OrderBy(g => g.Key))
        {
            var dimension = dimensions[group.Key];
            var values = group
                .GroupBy(r => Cell.Text(r[1]))
                .Select(g => Measured(g.Key, g.Select(r => (Period: r[2], Bucket: LeafRows.Sums(r, 3)))))
                .ToList();
            if (values.Count is < 2)
                continue;
            if (Foretells(dimension, values) || Clock.Tells(dimension, values, file.Metric.Form) || DiffersAlways(dimension, values))
                continue;
            var narrowed = Narrowed(dimension, values);
            var kept = narrowed.Kept.ToHashSet(StringComparer.Ordinal);
            string? Key(object? cell) =>
                Cell.Text(cell) is { } text && kept.Count > 0 && !kept.Contains(text) ? Dimension.Other : Cell.Text(cell);
            var table = _rows.Table(
                [(narrowed, 1)],
                [.. group.Select(r => (Keys: new[] { Key(r[1]) }, Period: (int)Cell.Real(r[2]), Bucket: LeafRows.Sums(r, 3)))],
                periods
            );
            var findings = SegmentSearch.Find(
                table,
                file.Metric.Form,
                SegmentSearchOptions.Default with
                {
                    EvidenceBar = 1,
                    MinimumEffect = 0.05,
                    FalseDiscoveryRate = 1,
                }
            );
            var evidence = findings.Causes.Count == 0 ? 0 : findings.Causes.Max(c => c.Evidence);
            marginals.Add(new Marginal(narrowed, values, evidence));
        }
        return [.. marginals.OrderByDescending(m => m.Evidence).ThenByDescending(m => Unevenness(m.Values))];
    }

    /// <summary>
    /// A number that the measured one follows (a tax, a distance, another unit) moves along with it: cut by such a number, the values look as
    /// they always did.
    /// </summary>
    private bool Foretells(Dimension dimension, IReadOnlyList<MarginalValue> values)
    {
        if (!dimension.IsRange || file.Metric.Form != MetricForm.Mean && file.Metric.Subject != Subject.Tail)
            return false;
        var past = values.Select(v => v.Past).Where(b => b.Denominator > 0).ToList();
        var all = past.Aggregate(default(Bucket), (a, b) => a + b);
        if (all.Denominator <= 0)
            return false;
        var mean = all.Numerator / all.Denominator;
        var total = file.Metric.Form == MetricForm.Mean ? all.Squares / all.Denominator - mean * mean : mean * (1 - mean);
        var between = past.Sum(b => b.Denominator * Math.Pow(b.Numerator / b.Denominator - mean, 2)) / all.Denominator;
        return (total <= 0 || between > 0.05 * total) && Moved(values);
    }

    /// <summary>
    /// Loads, or rates of the day, that are new every time have no past of their own to be compared with. When those of before differed from each
    /// other as much as those of now do, that they differ is no news.
    /// </summary>
    private bool DiffersAlways(Dimension dimension, IReadOnlyList<MarginalValue> values)
    {
        if (!dimension.IsBatch || file.Metric.Form != MetricForm.Mean)
            return false;
        double[] Means(Func<MarginalValue, Bucket> side)
        {
            var all = values.Select(side).Aggregate(default(Bucket), (a, b) => a + b);
            return all.Numerator == 0
                ? []
                :
                [
                    .. values
                        .Select(side)
                        .Where(b => b.Denominator >= FewRows)
                        .Select(b => b.Numerator / b.Denominator / (all.Numerator / all.Denominator)),
                ];
        }
        var (now, past) = (Means(v => v.Incident), Means(v => v.Past));
        return now.Length > 0 && past.Length >= 5 && now.Max() <= 1.1 * past.Max() && now.Min() >= 0.9 * past.Min();
    }

    /// <summary>The number's own distribution is not what it was.</summary>
    private static bool Moved(IReadOnlyList<MarginalValue> values)
    {
        var (now, past) = (values.Sum(v => v.Incident.Rows), values.Sum(v => v.Past.Rows));
        if (now <= 0 || past <= 0)
            return true;
        var square = values.Sum(v =>
        {
            var expected = (v.Past.Rows + 0.5) * now / past;
            return (v.Incident.Rows - expected) * (v.Incident.Rows - expected) / (expected * (1 + now / past));
        });
        return square > values.Count + 2 * Math.Sqrt(2 * values.Count);
    }

    /// <summary>True of a dimension whose values say nothing of how many rows there are in all.</summary>
    public bool IsTurnover(IReadOnlyList<MarginalValue> values) =>
        file.Metric.Form.IsAdditive()
        && (UnderWay.Of(values) || Turnover.Of(values, Exposure, falling: file.Timeline is { Direction: < 0 }));

    /// <summary>What the past rows foretell for the window: as many stretches as it is long, and the growth from stretch to stretch.</summary>
    private double Exposure => periods.Exposure / Math.Max(1, periods.Past.Count) * _growth;

    /// <summary>By how much all that is counted would have grown from the past stretches to the window, had it gone on as between them.</summary>
    private double Growth(Answer answer)
    {
        if (periods.Past.Count < FewestForGrowth)
            return 1;
        var past = answer
            .Rows.GroupBy(r => Cell.Real(r[0]))
            .Select(g =>
                g.Where(r => Cell.Real(r[2]) > 0)
                    .GroupBy(r => (int)Cell.Real(r[2]))
                    .ToDictionary(p => p.Key, p => p.Sum(r => Cell.Real(r[3])))
            )
            .MaxBy(p => p.Values.Sum());
        if (past is null || past.Count < FewestForGrowth || past.Values.Any(n => n <= 0))
            return 1;
        // The first past stretch is the latest.
        double[] slopes =
        [
            .. past.Keys.SelectMany(i => past.Keys.Where(j => j > i).Select(j => (Math.Log(past[i]) - Math.Log(past[j])) / (j - i))),
        ];
        return Math.Exp(Math.Clamp(Robust.Median(slopes) * (past.Count + 1) / 2, -MostGrowth, MostGrowth));
    }

    /// <summary>How differently the values moved. With two or three values the search cannot tell which of them did; that one did still shows.</summary>
    private double Unevenness(IReadOnlyList<MarginalValue> values)
    {
        var additive = file.Metric.Form.IsAdditive();
        double[] moves =
        [
            .. values.Select(v =>
                additive ? v.Incident.Numerator - v.Past.Numerator * periods.Exposure / Math.Max(1, periods.Past.Count)
                : v.Incident.Denominator <= 0 ? 0
                : v.Incident.Numerator / v.Incident.Denominator - (v.Past.Denominator > 0 ? v.Past.Numerator / v.Past.Denominator : 0)
            ),
        ];
        double[] weights = [.. values.Select(v => additive ? 1 : v.Incident.Denominator)];
        var all = weights.Sum();
        if (all <= 0)
            return 0;
        var mean = moves.Zip(weights, (m, w) => m * w).Sum() / all;
        return moves.Zip(weights, (m, w) => w * (m - mean) * (m - mean)).Sum() / all;
    }

    /// <summary>Of many values only the frequent and the telling are kept apart.</summary>
    private static Dimension Narrowed(Dimension dimension, List<MarginalValue> values)
    {
        if (dimension.IsRange || values.Count <= 40)
            return dimension;
        string[] kept =
        [
            .. values
                .Where(v => v.Value is not null)
                .OrderByDescending(v => v.Incident.Numerator)
                .Take(20)
                .Concat(
                    values
                        .Where(v => v.Value is not null)
                        .OrderByDescending(v => Math.Abs(v.Incident.Numerator - v.Past.Numerator))
                        .Take(20)
                )
                .Select(v => v.Value)
                .OfType<string>()
                .Distinct(),
        ];
        return dimension with { Kept = kept };
    }

    private MarginalValue Measured(string? value, IEnumerable<(object? Period, Bucket Bucket)> rows)
    {
        var (incident, past) = (default(Bucket), default(Bucket));
        var stretches = new double[periods.Past.Count];
        foreach (var (period, bucket) in rows)
            if ((int)Cell.Real(period) is > 0 and var number)
            {
                past += bucket;
                stretches[Math.Min(number, stretches.Length) - 1] += bucket.Numerator;
            }
            else
                incident += bucket;
        return new MarginalValue(value, incident, past) { Stretches = stretches };
    }
}
