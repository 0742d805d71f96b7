using Dataing.Analysis.Cases;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>One way in which data breaks: when it comes into question, what it must look like, and the look that decides.</summary>
internal interface IMechanism
{
    /// <summary>The stable id of the mechanism table.</summary>
    string Id { get; }

    HypothesisCategory Category { get; }

    /// <summary>0 to 1: how well the profile fits before the decisive look; 0 rules it out.</summary>
    double Plausibility(Incident incident);

    Suspicion Describe(Incident incident);

    Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken);
}

/// <param name="Title">The suspected cause in a few words.</param>
/// <param name="Reasoning">Why it is suspected.</param>
/// <param name="Prediction">What the rows look like if it is true, and if it is false.</param>
internal sealed record Suspicion(string Title, string Reasoning, string Prediction);
