using System.Text;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>The form that a sample of values shares: runs of digits, letters and the signs between them.</summary>
internal sealed record Shapes(string Pattern, int Shortest, int Longest)
{
    private enum Kind
    {
        Digit,
        Lower,
        Upper,
        Other,
    }

    /// <summary>Null when the values have no form in common.</summary>
    public static Shapes? Usual(IReadOnlyList<string> values)
    {
        var filled = values.Where(v => v.Length is > 0 and <= 80).ToList();
        if (filled.Count < 10)
            return null;
        var (shortest, longest) = (filled.Min(v => v.Length), filled.Max(v => v.Length));
        if (
            filled.All(v =>
                double.TryParse(v, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)
            )
        )
            return new Shapes(@"^-?[0-9]+(\.[0-9]+)?$", shortest, longest);
        var shapes = filled.GroupBy(Signature).OrderByDescending(g => g.Count()).ToList();
        if (shapes[0].Count() >= 0.98 * filled.Count && shapes[0].Key.Length > 0)
            return new Shapes(shapes[0].Key, shortest, longest);
        var prefix = Prefix(filled);
        var alphabet =
            filled.All(v => v[prefix.Length..].All(char.IsAsciiHexDigitLower)) ? "[0-9a-f]"
            : filled.All(v => v[prefix.Length..].All(char.IsAsciiLetterOrDigit)) ? "[0-9A-Za-z]"
            : null;
        if (alphabet is null)
            return prefix.Length == 0 ? null : new Shapes($"^{Escape(prefix)}", shortest, longest);
        var length = shortest == longest ? $"{{{shortest - prefix.Length}}}" : "+";
        return new Shapes($"^{Escape(prefix)}{alphabet}{length}$", shortest, longest);
    }

    /// <summary>The mismatch by length alone, for dialects without regular expressions.</summary>
    public Expression Mismatch(Expression text)
    {
        var length = Term.Call("length", text);
        return Term.Any(length.LessThan(Term.Number(Shortest)), length.MoreThan(Term.Number(Longest)));
    }

    /// <summary>A regular expression of runs: "AB-1234" is ^[A-Z]{2}-[0-9]{4}$.</summary>
    private static string Signature(string value)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < value.Length; )
        {
            var kind = KindOf(value[i]);
            var end = i + 1;
            while (end < value.Length && kind != Kind.Other && KindOf(value[end]) == kind)
                end++;
            pattern.Append(
                kind switch
                {
                    Kind.Digit => "[0-9]",
                    Kind.Lower => "[a-z]",
                    Kind.Upper => "[A-Z]",
                    _ => Escape(value[i].ToString()),
                }
            );
            if (kind != Kind.Other)
                pattern.Append('{').Append(end - i).Append('}');
            i = end;
        }
        return pattern.Append('$').ToString();
    }

    private static Kind KindOf(char c) =>
        c switch
        {
            >= '0' and <= '9' => Kind.Digit,
            >= 'a' and <= 'z' => Kind.Lower,
            >= 'A' and <= 'Z' => Kind.Upper,
            _ => Kind.Other,
        };

    private static string Prefix(List<string> values)
    {
        var prefix = values[0];
        foreach (var value in values)
        {
            var shared = 0;
            while (shared < prefix.Length && shared < value.Length && prefix[shared] == value[shared])
                shared++;
            prefix = prefix[..shared];
        }
        return prefix;
    }

    private static string Escape(string text) =>
        string.Concat(
            text.Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or ':' or '/' or '#' or '@' ? c.ToString() : $"\\{c}")
        );
}
