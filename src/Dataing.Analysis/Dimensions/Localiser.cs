using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Dimensions;

/// <summary>WHERE: screens every dimension by itself, cuts by the telling ones at once, and searches all segments in memory.</summary>
internal sealed class Localiser(CaseFile file)
{
    private const int MostDimensions = 6;
    private const double MostCells = 60_000;
    private const double MostLeaves = 40_000;

    /// <summary>Rows of the incident window that show which dimensions tell something; the leaf table is of all rows.</summary>
    private const double Screened = 300_000;

    public async Task<Localised?> FindAsync(Timeline timeline, bool parents, CancellationToken cancellationToken)
    {
        if (file.Times.Event is not { } time || Periods.Of(timeline) is not { } periods)
            return null;
        var finder = new DimensionFinder(file, periods);
        var dimensions = await finder.OwnAsync(cancellationToken);
        if (parents)
            dimensions = [.. dimensions, .. await finder.OfParentsAsync(cancellationToken)];
        if (dimensions.Count == 0)
            return new Localised { Periods = periods, WholeTable = true };
        var cut = new RowCut(file.Interview, file.Metric, time, periods);
        var fine = (file.Timeline ?? timeline).Fine;
        var rows = fine.Sum(fine.IndexOf(periods.From), fine.IndexOf(periods.To)).Rows;
        var screened = periods.Narrowed(rows, Screened, most: 5);
        var least = Math.Max(1, Math.Floor(Math.Min(rows, Screened) / 2000));
        var first = new RowCut(file.Interview, file.Metric, time, screened);
        if (await first.OneByOneAsync(dimensions, least, cancellationToken) is not { } answer)
            return new Localised { Periods = periods, WholeTable = true };
        var marginals = Screen(dimensions, answer, screened);
        List<Marginal> telling = [.. marginals.Where(m => !IsTurnover(m.Values, screened))];
        var all = rows * (1 + periods.Past.Count);
        var located = new Localised { Periods = periods, Marginals = marginals };
        var chosen = Choose(telling, all);
        var best = await SearchAsync(chosen, cut, periods, cancellationToken);
        // A column of many values tears the segments of a coarser one apart, and drowns some of their rows among all others.
        if (chosen.Exists(d => d.Kept.Count > 0))
        {
            var coarse = await SearchAsync(
                Choose([.. telling.Where(m => m.Dimension.Kept.Count == 0)], all),
                cut,
                periods,
                cancellationToken
            );
            if (coarse is { Segments.Count: > 0 } && coarse.Evidence >= 0.9 * (best?.Evidence ?? 0))
                best = coarse;
        }
        if (best is null)
            return located with { WholeTable = true };
        var segments = best.Segments;
        if (segments.Count > 0)
            segments[0] = await new RangeEnds(file, periods).RefineAsync(segments[0], cancellationToken);
        var id = await file.Interview.RecordAsync(
            best.Leaves,
            "profile",
            $"{file.Metric.Name} by {string.Join(", ", best.Dimensions.Select(d => d.Name))} in the incident window and {periods.Past.Count} past stretches",
            cancellationToken
        );
        return located with
        {
            Findings = best.Findings,
            Dimensions = best.Dimensions,
            Segments = segments,
            WholeTable = segments.Count == 0 || best.Findings.Verdict == SegmentVerdict.WholeTable && !best.Spilled,
            EvidenceId = id,
        };
    }

    /// <summary>One cut of the rows by several dimensions at once, and the segments found in it.</summary>
    private sealed record Searched(
        IReadOnlyList<Dimension> Dimensions,
        Answer Leaves,
        SegmentFindings Findings,
        List<Segment> Segments,
        bool Spilled
    )
    {
        public double Evidence => Segments.Count > 0 ? Segments[0].Cause.Evidence : 0;
    }

    private async Task<Searched?> SearchAsync(List<Dimension> chosen, RowCut cut, Periods periods, CancellationToken cancellationToken)
    {
        if (chosen.Count == 0 || await cut.LeavesAsync(chosen, cancellationToken) is not { Truncated: false } leaves)
            return null;
        var table = Leaves(chosen, leaves, periods);
        var search = new MetricSearch(file);
        var findings = search.Find(table);
        // "All others" names no rows that a reader could look for.
        var segments = findings
            .Causes.Where(c => !c.Conditions.Any(p => p.Values.Contains(Dimension.Other)))
            .Select(c => Segment(c, chosen))
            .ToList();
        return new Searched(chosen, leaves, findings, segments, search.Spilled(table, findings));
    }

    private Segment Segment(SegmentCause cause, IReadOnlyList<Dimension> dimensions)
    {
        var parts = cause.Conditions.Select(c => (Dimension: dimensions[c.Dimension], c.Values)).ToList();
        var condition = Term.And([.. parts.Select(p => p.Dimension.Condition(p.Values, file.Interview.Dialect))]);
        // A value without a past had nothing of anything.
        var known = cause with
        {
            Before = double.IsNaN(cause.Before) ? 0 : cause.Before,
            After = double.IsNaN(cause.After) ? 0 : cause.After,
        };
        return new Segment(known, parts, condition);
    }

    /// <summary>Each dimension with its values and how strongly any of them moved against the rest.</summary>
    private List<Marginal> Screen(IReadOnlyList<Dimension> dimensions, Answer answer, Periods periods)
    {
        var marginals = new List<Marginal>();
        foreach (var group in answer.Rows.GroupBy(r => (int)Cell.Real(r[0])))
        {
            var dimension = dimensions[group.Key];
            var values = group
                .GroupBy(r => Cell.Text(r[1]))
                .Select(g => Measured(g.Key, g.Select(r => (Period: r[2], Bucket: Sums(r, 3)))))
                .ToList();
            if (values.Count is < 2)
                continue;
            if (Foretells(dimension, values))
                continue;
            var narrowed = Narrowed(dimension, values);
            var kept = narrowed.Kept.ToHashSet(StringComparer.Ordinal);
            string? Key(object? cell) =>
                Cell.Text(cell) is { } text && kept.Count > 0 && !kept.Contains(text) ? Dimension.Other : Cell.Text(cell);
            var table = Table(
                [(narrowed, 1)],
                [.. group.Select(r => (Keys: new[] { Key(r[1]) }, Period: (int)Cell.Real(r[2]), Bucket: Sums(r, 3)))],
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
        return [.. marginals.OrderByDescending(m => m.Evidence).ThenByDescending(m => Unevenness(m.Values, periods))];
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

    /// <summary>
    /// New values that take over from old ones (a release, a state that rows pass through) move much and explain nothing of how many rows
    /// there are in all: volume is not cut by them.
    /// </summary>
    private bool IsTurnover(IReadOnlyList<MarginalValue> values, Periods periods)
    {
        if (!file.Metric.Form.IsAdditive())
            return false;
        double[] moves =
        [
            .. values.Select(v => v.Incident.Numerator - v.Past.Numerator * periods.Exposure / Math.Max(1, periods.Past.Count)),
        ];
        var (up, down) = (moves.Where(m => m > 0).Sum(), -moves.Where(m => m < 0).Sum());
        var fresh = values.Where(v => v.Past.Numerator <= 0).Sum(v => v.Incident.Numerator);
        return Math.Min(up, down) > 0.25 * Math.Max(up, down) && fresh > 0.2 * values.Sum(v => v.Incident.Numerator);
    }

    /// <summary>How differently the values moved. With two or three values the search cannot tell which of them did; that one did still shows.</summary>
    private double Unevenness(IReadOnlyList<MarginalValue> values, Periods periods)
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

    /// <summary>The dimensions that tell something, as many as a leaf table can carry.</summary>
    private static List<Dimension> Choose(IReadOnlyList<Marginal> marginals, double rows)
    {
        var chosen = new List<Dimension>();
        var leaves = 1.0;
        var plain = marginals
            .Where(m => m.Dimension.Kept.Count == 0 && !m.Dimension.IsBatch)
            .Select(m => m.Evidence)
            .DefaultIfEmpty()
            .Max();
        foreach (var marginal in marginals.Where(m => !m.Dimension.IsBatch || m.Evidence > 3 && m.Dimension.Kept.Count == 0))
        {
            var size = Math.Max(2, marginal.Dimension.Kept.Count > 0 ? marginal.Dimension.Kept.Count + 2 : marginal.Values.Count);
            if (chosen.Count >= MostDimensions)
                break;
            // One value of many that strays by itself is mostly chance; a dimension of few values that tells as much goes first.
            if (marginal.Dimension.Kept.Count > 0 && marginal.Evidence < 1.5 * plain)
                continue;
            // Of two values alone the search cannot tell which one moved, so their silence says nothing.
            if (marginal.Evidence <= 0 && chosen.Count >= 3 && marginal.Values.Count > 3)
                continue;
            if (leaves * size > MostCells && chosen.Count >= 2 || Math.Min(leaves * size * 6, rows) > MostLeaves && chosen.Count >= 2)
                continue;
            leaves *= size;
            chosen.Add(marginal.Dimension);
        }
        return chosen;
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

    private static MarginalValue Measured(string? value, IEnumerable<(object? Period, Bucket Bucket)> rows)
    {
        var (incident, past) = (default(Bucket), default(Bucket));
        foreach (var (period, bucket) in rows)
            if (Cell.Real(period) == 0)
                incident += bucket;
            else
                past += bucket;
        return new MarginalValue(value, incident, past);
    }

    private LeafTable Leaves(IReadOnlyList<Dimension> dimensions, Answer answer, Periods periods)
    {
        var n = dimensions.Count;
        return Table(
            [.. dimensions.Select(d => (d, 1))],
            [
                .. answer.Rows.Select(r =>
                    (Keys: (string?[])[.. r.Take(n).Select(Cell.Text)], Period: (int)Cell.Real(r[n]), Bucket: Sums(r, n + 1))
                ),
            ],
            periods
        );
    }

    private LeafTable Table(
        IReadOnlyList<(Dimension Dimension, int _)> dimensions,
        IReadOnlyList<(string?[] Keys, int Period, Bucket Bucket)> rows,
        Periods periods
    )
    {
        var past = periods.Past.Count;
        var ranges = dimensions.Where(d => d.Dimension.IsRange).Select(d => d.Dimension.Name).ToHashSet();
        var builder = new LeafTableBuilder([.. dimensions.Select(d => d.Dimension.Name)], past, ranges);
        if (file.Metric.Squared is not null)
            builder.WithSquares();
        var leaves = new Dictionary<string, (string?[] Keys, Bucket[] Buckets)>(StringComparer.Ordinal);
        foreach (var (keys, period, bucket) in rows)
        {
            var name = string.Join('\u001f', keys.Select(k => k ?? "\u0000"));
            if (!leaves.TryGetValue(name, out var leaf))
                leaves[name] = leaf = (keys, new Bucket[past + 1]);
            if (period >= 0 && period <= past)
                leaf.Buckets[period] += bucket;
        }
        foreach (var (keys, buckets) in leaves.Values)
            builder.Add(keys, Triple(buckets[0]), [.. buckets.Skip(1).Select(Triple)]);
        return builder.Build(periods.Exposure, dimensions.Any(d => d.Dimension.Kept.Count > 0) ? Dimension.Other : null);
    }

    private static (double Numerator, double Denominator, double Squares) Triple(Bucket b) => (b.Numerator, b.Denominator, b.Squares);

    private static Bucket Sums(IReadOnlyList<object?> row, int at) =>
        new(Cell.Real(row[at]), Cell.Real(row[at + 1]), Cell.Real(row[at + 2]), Cell.Real(row[at + 3]));
}
