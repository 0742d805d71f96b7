namespace Dataing.Analysis.Dimensions;

/// <summary>The number that a person would have written: of all between two values, the one with the fewest digits.</summary>
internal static class RoundNumber
{
    /// <summary>The roundest number above <paramref name="outside"/> and not above <paramref name="inside"/>.</summary>
    public static double Between(double outside, double inside)
    {
        if (!(inside > outside))
            return inside;
        var exponent = (int)Math.Floor(Math.Log10(Math.Max(Math.Max(Math.Abs(inside), Math.Abs(outside)), 1e-12)));
        for (var place = exponent + 1; place > exponent - 15; place--)
            foreach (var step in new[] { 10m, 5m, 1m })
            {
                var unit = (double)step * Math.Pow(10, place - 1);
                var candidate = Math.Round(Math.Floor(inside / unit * (1 + 1e-15)) * unit, Math.Clamp(1 - place, 0, 15));
                if (candidate > outside && candidate <= inside)
                    return candidate;
            }
        return inside;
    }
}
