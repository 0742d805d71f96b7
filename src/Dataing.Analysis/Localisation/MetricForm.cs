namespace Dataing.Analysis.Localisation;

/// <summary>How a metric is built from additive measures, which decides how it scatters.</summary>
internal enum MetricForm
{
    /// <summary>Whole things counted: the numerator is the count.</summary>
    Count,

    /// <summary>Amounts added up, or forecast against actual: the numerator is the amount.</summary>
    Sum,

    /// <summary>A share of rows: the numerator counts hits, the denominator rows.</summary>
    Rate,

    /// <summary>An average: the numerator is the sum, the denominator the rows, squares the sum of squares when known.</summary>
    Mean,
}
