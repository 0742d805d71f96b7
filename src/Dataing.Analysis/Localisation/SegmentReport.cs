using Dataing.Analysis.Localisation.Cube;
using Dataing.Analysis.Localisation.Noise;
using Dataing.Analysis.Localisation.Search;
using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Localisation;

/// <summary>Words what was peeled in the metric's own terms.</summary>
internal sealed class SegmentReport
{
    private const double OtherRows = 0.9;
    private const double FewestRows = 4;
    private readonly SearchSpace _space;
    private readonly LeafTable _table;
    private readonly bool _average;
    private readonly bool _flipped;
    private readonly int[] _everything;

    public SegmentReport(SearchSpace space, MetricForm form)
    {
        _space = space;
        _table = space.Table;
        _average = form is MetricForm.Rate or MetricForm.Mean;
        _flipped = space.Expectation is RateExpectation { Flipped: true };
        _everything = [.. Enumerable.Range(0, _table.Count)];
    }

    public IReadOnlyList<SegmentCause> Causes(IReadOnlyList<Peeled> peeled)
    {
        var excess = peeled.Select(p => Excess(p.Leaves)).ToArray();
        var all = Excess(_everything);
        var whole = excess.Sum(Math.Abs) + Math.Abs(all - excess.Sum());
        double[] p = [.. peeled.Select(x => Tails.ChiSquare(2 * x.Winner.Score, 1))];
        var q = BenjaminiHochberg.Adjust(p);
        var largest = excess.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var least = _space.Evidence.Thick ? 0 : _space.Options.MinimumShare * largest;
        return
        [
            .. Enumerable
                .Range(0, peeled.Count)
                .Where(i => q[i] <= _space.Options.FalseDiscoveryRate && Math.Abs(excess[i]) >= least && !IsHandful(peeled[i].Leaves))
                .OrderByDescending(i => peeled[i].Winner.Score)
                .Select(i => Cause(peeled[i], excess[i], whole > 0 ? Math.Abs(excess[i]) / whole : 0, p[i], q[i])),
        ];
    }

    /// <summary>A mean of so few rows is made by one or two of them.</summary>
    private bool IsHandful(int[] leaves) =>
        _space.Expectation is MeanExpectation && !_space.Evidence.Thick && Sum(_table.Incident.Denominator, leaves) < FewestRows;

    public SegmentFindings Findings(IReadOnlyList<SegmentCause> causes, Peeling peeling)
    {
        var (before, after) = (Before(_everything), After(_everything));
        var common = CommonShift();
        var commonExcess = Math.Abs(CommonExcess());
        var whole = peeling.CommonEvidence > 0 && commonExcess >= causes.Sum(c => Math.Abs(c.Excess));
        var verdict =
            whole ? SegmentVerdict.WholeTable
            : causes.Count > 0 ? SegmentVerdict.Segments
            : SegmentVerdict.Quiet;
        return new SegmentFindings(
            verdict,
            before,
            after,
            common,
            peeling.CommonEvidence,
            Mix(before, after),
            causes,
            _space.Expectation.Noise
        );
    }

    private SegmentCause Cause(Peeled peeled, double excess, double share, double p, double q)
    {
        var element = peeled.Winner.Element;
        var (before, after) = (Before(peeled.Leaves), After(peeled.Leaves));
        var rows = Sum(_table.Incident.Denominator, peeled.Leaves);
        return new SegmentCause(
            Conditions(element),
            Shift(peeled.Leaves, rows),
            before,
            after,
            rows,
            excess,
            share,
            peeled.Winner.Score,
            p,
            q,
            Rival(peeled),
            [.. _space.Aliases.Of(element).Select(Conditions)],
            peeled.Leaves
        );
    }

    private SegmentRival? Rival(Peeled peeled)
    {
        var rival = peeled.Others.Take(6).FirstOrDefault(o => _space.Aliases.Jaccard(o.Element, peeled.Winner.Element) < OtherRows);
        return rival is null ? null : new SegmentRival(Conditions(rival.Element), rival.Score);
    }

    private IReadOnlyList<SegmentCondition> Conditions(Element element) =>
        [.. element.Dimensions.Select((d, i) => Condition(d, element.Codes[i]))];

    private SegmentCondition Condition(int dimension, int[] codes)
    {
        var about = _table.Dimensions[dimension];
        var run = about.Ordered && codes.Length > 1 && codes[^1] - codes[0] == codes.Length - 1;
        return new SegmentCondition(dimension, about.Name, codes, [.. codes.Select(c => about.Values[c])], run);
    }

    private double Shift(int[] leaves, double rows)
    {
        var expected = Expected(leaves);
        var observed = Sum(_table.Incident.Numerator, leaves);
        if (_space.Expectation is RateExpectation)
            return rows > 0 ? (observed - expected) / rows : 0;
        return expected != 0 ? observed / expected : double.PositiveInfinity;
    }

    private double Excess(int[] leaves) => Sum(_table.Incident.Numerator, leaves) - Expected(leaves);

    private double Expected(int[] leaves)
    {
        var expected = Sum(_space.Expectation.Expected, leaves);
        return _flipped ? Sum(_table.Incident.Denominator, leaves) - expected : expected;
    }

    private double Before(int[] leaves)
    {
        var numerator = _table.Baseline.Sum(p => Sum(p.Numerator, leaves));
        var denominator = _table.Baseline.Sum(p => Sum(p.Denominator, leaves));
        if (!_average)
            return numerator / _table.Baseline.Count * _table.Exposure;
        return denominator > 0 ? numerator / denominator : double.NaN;
    }

    private double After(int[] leaves)
    {
        var numerator = Sum(_table.Incident.Numerator, leaves);
        var denominator = Sum(_table.Incident.Denominator, leaves);
        if (!_average)
            return numerator;
        return denominator > 0 ? numerator / denominator : double.NaN;
    }

    private static double Sum(double[] values, int[] leaves)
    {
        var sum = 0.0;
        foreach (var leaf in leaves)
            sum += values[leaf];
        return sum;
    }

    private double CommonShift() =>
        _space.Expectation switch
        {
            CountExpectation => _space.Expectation.Common / _table.Exposure,
            RateExpectation => CommonExcess() / Math.Max(1, _table.Incident.Denominator.Sum()),
            _ => _space.Expectation.Common,
        };

    /// <summary>What the common move alone added to or took from the numerator.</summary>
    private double CommonExcess()
    {
        var all = _everything;
        return Expected(all) - ExpectedWithoutMove(all);
    }

    private double ExpectedWithoutMove(int[] leaves) =>
        _space.Expectation switch
        {
            RateExpectation rate => leaves.Sum(l =>
                _table.Incident.Denominator[l] * (_flipped ? 1 - rate.ShareBefore(l) : rate.ShareBefore(l))
            ),
            MeanExpectation mean => leaves.Sum(l => _table.Incident.Denominator[l] * mean.AverageBefore(l)),
            _ => Before(leaves),
        };

    private MixDecomposition? Mix(double before, double after)
    {
        if (!_average)
            return null;
        var all = _everything;
        var standard = ExpectedWithoutMove(all) / Math.Max(1e-300, _table.Incident.Denominator.Sum());
        return new MixDecomposition(after - standard, standard - before);
    }
}
