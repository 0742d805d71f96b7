using System.Globalization;

namespace Dataing.Sql.Guard.Work;

/// <summary>Reads a regular expression as far as its repetitions matter; what it does not know it takes for plain characters.</summary>
internal sealed class PatternReader(string pattern)
{
    private const int MostDepth = 100;
    private int _at;

    /// <summary>The pattern as one group, or null when it nests too deeply to be read.</summary>
    public PatternNode? Read() => ReadAlternatives(0) is { } alternatives ? new(CharacterSet.Empty, alternatives) : null;

    private List<IReadOnlyList<PatternNode>>? ReadAlternatives(int depth)
    {
        if (depth > MostDepth)
            return null;
        var alternatives = new List<IReadOnlyList<PatternNode>>();
        var sequence = new List<PatternNode>();
        while (_at < pattern.Length && pattern[_at] != ')')
        {
            if (pattern[_at] == '|')
            {
                _at++;
                alternatives.Add(sequence);
                sequence = [];
                continue;
            }
            if (ReadPart(depth) is not { } part)
                return null;
            if (part != Nothing)
                sequence.Add(ReadRepetition(part));
        }
        alternatives.Add(sequence);
        return alternatives;
    }

    private static readonly PatternNode Nothing = new(CharacterSet.Empty, []);

    private PatternNode? ReadPart(int depth)
    {
        var character = pattern[_at++];
        switch (character)
        {
            case '(':
                SkipGroupPrefix();
                var inside = ReadAlternatives(depth + 1);
                _at = Math.Min(_at + 1, pattern.Length);
                return inside is null ? null : new(CharacterSet.Empty, inside);
            case '[':
                return new(ReadClass(), []);
            case '.':
                return new(CharacterSet.Any, []);
            case '^' or '$':
                return Nothing;
            case '\\' when _at < pattern.Length:
                var letter = pattern[_at++];
                return letter is 'b' or 'B' or 'A' or 'z' or 'Z' ? Nothing : new(CharacterSet.Escape(letter), []);
            default:
                return new(CharacterSet.Empty.With(character), []);
        }
    }

    /// <summary>(?:, (?i), (?=, (?&lt;name&gt;: what stands between ? and the pattern inside.</summary>
    private void SkipGroupPrefix()
    {
        if (_at >= pattern.Length || pattern[_at] != '?')
            return;
        _at++;
        while (_at < pattern.Length && (char.IsLetter(pattern[_at]) || pattern[_at] is '-' or '_' or '<' or 'P'))
            _at++;
        if (_at < pattern.Length && pattern[_at] is ':' or '=' or '!' or '>')
            _at++;
    }

    private CharacterSet ReadClass()
    {
        var set = CharacterSet.Empty;
        var isInverted = _at < pattern.Length && pattern[_at] == '^';
        if (isInverted)
            _at++;
        for (var first = true; _at < pattern.Length && (first || pattern[_at] != ']'); first = false)
        {
            var character = pattern[_at++];
            if (character == '[' && _at < pattern.Length && pattern[_at] == ':')
                set = set.With(ReadNamedClass());
            else if (character == '\\' && _at < pattern.Length)
                set = set.With(CharacterSet.Escape(pattern[_at++]));
            else if (_at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] != ']')
            {
                set = set.With(character, pattern[_at + 1]);
                _at += 2;
            }
            else
                set = set.With(character);
        }
        _at = Math.Min(_at + 1, pattern.Length);
        return isInverted ? set.Inverted : set;
    }

    private CharacterSet ReadNamedClass()
    {
        var end = pattern.IndexOf(":]", _at, StringComparison.Ordinal);
        if (end < 0)
            return CharacterSet.Empty;
        var name = pattern[(_at + 1)..end];
        _at = end + 2;
        return name switch
        {
            "digit" => CharacterSet.Escape('d'),
            "space" or "blank" => CharacterSet.Escape('s'),
            "alpha" => CharacterSet.Empty.With('a', 'z').With('A', 'Z'),
            "lower" => CharacterSet.Empty.With('a', 'z'),
            "upper" => CharacterSet.Empty.With('A', 'Z'),
            "punct" => CharacterSet.Escape('w').With(' ').Inverted,
            _ => CharacterSet.Escape('w'),
        };
    }

    private PatternNode ReadRepetition(PatternNode part)
    {
        while (_at < pattern.Length)
        {
            switch (pattern[_at])
            {
                case '*':
                    part = Repeated(part, 0, int.MaxValue);
                    break;
                case '+':
                    part = Repeated(part, 1, int.MaxValue);
                    break;
                case '?':
                    part = Repeated(part, 0, 1);
                    break;
                case '{' when ReadCounts() is var (least, most):
                    part = Repeated(part, least, most);
                    continue;
                default:
                    return part;
            }
            _at++;
            // A lazy or possessive mark changes nothing about how often.
            if (_at < pattern.Length && pattern[_at] is '?' or '+')
                _at++;
        }
        return part;
    }

    private static PatternNode Repeated(PatternNode part, int least, int most) =>
        part is { Minimum: 1, Maximum: 1 }
            ? part with
            {
                Minimum = least,
                Maximum = most,
            }
            : new PatternNode(
                CharacterSet.Empty,
                [
                    [part],
                ]
            )
            {
                Minimum = least,
                Maximum = most,
            };

    private (int Least, int Most)? ReadCounts()
    {
        var end = pattern.IndexOf('}', _at);
        if (end < 0)
            return null;
        var counts = pattern[(_at + 1)..end].Split(',');
        if (
            counts.Length > 2
            || !int.TryParse(counts[0].Length == 0 ? "0" : counts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
        )
            return null;
        var most = least;
        if (counts.Length == 2 && counts[1].Length == 0)
            most = int.MaxValue;
        else if (counts.Length == 2 && !int.TryParse(counts[1], NumberStyles.None, CultureInfo.InvariantCulture, out most))
            return null;
        _at = end + 1;
        return (least, most);
    }
}
