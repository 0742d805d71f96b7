using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>How many decimals a number has, asked so that every engine answers alike: rounding to decimals is not the same in all.</summary>
internal static class Decimals
{
    /// <summary>The most decimals that are told apart.</summary>
    public const int Most = 4;

    /// <summary>What binary fractions leave over when a decimal number is scaled.</summary>
    private const double Dust = 0.0001;

    /// <summary>True of values with no more than so many decimals; unknown of NULL.</summary>
    public static Expression AtMost(Expression value, int decimals)
    {
        var scaled = decimals == 0 ? Ask.Real(value) : Ask.Real(value).Times(Term.Number(Math.Pow(10, decimals)));
        return Term.Abs(scaled.Minus(Term.Call("round", scaled))).LessThan(Term.Number(Dust));
    }
}
