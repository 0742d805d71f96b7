namespace Dataing.Sql.Guard.Work;

/// <summary>A part of a regular expression: one character of a set, or a group of alternatives, with how often it may repeat.</summary>
internal sealed record PatternNode(CharacterSet Characters, IReadOnlyList<IReadOnlyList<PatternNode>> Alternatives)
{
    public int Minimum { get; init; } = 1;

    public int Maximum { get; init; } = 1;

    public bool IsUnbounded => Maximum == int.MaxValue;
}

/// <summary>Which of the ASCII characters a part matches; all others count as one.</summary>
internal readonly record struct CharacterSet(UInt128 Bits, bool Others)
{
    public static CharacterSet Any { get; } = new(~(UInt128.One << '\n'), true);

    public static CharacterSet Empty { get; }

    public CharacterSet Inverted => new(~Bits, !Others);

    public bool Overlaps(CharacterSet other) => (Bits & other.Bits) != 0 || (Others && other.Others);

    public CharacterSet With(char character) =>
        character < 128 ? this with { Bits = Bits | (UInt128.One << character) } : this with { Others = true };

    public CharacterSet With(char from, char to)
    {
        var set = this;
        for (var c = from; c <= to && c < 128; c++)
            set = set.With(c);
        return to >= 128 ? set with { Others = true } : set;
    }

    public CharacterSet With(CharacterSet other) => new(Bits | other.Bits, Others || other.Others);

    /// <summary>What a letter behind a backslash stands for.</summary>
    public static CharacterSet Escape(char letter) =>
        letter switch
        {
            'd' => Empty.With('0', '9'),
            'D' => Empty.With('0', '9').Inverted,
            'w' => Empty.With('0', '9').With('a', 'z').With('A', 'Z').With('_'),
            'W' => Escape('w').Inverted,
            's' => Empty.With(' ').With('\t', '\r'),
            'S' => Escape('s').Inverted,
            'n' => Empty.With('\n'),
            't' => Empty.With('\t'),
            'r' => Empty.With('\r'),
            _ => Empty.With(letter),
        };
}
