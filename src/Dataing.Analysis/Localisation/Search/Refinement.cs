using Dataing.Analysis.Localisation.Cube;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>Says the winner's rows better: fewer conditions when the rest moved as well, more values when siblings moved alike.</summary>
internal sealed class Refinement(SearchSpace space)
{
    /// <summary>How much contrary evidence, in nats, a shorter predicate is worth.</summary>
    private const double Slack = 2;
    private const int Rounds = 3;
    private const int LongList = 3;

    /// <summary>Two predicates for which this much of their rows is common name the same rows.</summary>
    public const double SameRows = 0.97;
    private readonly int[] _buffer = new int[space.Table.Count];
    private readonly int[] _rest = new int[space.Table.Count];
    private readonly bool[] _inside = new bool[space.Table.Count];

    public Scored Refine(Scored winner)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var next = Swap(Widen(Generalise(Narrow(winner))));
            if (next.Element.Key == winner.Element.Key)
                break;
            winner = next;
        }
        return winner;
    }

    /// <summary>One condition replaced by the values of whatever dimension tells the moved rows best: a correlated column may have won alone.</summary>
    private Scored Swap(Scored winner)
    {
        if (space.Evidence.Thick || winner.Element.Dimensions.Length == 0)
            return winner;
        var best = winner;
        for (var place = 0; place < winner.Element.Dimensions.Length; place++)
        {
            var rest = winner.Element.Without(place);
            var swapped = Narrow(new Scored(rest, double.NegativeInfinity, 0, 0));
            // The same rows by more values are no better said.
            if (
                swapped.Score > best.Score + Slack
                && swapped.Score > 1.02 * best.Score
                && space.Aliases.Jaccard(swapped.Element, winner.Element) < SameRows
            )
                best = swapped;
        }
        return best;
    }

    /// <summary>The values along one dimension that moved when the whole seems to have; null when no such list explains more than the whole.</summary>
    public Scored? Part(Scored everything) =>
        Narrow(everything) is { Element.Dimensions.Length: > 0 } part && part.Score > everything.Score ? Refine(part) : null;

    /// <summary>
    /// Adds a condition when only some of the values along another dimension moved: a list or a range of them is seen by no scan of single
    /// values, only its diluted whole.
    /// </summary>
    private Scored Narrow(Scored winner)
    {
        if (space.Evidence.Thick || winner.Element.Dimensions.Length >= space.Options.MaximumConditions)
            return winner;
        var (best, named) = (winner, int.MaxValue);
        var bar = double.IsNegativeInfinity(winner.Score) ? 0 : Math.Max(winner.Score + Slack, 1.02 * winner.Score);
        var leaves = _buffer.AsSpan(0, space.Collect(winner.Element, _buffer)).ToArray();
        for (var d = 0; d < space.Table.Codes.Length; d++)
        {
            if (Array.IndexOf(winner.Element.Dimensions, d) >= 0)
                continue;
            var children = space.Exact.Children(d, leaves);
            Consider(d, MovedValues.Of(children, space.Evidence.Family, space.Table.Dimensions[d].Ordered));
            // Of numbers and hours a run is likelier, but a list of them may have moved as well.
            if (space.Table.Dimensions[d].Ordered)
                Consider(d, MovedValues.Of(children, space.Evidence.Family, ordered: false));
        }
        return best;

        void Consider(int dimension, int[] codes)
        {
            if (codes.Length == 0)
                return;
            var narrower = space.Score(winner.Element.And(dimension, codes), _rest);
            // What leaves more out must explain clearly more; of those that do about as well, the one that names the fewest values is taken.
            if (narrower.Score <= bar || narrower.Score < best.Score - Slack)
                return;
            if (narrower.Score > best.Score + Slack || codes.Length < named)
                (best, named) = (narrower, codes.Length);
        }
    }

    private Scored Generalise(Scored winner)
    {
        while (winner.Element.Dimensions.Length > 1)
        {
            var best = (Place: -1, Gain: -Slack);
            for (var place = 0; place < winner.Element.Dimensions.Length; place++)
            {
                var gain = GainOfRest(winner, place) + Choices(winner.Element, place);
                if (gain > best.Gain)
                    best = (place, gain);
            }
            if (best.Place < 0)
                break;
            var shorter = space.Score(winner.Element.Without(best.Place), _buffer);
            if (double.IsNegativeInfinity(shorter.Score))
                break;
            // What a long list of leavings-out seemed to explain was chance.
            var chance = winner.Element.Codes[best.Place].Length >= LongList;
            winner = chance ? shorter : shorter with { Score = Math.Max(shorter.Score, winner.Score) };
        }
        return winner;
    }

    /// <summary>A long list leaves out those that chance had follow least: the rest must contradict by more than there are such lists.</summary>
    private double Choices(Element element, int place)
    {
        var (size, named) = (space.Table.Dimensions[element.Dimensions[place]].Values.Count, element.Codes[place].Length);
        var ways = 0.0;
        for (var i = 1; i <= Math.Min(named, size - named); i++)
            ways += Math.Log((double)(size - i + 1) / i);
        return named < LongList ? 0 : ways;
    }

    /// <summary>How well the winner's shift explains the rows that a dropped condition would add; zero when there are none.</summary>
    private double GainOfRest(Scored winner, int place)
    {
        var count = space.Collect(winner.Element, _buffer);
        for (var i = 0; i < count; i++)
            _inside[_buffer[i]] = true;
        var wider = winner.Element.Without(place);
        var total = space.Collect(wider, _buffer);
        var rest = 0;
        for (var i = 0; i < total; i++)
            if (!_inside[_buffer[i]])
                _rest[rest++] = _buffer[i];
        Array.Clear(_inside);
        return space.Exact.GainAt(space.Exact.Some(_rest.AsSpan(0, rest)), winner.Shift) / space.DeflationOf(wider);
    }

    private Scored Widen(Scored winner)
    {
        for (var place = 0; place < winner.Element.Dimensions.Length; place++)
        {
            var codes = SiblingsThatMovedAlike(winner, place);
            if (codes.Length == winner.Element.Codes[place].Length)
                continue;
            var wider = space.Score(winner.Element.WithCodes(place, codes), _buffer);
            // The winner may still carry what it explained with a further condition.
            if (wider.Score > Math.Min(winner.Score, space.Score(winner.Element, _buffer).Score))
                winner = wider with { Score = Math.Max(wider.Score, winner.Score) };
        }
        return winner;
    }

    private int[] SiblingsThatMovedAlike(Scored winner, int place)
    {
        var dimension = space.Table.Dimensions[winner.Element.Dimensions[place]];
        var size = dimension.Values.Count;
        var gains = new double[size];
        var agrees = new bool[size];
        var deflation = space.DeflationOf(winner.Element);
        var codes = new SortedSet<int>(winner.Element.Codes[place]);
        var bar = Math.Log(size) + 1;
        for (var code = 0; code < size; code++)
        {
            if (codes.Contains(code))
                continue;
            var leaves = space.Exact.Some(_buffer.AsSpan(0, space.Collect(winner.Element.WithCodes(place, [code]), _buffer)));
            gains[code] = leaves.IsEmpty ? 0 : space.Exact.GainAt(leaves, winner.Shift) / deflation;
            agrees[code] = !leaves.IsEmpty && space.Exact.Agrees(leaves, winner.Shift, deflation);
        }
        for (var code = 0; code < size; code++)
            if (agrees[code] && gains[code] > bar)
                codes.Add(code);
        if (dimension.Ordered)
            CloseRuns(codes, gains, agrees);
        return [.. codes];
    }

    /// <summary>Neighbours need less evidence than strangers: gaps too thin to contradict are closed, edges that lean the same way join.</summary>
    private static void CloseRuns(SortedSet<int> codes, double[] gains, bool[] agrees)
    {
        var members = codes.ToArray();
        for (var i = 1; i < members.Length; i++)
        {
            var gap = Enumerable.Range(members[i - 1] + 1, members[i] - members[i - 1] - 1).ToArray();
            if (gap.Length <= 2 + members.Length / 4 && gap.Sum(c => gains[c]) > -1)
                codes.UnionWith(gap);
        }
        foreach (var step in new[] { -1, 1 })
            for (var c = (step < 0 ? codes.Min : codes.Max) + step; c >= 0 && c < gains.Length && agrees[c] && gains[c] > 1; c += step)
                codes.Add(c);
    }
}
