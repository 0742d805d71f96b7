namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>A draw that this data cannot play; another one is tried.</summary>
internal sealed class NoSegmentException(string message) : Exception(message);
