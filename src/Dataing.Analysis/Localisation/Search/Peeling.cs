using Dataing.Analysis.Localisation.Cube;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>Finds the best explanation, takes its rows away, and looks again, until what is left is noise.</summary>
internal sealed class Peeling(SearchSpace space)
{
    private const int MostCommonMoves = 2;
    private const int Leaders = 3;

    /// <summary>Evidence in nats for a common move: one test, not a search, so three standard deviations of past levels do.</summary>
    private const double OutOfTheOrdinary = 4.5;
    private const int Rivals = 8;
    private const double NearlySameRows = 0.8;
    private readonly Refinement _refinement = new(space);
    private readonly Dictionary<(int, int), Scored> _known = [];
    private readonly int[] _buffer = new int[space.Table.Count];
    private readonly List<Peeled> _peeled = [];

    /// <summary>Evidence that everything moved, when it did.</summary>
    public double CommonEvidence { get; private set; }

    public IReadOnlyList<Peeled> Run()
    {
        var moves = 0;
        while (_peeled.Count < space.Options.MaximumCauses)
        {
            var ranked = Ranked();
            if (ranked.Count == 0 || ranked[0].Score < space.Options.EvidenceBar)
                break;
            if (ranked[0].Element.Dimensions.Length > 0)
            {
                Peel(Widest(ranked), ranked);
                continue;
            }
            if (_refinement.Part(ranked[0]) is { } part)
            {
                Peel(part, ranked);
                continue;
            }
            if (Outdoing(ranked) is { } segment)
            {
                Peel(Widest(segment), ranked);
                continue;
            }
            if (moves++ == MostCommonMoves)
                break;
            MoveAll(ranked[0]);
            space.Evidence.Refresh();
            _known.Clear();
        }
        if (space.Evidence.Thick)
            _peeled.AddRange(SingleLeaves.Find(space, space.Options.MaximumCauses));
        return _peeled;
    }

    /// <summary>
    /// Segments are deflated by how they strayed on clean days, everything is not; a segment that explains more than everything does before
    /// that is the cause, and what it leaves is looked at again. The strongest come first.
    /// </summary>
    private List<Scored>? Outdoing(List<Scored> ranked)
    {
        if (space.Evidence.Thick)
            return null;
        var segments = ranked.Where(r => r.Element.Dimensions.Length > 0).ToList();
        var best = segments.Where(r => r.Score >= space.Options.EvidenceBar).MaxBy(Raw);
        return best is not null && Raw(best) > ranked[0].Score ? [best, .. segments.Where(r => r != best)] : null;

        double Raw(Scored scored) => scored.Score * space.DeflationOf(scored.Element);
    }

    /// <summary>Everything moved: divided out in any case, remembered when past levels do not make it ordinary.</summary>
    private void MoveAll(Scored everything)
    {
        var shift = MeanShift();
        var count = space.Collect(Element.Everything, _buffer);
        var evidence = everything.Score / space.OrdinaryLevel;
        if (evidence >= OutOfTheOrdinary && space.Exact.Matters(space.Evidence.Total(_buffer.AsSpan(0, count)), shift))
            CommonEvidence = Math.Max(CommonEvidence, evidence);
        space.Expectation.MoveAll(shift);
        foreach (var peeled in _peeled)
            space.Evidence.Revive(peeled.Leaves);
        _peeled.Clear();
    }

    /// <summary>The common shift in the terms of the expectation, which for thick leaves differ from those of the score.</summary>
    private double MeanShift()
    {
        var count = space.Collect(Element.Everything, _buffer);
        return space.Expectation.Family.Best(space.Evidence.Total(_buffer.AsSpan(0, count)));
    }

    private List<Scored> Ranked()
    {
        var ranked = new List<Scored>();
        foreach (var candidate in space.Candidates())
        {
            if (!_known.TryGetValue((candidate.Cuboid, candidate.Cell), out var scored))
            {
                scored = space.Glance(candidate, _buffer);
                _known[(candidate.Cuboid, candidate.Cell)] = scored;
            }
            if (!double.IsNegativeInfinity(scored.Score))
                ranked.Add(scored);
        }
        ranked.Sort(Compare);
        return Confirmed(ranked);
    }

    /// <summary>Scores the leaders in full where they were only sampled.</summary>
    private List<Scored> Confirmed(List<Scored> ranked)
    {
        var sampled = false;
        for (var i = 0; i < Math.Min(Leaders, ranked.Count); i++)
        {
            if (!ranked[i].Sampled || ranked[i].Score < 0.8 * ranked[0].Score)
                continue;
            ranked[i] = space.Score(ranked[i].Element, _buffer);
            sampled = true;
        }
        if (sampled)
            ranked.Sort(Compare);
        return ranked;
    }

    /// <summary>Best first; exact ties go to fewer conditions, then to the dimension given first.</summary>
    private static int Compare(Scored a, Scored b)
    {
        if (Math.Abs(a.Score - b.Score) > 1e-7 * (1 + Math.Abs(a.Score)))
            return b.Score.CompareTo(a.Score);
        var byLength = a.Element.Dimensions.Length.CompareTo(b.Element.Dimensions.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(a.Element.Key, b.Element.Key);
    }

    /// <summary>
    /// Columns that go together name the same rows at first; the one along which more rows moved alike is the one that the cause follows.
    /// </summary>
    private Scored Widest(List<Scored> ranked)
    {
        var winner = _refinement.Refine(ranked[0]);
        if (space.Evidence.Thick)
            return winner;
        foreach (var rival in ranked.Skip(1).Take(Rivals))
        {
            if (rival.Score < 0.5 * ranked[0].Score || space.Aliases.Jaccard(rival.Element, ranked[0].Element) < NearlySameRows)
                continue;
            var refined = _refinement.Refine(rival);
            if (
                refined.Score > winner.Score + 2
                && refined.Score > 1.05 * winner.Score
                && space.Aliases.Jaccard(refined.Element, winner.Element) < Refinement.SameRows
            )
                winner = refined;
        }
        return winner;
    }

    private void Peel(Scored winner, List<Scored> ranked)
    {
        var leaves = _buffer.AsSpan(0, space.Collect(winner.Element, _buffer)).ToArray();
        _peeled.Add(new Peeled(winner, leaves, [.. ranked.Where(r => r.Element.Key != winner.Element.Key)]));
        space.Evidence.Explain(leaves);
        foreach (var stale in _known.Where(k => !k.Value.Element.Excludes(winner.Element)).Select(k => k.Key).ToArray())
            _known.Remove(stale);
    }
}

/// <summary>A cause as it was peeled: what won, which leaves it took, and who else stood for election.</summary>
internal sealed record Peeled(Scored Winner, int[] Leaves, IReadOnlyList<Scored> Others);
