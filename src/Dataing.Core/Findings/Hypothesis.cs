namespace Dataing.Core.Findings;

/// <summary>A possible cause, with what the data must look like if it is true. Fixed before any query of its own runs.</summary>
public sealed record Hypothesis
{
    /// <summary>Stable within an investigation: "h1", "h2" …</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required HypothesisCategory Category { get; init; }

    /// <summary>The mechanism it stands for: an id of the mechanism table, or "unknown".</summary>
    public required string Mechanism { get; init; }

    public required string Reasoning { get; init; }

    /// <summary>What the rows look like if it is true, and if it is false.</summary>
    public required string Prediction { get; init; }
}

public enum HypothesisCategory
{
    UpstreamDependency,
    TransformationBug,
    DataQuality,
    Infrastructure,
    ExpectedVariance,
}

public enum HypothesisVerdict
{
    /// <summary>Its prediction came true, and no rival explains as much.</summary>
    Confirmed,

    /// <summary>Its prediction failed.</summary>
    Rejected,

    /// <summary>The data did not decide.</summary>
    Undecided,
}

/// <summary>A hypothesis with what became of it.</summary>
public sealed record HypothesisOutcome(
    string Id,
    string Title,
    HypothesisCategory Category,
    string Prediction,
    HypothesisVerdict Verdict,
    string Reason
);
