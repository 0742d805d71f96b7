namespace Dataing.Sql.Guard.Work;

/// <summary>A value known without running anything: a number, a span of seconds, or a moment.</summary>
internal readonly record struct Constant(ConstantKind Kind, double Value)
{
    /// <summary>Where "now" is taken to be when it is compared with a written date: 2030-01-01, in seconds since 1970.</summary>
    public const double AssumedNow = 1_893_456_000;

    public static Constant Number(double value) => new(ConstantKind.Number, value);

    public static Constant Seconds(double value) => new(ConstantKind.Span, value);

    public static Constant Moment(double seconds) => new(ConstantKind.Moment, seconds);

    /// <summary>A moment so many seconds after now.</summary>
    public static Constant FromNow(double seconds) => new(ConstantKind.FromNow, seconds);

    public bool IsTime => Kind is ConstantKind.Moment or ConstantKind.FromNow;

    /// <summary>Seconds between two moments; two that are relative to now need no clock.</summary>
    public static double Between(Constant from, Constant to) => from.Kind == to.Kind ? to.Value - from.Value : to.Absolute - from.Absolute;

    private double Absolute => Kind == ConstantKind.FromNow ? AssumedNow + Value : Value;
}

internal enum ConstantKind
{
    Number,
    Span,
    Moment,
    FromNow,
}
