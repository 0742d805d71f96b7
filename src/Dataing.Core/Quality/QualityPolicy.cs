namespace Dataing.Core.Quality;

/// <summary>How the words of a finding are judged. Rules always score them.</summary>
public sealed record QualityPolicy
{
    /// <summary>Whether a configured model judges as well, and words that fail are asked for once more; default true.</summary>
    public bool Validates { get; init; } = true;

    /// <summary>The composite score that passes; default 0.6, range 0 to 1.</summary>
    public double PassThreshold { get; init; } = QualityRules.PassThreshold;
}
