namespace Dataing.Sql.Guard.Work;

/// <summary>The few functions by which recursions go on, where every engine means the same by them.</summary>
internal static class TrialCalls
{
    public static TrialValue Of(string name, TrialValue[] arguments)
    {
        var lower = name.ToLowerInvariant();
        if (lower is "coalesce" or "ifnull" or "nvl")
            return arguments.FirstOrDefault(a => a.Kind != TrialKind.Null, TrialValue.Null);
        if (arguments.Length == 0 || arguments.Any(a => a.Kind == TrialKind.Unknown))
            return TrialValue.Unknown;
        if (lower == "nullif" && arguments is [var kept, var dropped])
            return kept.Kind == dropped.Kind && kept == dropped with { Whole = kept.Whole } ? TrialValue.Null
                : kept.Kind == dropped.Kind && kept.Kind == TrialKind.Number ? kept
                : TrialValue.Unknown;
        if (lower is "if" or "iif" && arguments is [{ Holds: { } holds }, var then, var otherwise])
            return holds ? then : otherwise;
        if (arguments.Any(a => a.Kind == TrialKind.Null))
            return lower is "concat" or "concat_ws" or "greatest" or "least" ? TrialValue.Unknown : TrialValue.Null;
        return arguments.All(a => a.Kind == TrialKind.Number) ? OfNumbers(lower, arguments) : OfTexts(lower, arguments);
    }

    public static TrialValue Joined(TrialValue left, TrialValue right) =>
        left.Kind == TrialKind.Text && right.Kind == TrialKind.Text ? TrialValue.Of(left.Text + right.Text) : TrialValue.Unknown;

    private static TrialValue OfNumbers(string name, TrialValue[] arguments)
    {
        var (x, whole) = (arguments[0].Number, arguments.All(a => a.Whole));
        return (name, arguments.Length) switch
        {
            ("abs", 1) => TrialValue.Of(Math.Abs(x), whole),
            ("sign", 1) => TrialValue.Of(Math.Sign(x), whole),
            ("floor", 1) => TrialValue.Of(Math.Floor(x), whole: true),
            ("ceil" or "ceiling", 1) => TrialValue.Of(Math.Ceiling(x), whole: true),
            ("round", 1) => TrialValue.Of(Math.Round(x, MidpointRounding.AwayFromZero), whole: true),
            ("trunc" or "truncate", 1) => TrialValue.Of(Math.Truncate(x), whole: true),
            ("mod" or "modulo", 2) when arguments[1].Number != 0 => TrialValue.Of(x % arguments[1].Number, whole),
            ("xor" or "bitxor" or "bit_xor", 2) when whole => TrialValue.Of((long)x ^ (long)arguments[1].Number, whole: true),
            ("greatest", _) or ("max", > 1) => TrialValue.Of(arguments.Max(a => a.Number), whole),
            ("least", _) or ("min", > 1) => TrialValue.Of(arguments.Min(a => a.Number), whole),
            ("power" or "pow", 2) => TrialValue.Of(Math.Pow(x, arguments[1].Number), whole: false),
            ("sqrt", 1) when x >= 0 => TrialValue.Of(Math.Sqrt(x), whole: false),
            _ => TrialValue.Unknown,
        };
    }

    private static TrialValue OfTexts(string name, TrialValue[] arguments) =>
        (name, arguments) switch
        {
            ("length" or "len" or "char_length" or "character_length", [{ Kind: TrialKind.Text, Text: var text }]) => TrialValue.Of(
                text.Length,
                whole: true
            ),
            ("upper" or "ucase", [{ Text: var text }]) => TrialValue.Of(text.ToUpperInvariant()),
            ("lower" or "lcase", [{ Text: var text }]) => TrialValue.Of(text.ToLowerInvariant()),
            ("trim" or "btrim", [{ Text: var text }]) => TrialValue.Of(text.Trim(' ')),
            ("reverse", [{ Text: var text }]) => TrialValue.Of(new string([.. text.Reverse()])),
            ("concat", [{ } left, { } right]) => Joined(left, right),
            ("replace", [{ Kind: TrialKind.Text } text, { Kind: TrialKind.Text, Text: "" }, { Kind: TrialKind.Text }]) => text,
            ("replace", [{ Text: var text }, { Kind: TrialKind.Text, Text.Length: > 0 } from, { Kind: TrialKind.Text } to]) =>
                TrialValue.Of(text.Replace(from.Text, to.Text, StringComparison.Ordinal)),
            ("instr" or "strpos", [{ Kind: TrialKind.Text } text, { Kind: TrialKind.Text } sought]) => TrialValue.Of(
                text.Text.IndexOf(sought.Text, StringComparison.Ordinal) + 1,
                whole: true
            ),
            ("locate" or "charindex", [{ Kind: TrialKind.Text } sought, { Kind: TrialKind.Text } text]) => TrialValue.Of(
                text.Text.IndexOf(sought.Text, StringComparison.Ordinal) + 1,
                whole: true
            ),
            ("substr" or "substring", [{ Kind: TrialKind.Text } text, { Kind: TrialKind.Number } from]) => Cut(
                text.Text,
                from.Number,
                text.Text.Length
            ),
            ("substr" or "substring", [{ Kind: TrialKind.Text } text, { Kind: TrialKind.Number } from, { Kind: TrialKind.Number } count]) =>
                Cut(text.Text, from.Number, count.Number),
            ("left", [{ Kind: TrialKind.Text } text, { Kind: TrialKind.Number } count]) => Cut(text.Text, 1, count.Number),
            ("right", [{ Kind: TrialKind.Text } text, { Kind: TrialKind.Number, Number: >= 0 } count]) => Cut(
                text.Text,
                Math.Max(1, text.Text.Length - count.Number + 1),
                text.Text.Length
            ),
            _ => TrialValue.Unknown,
        };

    /// <summary>What begins before the text, or is shorter than nothing, engines cut each in their own way.</summary>
    private static TrialValue Cut(string text, double from, double count) =>
        from < 1 || count < 0 ? TrialValue.Unknown
        : from > text.Length ? TrialValue.Of("")
        : TrialValue.Of(text.Substring((int)from - 1, (int)Math.Min(count, text.Length - from + 1)));
}
