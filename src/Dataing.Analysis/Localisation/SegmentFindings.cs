using Dataing.Analysis.Localisation.Noise;

namespace Dataing.Analysis.Localisation;

/// <summary>What kind of answer the search gives.</summary>
internal enum SegmentVerdict
{
    /// <summary>Noise explains what is seen.</summary>
    Quiet,

    /// <summary>The causes named move against the rest.</summary>
    Segments,

    /// <summary>Everything moved alike: the cause lies outside these dimensions. Causes, if any, are exceptions to the common move.</summary>
    WholeTable,

    /// <summary>No segment's own rate moved, but the mix did; the causes are segments whose share of rows changed.</summary>
    MixShift,
}

/// <summary>The answer of a segment search.</summary>
/// <param name="Verdict">What kind of answer.</param>
/// <param name="Before">The metric of the whole table before, on the incident window's length.</param>
/// <param name="After">The metric of the whole table in the incident window.</param>
/// <param name="CommonShift">What everything moved by: a factor for counts, sums and means, points for rates.</param>
/// <param name="CommonEvidence">Evidence in nats that the common move is not ordinary.</param>
/// <param name="Mix">How the change of a rate or mean splits into rate and mix; null for counts and sums.</param>
/// <param name="Causes">Ranked, strongest first; each cause's rows exclude those of the ones before it.</param>
/// <param name="Noise">What the noise was measured to be, for the caveats of a finding.</param>
internal sealed record SegmentFindings(
    SegmentVerdict Verdict,
    double Before,
    double After,
    double CommonShift,
    double CommonEvidence,
    MixDecomposition? Mix,
    IReadOnlyList<SegmentCause> Causes,
    NoiseModel Noise
);

/// <summary>A change of an average taken apart: what each segment's own rate did, and what their shares of the rows did.</summary>
internal sealed record MixDecomposition(double RateEffect, double MixEffect);
