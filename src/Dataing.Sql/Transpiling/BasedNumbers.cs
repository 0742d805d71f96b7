using System.Globalization;
using System.Numerics;

namespace Dataing.Sql.Transpiling;

/// <summary>0xFF and 0b101, which few engines read, in the digits that all read.</summary>
internal static class BasedNumbers
{
    /// <summary>The number in decimal digits; null when it is written so already.</summary>
    public static string? Decimal(string number)
    {
        if (number is not ['0', var letter, _, ..])
            return null;
        var digits = number.AsSpan(2);
        var style = char.ToLowerInvariant(letter) switch
        {
            'x' => NumberStyles.AllowHexSpecifier,
            'b' => NumberStyles.AllowBinarySpecifier,
            _ => NumberStyles.None,
        };
        // The zero before the digits keeps the first of them from being a sign.
        return style != NumberStyles.None && BigInteger.TryParse($"0{digits}", style, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
