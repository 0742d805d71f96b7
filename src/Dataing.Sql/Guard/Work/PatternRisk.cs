namespace Dataing.Sql.Guard.Work;

/// <summary>Tells regular expressions that can need exponential time: a repetition whose inside can split the same text in many ways.</summary>
internal static class PatternRisk
{
    public static bool IsExponential(string pattern)
    {
        var reader = new PatternReader(pattern);
        var root = reader.Read();
        return root is not null && IsRisky(root);
    }

    private static bool IsRisky(PatternNode node) =>
        (node.IsUnbounded && node.Alternatives.Count > 0 && IsAmbiguous(node))
        || Multiplies(node)
        || node.Alternatives.Any(a => a.Any(IsRisky));

    private static bool IsAmbiguous(PatternNode group) => group.Alternatives.Any(IsAmbiguousSequence) || Overlapping(group.Alternatives);

    /// <summary>A sequence that, repeated, can be cut in many ways: one endless part, and nothing beside it that must be there and that it cannot itself match.</summary>
    private static bool IsAmbiguousSequence(IReadOnlyList<PatternNode> sequence)
    {
        for (var i = 0; i < sequence.Count; i++)
        {
            var part = Unwrap(sequence[i]);
            if (!part.IsUnbounded)
                continue;
            var others = sequence.Where((_, j) => j != i).ToArray();
            if (others.All(o => o.Minimum == 0 || Overlaps(part, o)))
                return true;
        }
        return sequence is [var only]
            && only is { IsUnbounded: false, Alternatives.Count: > 0 }
            && only.Alternatives.Any(IsAmbiguousSequence);
    }

    /// <summary>A group with one part in it is that part, as far as ambiguity goes.</summary>
    private static PatternNode Unwrap(PatternNode node) =>
        node is { IsUnbounded: false, Alternatives: [[var only]] } && only.IsUnbounded ? only : node;

    private static bool Overlapping(IReadOnlyList<IReadOnlyList<PatternNode>> alternatives)
    {
        for (var i = 0; i < alternatives.Count; i++)
        {
            for (var j = i + 1; j < alternatives.Count; j++)
            {
                var (left, right) = (alternatives[i], alternatives[j]);
                if (left.Count > 0 && right.Count > 0 && left.All(n => Overlaps(n, right[0])) && right.All(n => Overlaps(n, left[0])))
                    return true;
            }
        }
        // a|b|ab: what single characters match one by one, a longer alternative matches at once.
        return alternatives.Any(longer =>
            longer.Count > 1 && longer.All(n => alternatives.Any(a => a is [var single] && Overlaps(n, single)))
        );
    }

    private static bool Overlaps(PatternNode left, PatternNode right)
    {
        if (left.Alternatives.Count > 0)
            return left.Alternatives.Any(a => a.All(n => Overlaps(n, right)));
        if (right.Alternatives.Count > 0)
            return right.Alternatives.Any(a => a.All(n => Overlaps(left, n)));
        return left.Characters.Overlaps(right.Characters);
    }

    /// <summary>Counted repetitions inside one another multiply: <c>(a{1,1000}){1,1000}</c>.</summary>
    private static bool Multiplies(PatternNode node) => Size(node) > 100_000;

    private static double Size(PatternNode node) =>
        (node.Alternatives.Count == 0 ? 1 : node.Alternatives.Sum(a => a.Sum(Size)))
        * Math.Max(1, node.IsUnbounded ? node.Minimum : node.Maximum);
}
