using Dataing.Analysis.Localisation.Noise;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>
/// The leaves as the search sees them: evidence columns with noise divided out, which leaves are still unexplained, and,
/// where leaves are thick, each leaf's own relative move.
/// </summary>
internal sealed class LeafEvidence
{
    /// <summary>One leaf counts for at most this many standard deviations when leaves are thick.</summary>
    private const double Bound = 12;
    private readonly double[] _observed;
    private readonly double[] _expected;
    private readonly double[] _trials;

    public LeafEvidence(Expectation expectation)
    {
        Expectation = expectation;
        var leaves = expectation.Table.Count;
        _observed = new double[leaves];
        _expected = new double[leaves];
        _trials = HasTrials ? new double[leaves] : [];
        ScanObserved = new double[leaves];
        ScanExpected = new double[leaves];
        ScanTrials = HasTrials ? new double[leaves] : [];
        Move = Thick ? new double[leaves] : [];
        Sigma = Thick ? new double[leaves] : [];
        Alive = new bool[leaves];
        for (var i = 0; i < leaves; i++)
            Alive[i] = !Thick || expectation.Observed[i] != 0 || expectation.Expected[i] != 0;
        Refresh();
    }

    public Expectation Expectation { get; }
    public ShiftFamily Family => Expectation.Family;
    public ShiftFamily ScanFamily => Thick ? ShiftFamily.Normal : Expectation.Family;
    public bool Thick => Expectation.Noise.Thick;
    public bool[] Alive { get; }

    /// <summary>Columns the cuboids are rolled up from; zero for leaves already explained.</summary>
    public double[] ScanObserved { get; }
    public double[] ScanExpected { get; }
    public double[] ScanTrials { get; }

    /// <summary>Thick leaves: 2 (v - e) / (v + e), bounded and symmetric.</summary>
    public double[] Move { get; }
    public double[] Sigma { get; }

    public Sums this[int leaf] => new(_observed[leaf], _expected[leaf], HasTrials ? _trials[leaf] : 0);

    private bool HasTrials => Family == ShiftFamily.Rate;

    public Sums Total(ReadOnlySpan<int> leaves)
    {
        var (observed, expected, trials) = (0.0, 0.0, 0.0);
        foreach (var leaf in leaves)
        {
            observed += _observed[leaf];
            expected += _expected[leaf];
            trials += HasTrials ? _trials[leaf] : 0;
        }
        return new Sums(observed, expected, trials);
    }

    /// <summary>Recomputes everything after the common move changed.</summary>
    public void Refresh()
    {
        Expectation.Fill(_observed, _expected, _trials);
        if (Thick)
            Moves(Expectation.Observed, Expectation.Expected);
        for (var i = 0; i < Alive.Length; i++)
            Show(i);
    }

    public void Explain(ReadOnlySpan<int> leaves) => Set(leaves, false);

    public void Revive(ReadOnlySpan<int> leaves) => Set(leaves, true);

    private void Set(ReadOnlySpan<int> leaves, bool alive)
    {
        foreach (var leaf in leaves)
        {
            Alive[leaf] = alive;
            Show(leaf);
        }
    }

    private void Show(int leaf)
    {
        var alive = Alive[leaf];
        if (Thick)
        {
            ScanExpected[leaf] = alive ? 1 : 0;
            ScanObserved[leaf] = alive ? 1 + Math.Clamp(Move[leaf] / Sigma[leaf], -Bound, Bound) : 0;
            return;
        }
        ScanObserved[leaf] = alive ? _observed[leaf] : 0;
        ScanExpected[leaf] = alive ? _expected[leaf] : 0;
        if (HasTrials)
            ScanTrials[leaf] = alive ? _trials[leaf] : 0;
    }

    private void Moves(double[] observed, double[] expected)
    {
        var (relative2, phi) = (Expectation.Noise.Relative * Expectation.Noise.Relative, Expectation.Noise.Phi);
        for (var i = 0; i < Move.Length; i++)
        {
            var sum = observed[i] + expected[i];
            Move[i] = sum > 0 ? 2 * (observed[i] - expected[i]) / sum : 0;
            var variance = expected[i] > phi ? relative2 + phi / expected[i] : 1;
            Sigma[i] = Math.Sqrt(Math.Min(1, Math.Max(variance, 1e-4)));
        }
    }
}
