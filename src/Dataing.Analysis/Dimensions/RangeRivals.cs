using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>
/// A number that goes along with the accused rows may be what they have in common: its ranges are searched in a few bins only, so that a condition
/// which nearly fits can win over the one that does. Where rows of such a range moved that are not accused, both are asked for to the row.
/// </summary>
internal sealed class RangeRivals(CaseFile file, Periods periods)
{
    /// <summary>The part of a bin's rows that must be accused for the bin to be another name of them.</summary>
    private const double MostOfBin = 0.5;

    /// <summary>Rows that are not accused moved when they did so beyond chance, and by this part of what the accused ones did.</summary>
    private const double BeyondChance = 4;
    private const double AsFar = 0.3;

    /// <summary>Evidence in nats that a range must have over what the search found: its ends were chosen to fit.</summary>
    private const double Clearly = 8;

    private readonly CellFit _fit = new(file.Metric.Form, Exposure(periods), file.Metric.IsLogarithm);

    private static double Exposure(Periods periods) => periods.Exposure / Math.Max(1, periods.Past.Count);

    /// <summary>The segment by the range that its rows follow; the refined one where no range says more.</summary>
    /// <param name="found">What the search found, in bins.</param>
    /// <param name="refined">The same with its ends as exact as rows show them.</param>
    /// <param name="table">The leaves that it was searched in.</param>
    /// <param name="dimensions">What those are cut by.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<Segment> BetterAsync(
        Segment found,
        Segment refined,
        LeafTable table,
        IReadOnlyList<Dimension> dimensions,
        CancellationToken cancellationToken
    )
    {
        // A share that turned into its opposite moves by as much as each leaf says.
        if (
            file.Metric is { Subject: Subject.Share } or { Form: MetricForm.Mean, Squared: null }
            || file.Times.Event is not { } time
            || found.Parts.Count != found.Cause.Conditions.Count
        )
            return refined;
        if (Candidate(found, table, dimensions) is not { } rough)
            return refined;
        var rival = await new RangeEnds(file, periods).RefineAsync(rough, cancellationToken);
        return await DecideAsync(refined, rival, time, cancellationToken);
    }

    /// <summary>The range beside which most moved that is not accused; null where nothing did.</summary>
    private Segment? Candidate(Segment found, LeafTable table, IReadOnlyList<Dimension> dimensions)
    {
        var inside = found.Cause.Leaves.ToHashSet();
        var accused = _fit.Move(Sum(table, inside)).Move;
        var (best, most) = ((Segment?)null, BeyondChance);
        for (var place = 0; place < found.Parts.Count; place++)
        {
            var others = found.Cause.Conditions.Where((_, i) => i != place).ToList();
            int[] around = [.. Enumerable.Range(0, table.Count).Where(l => others.All(c => c.Codes.Contains(table.Codes[c.Dimension][l])))];
            for (var d = 0; d < dimensions.Count; d++)
            {
                if (!dimensions[d].IsRange || found.Cause.Conditions.Any(c => c.Dimension == d))
                    continue;
                if (Run(table, d, around, inside) is not var (first, last))
                    continue;
                var values = table.Dimensions[d].Values;
                int[] wide =
                [
                    .. around.Where(l => !inside.Contains(l) && Bin(values[table.Codes[d][l]]) is var b && b >= first - 1 && b <= last + 1),
                ];
                var (move, deviations) = _fit.Move(Sum(table, wide));
                if (move / accused < AsFar || Math.Abs(deviations) <= most)
                    continue;
                most = Math.Abs(deviations);
                int[] codes = [.. Enumerable.Range(0, values.Count).Where(c => Bin(values[c]) is var b && b >= first && b <= last)];
                best = Named(found, place, d, codes, table, dimensions[d], around);
            }
        }
        return best;
    }

    /// <summary>The bins most of whose rows are accused, from the first to the last; null where there are none, or nothing but them.</summary>
    private static (int First, int Last)? Run(LeafTable table, int dimension, int[] around, HashSet<int> inside)
    {
        var values = table.Dimensions[dimension].Values;
        var rows = new double[values.Count];
        var accused = new double[values.Count];
        foreach (var leaf in around)
        {
            var code = table.Codes[dimension][leaf];
            var weight = table.Incident.Denominator[leaf] + table.Baseline.Sum(p => p.Denominator[leaf]);
            rows[code] += weight;
            if (inside.Contains(leaf))
                accused[code] += weight;
        }
        int[] bins =
        [
            .. Enumerable
                .Range(0, values.Count)
                .Where(c => Bin(values[c]) >= 0 && accused[c] > MostOfBin * rows[c])
                .Select(c => Bin(values[c])),
        ];
        return bins.Length == 0 || bins.Length >= values.Count(v => v is not null) ? null : (bins.Min(), bins.Max());
    }

    private Segment Named(Segment found, int place, int dimension, int[] codes, LeafTable table, Dimension named, int[] around)
    {
        var values = codes.Select(c => table.Dimensions[dimension].Values[c]).ToList();
        var range = new SegmentCondition(dimension, named.Name, codes, values, IsRange: true);
        var cause = found.Cause with
        {
            Conditions = [.. found.Cause.Conditions.Select((c, i) => i == place ? range : c)],
            Leaves = [.. around.Where(l => codes.Contains(table.Codes[dimension][l]))],
            Aliases = [],
            Rival = new SegmentRival(found.Cause.Conditions, found.Cause.Evidence),
        };
        return With(cause, [.. found.Parts.Select((p, i) => i == place ? (named, (IReadOnlyList<string?>)values) : p)]);
    }

    private Segment With(SegmentCause cause, IReadOnlyList<(Dimension Dimension, IReadOnlyList<string?> Values)> parts) =>
        new(cause, parts, Term.All([.. parts.Select(p => p.Dimension.Condition(p.Values, file.Interview.Dialect))]));

    /// <summary>Both conditions at once: rows that only the one names, and rows that only the other does, say which of them is followed.</summary>
    private async Task<Segment> DecideAsync(Segment refined, Segment rival, TimeAxis time, CancellationToken cancellationToken)
    {
        var metric = file.Metric;
        Expression[] keys = [Term.Flag(refined.Condition), Term.Flag(rival.Condition), Term.Flag(periods.Incident(time))];
        var from = rival
            .Parents.Where(p => refined.Parents.All(r => r.Alias != p.Alias))
            .Aggregate(refined.Rows(metric.From), (rows, p) => p.To(rows));
        var query = SelectBuilder
            .From(from)
            .Where(Term.AllOf(metric.Filter, periods.Any(time)))
            .Select(
                keys[0].As("accused"),
                keys[1].As("in_range"),
                keys[2].As("now"),
                Term.Count().As("row_count"),
                Term.Sum(metric.Numerator).As("above"),
                Term.Sum(metric.Denominator).As("below"),
                Term.Sum(metric.Squared ?? Term.Zero).As("squares")
            )
            .GroupBy(keys)
            .ToQuery();
        var purpose = $"{metric.Name} where only one of two conditions holds that go together";
        if (await file.Interview.TryAskAsync("profile", purpose, query, cancellationToken) is not { } answer)
            return refined;
        Bucket Read(int accused, int ranged, int now) =>
            answer.Rows.FirstOrDefault(r => Cell.Real(r[0]) == accused && Cell.Real(r[1]) == ranged && Cell.Real(r[2]) == now) is { } row
                ? LeafRows.Sums(row, 3)
                : default;
        MovedRows At(int accused, int ranged) => new(Read(accused, ranged, 0), Read(accused, ranged, 1));
        var (both, neither, onlyAccused, onlyRanged) = (At(1, 1), At(0, 0), At(1, 0), At(0, 1));
        var gain = _fit.Of([both, onlyRanged], [neither, onlyAccused]) - _fit.Of([both, onlyAccused], [neither, onlyRanged]);
        if (gain < Clearly)
            return refined;
        await file.Interview.RecordAsync(
            answer,
            "profile",
            $"rows where {string.Join(" and ", rival.Parts.Select(p => p.Dimension.Name))} alone tells moved with the others, and those without it did not",
            cancellationToken
        );
        var (now, usual) = (both.Now + onlyRanged.Now, both.Before + onlyRanged.Before);
        var excess = file.Metric.Form.IsAdditive()
            ? now.Numerator - usual.Numerator * Exposure(periods)
            : now.Numerator - now.Denominator * (usual.Denominator > 0 ? usual.Numerator / usual.Denominator : 0);
        var part = refined.Cause.Excess == 0 ? 1 : Math.Abs(excess / refined.Cause.Excess);
        return rival with { Cause = rival.Cause with { Excess = excess, ShareOfChange = Math.Min(1, rival.Cause.ShareOfChange * part) } };
    }

    private static int Bin(string? value) => int.TryParse(value, out var bin) ? bin : int.MinValue / 2;

    private static MovedRows Sum(LeafTable table, IEnumerable<int> leaves)
    {
        var sum = default(MovedRows);
        foreach (var leaf in leaves)
        {
            Bucket Of(LeafMeasures m) => new(m.Denominator[leaf], m.Numerator[leaf], m.Denominator[leaf], m.Squares?[leaf] ?? 0);
            sum += new MovedRows(table.Baseline.Select(Of).Aggregate(default(Bucket), (a, b) => a + b), Of(table.Incident));
        }
        return sum;
    }
}
