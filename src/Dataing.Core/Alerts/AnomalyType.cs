namespace Dataing.Core.Alerts;

/// <summary>What kind of check fired.</summary>
public enum AnomalyType
{
    Unknown,
    NullRate,
    RowCount,
    Freshness,
    SchemaChange,
    Duplicates,
    ReferentialIntegrity,

    /// <summary>Accepted values, format, or range of single values.</summary>
    Validity,

    /// <summary>Mean, sum, quantile, category share.</summary>
    Distribution,

    /// <summary>A business metric, given as an aggregate expression.</summary>
    MetricValue,
    CustomSql,
    PipelineFailure,
    PipelineDelay,
}
