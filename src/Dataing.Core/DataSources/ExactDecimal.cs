using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Dataing.Core.DataSources;

/// <summary>A decimal number of any length, exactly: <c>Unscaled × 10^-Scale</c>; warehouses reach 38, 65, 76 or unlimited digits.</summary>
public readonly record struct ExactDecimal(BigInteger Unscaled, int Scale) : IComparable<ExactDecimal>
{
    /// <summary>Reads plain or exponent notation with a dot ("-12.50", "1e-7"); false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactDecimal value)
    {
        value = default;
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
                return false;
            text = text[..e];
        }
        var dot = text.IndexOf('.');
        var scale = dot < 0 ? 0 : text.Length - dot - 1;
        var digits = dot < 0 ? text.ToString() : string.Concat(text[..dot], text[(dot + 1)..]);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled))
            return false;
        scale -= exponent;
        if (Math.Abs(scale) > 100_000)
            return false;
        value = scale < 0 ? new ExactDecimal(unscaled * BigInteger.Pow(10, -scale), 0) : new ExactDecimal(unscaled, scale);
        return true;
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    public int CompareTo(ExactDecimal other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return Rescale(scale).CompareTo(other.Rescale(scale));
    }

    public static bool operator <(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) < 0;

    public static bool operator >(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) > 0;

    public static bool operator <=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) >= 0;

    /// <summary>Plain notation with every digit of the scale: "-12.50".</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var sign = Unscaled.Sign < 0 ? "-" : "";
        return Scale == 0 ? sign + digits : $"{sign}{digits[..^Scale]}.{digits[^Scale..]}";
    }

    [SuppressMessage("Usage", "CA2225", Justification = "ToDouble is the named alternative.")]
    public static explicit operator double(ExactDecimal value) => value.ToDouble();

    private BigInteger Rescale(int scale) => Unscaled * BigInteger.Pow(10, scale - Scale);
}
