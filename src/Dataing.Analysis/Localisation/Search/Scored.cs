using Dataing.Analysis.Localisation.Cube;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>An element with its exact score.</summary>
/// <param name="Element">Which rows.</param>
/// <param name="Score">Evidence in nats after deflation, heterogeneity and price.</param>
/// <param name="Shift">In the terms of the family that scored it.</param>
/// <param name="Leaves">How many leaves it has; 0 when it was scored from cells.</param>
/// <param name="Sampled">True when only some of many leaves were asked.</param>
internal sealed record Scored(Element Element, double Score, double Shift, int Leaves, bool Sampled = false);
