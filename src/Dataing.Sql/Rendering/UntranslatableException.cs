namespace Dataing.Sql.Rendering;

/// <summary>A tree says something that the dialect asked for cannot say with the same meaning.</summary>
public sealed class UntranslatableException(string message) : Exception(message);
