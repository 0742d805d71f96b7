namespace Dataing.Analysis.Localisation;

/// <summary>The additive measures of every leaf in one period, one array slot per leaf.</summary>
/// <param name="Numerator">Count, sum or hits.</param>
/// <param name="Denominator">Rows.</param>
/// <param name="Squares">Sum of squared values, for averages; null when not queried.</param>
internal sealed record LeafMeasures(double[] Numerator, double[] Denominator, double[]? Squares = null);
