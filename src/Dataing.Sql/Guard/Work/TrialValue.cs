namespace Dataing.Sql.Guard.Work;

internal enum TrialKind
{
    /// <summary>Not worked out: from a table, of another type, or by something that is not imitated.</summary>
    Unknown,
    Null,
    Number,
    Text,

    /// <summary>A moment, in seconds since 1970.</summary>
    Time,

    /// <summary>A span of time, in seconds.</summary>
    Span,
}

/// <summary>A value of a recursion that is tried out; a truth value is 1 or 0.</summary>
internal readonly record struct TrialValue(TrialKind Kind, double Number, string Text, bool Whole)
{
    private const int LongestText = 2_000;

    public static TrialValue Unknown => default;

    public static TrialValue Null { get; } = new(TrialKind.Null, 0, "", false);

    /// <summary>Neither known to be true nor known to be anything else.</summary>
    public bool? Holds =>
        Kind switch
        {
            TrialKind.Null => false,
            TrialKind.Number => Number != 0,
            _ => null,
        };

    /// <summary>A whole number beyond 2^53 is no longer told from its neighbour, so it is not told at all.</summary>
    public static TrialValue Of(double number, bool whole) =>
        double.IsFinite(number) && (!whole || Math.Abs(number) < 1L << 53) ? new(TrialKind.Number, number, "", whole) : Unknown;

    public static TrialValue Of(bool truth) => new(TrialKind.Number, truth ? 1 : 0, "", true);

    public static TrialValue Of(Constant? constant) =>
        constant switch
        {
            { Kind: ConstantKind.Moment, Value: var seconds } => new(TrialKind.Time, seconds, "", false),
            { Kind: ConstantKind.Span, Value: var seconds } => new(TrialKind.Span, seconds, "", false),
            _ => Unknown,
        };

    public static TrialValue Of(string text) => text.Length > LongestText ? Unknown : new(TrialKind.Text, 0, text, false);
}
