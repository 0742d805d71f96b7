namespace Dataing.Analysis.Localisation;

/// <summary>One way the rows are cut; a leaf's code indexes <paramref name="Values"/>, where null is SQL's NULL.</summary>
/// <param name="Name">The column, or the name of the expression derived from it.</param>
/// <param name="Values">The value of every code.</param>
/// <param name="Ordered">True when neighbouring codes are neighbours in meaning (hours, bins, batches, versions), so ranges make sense.</param>
/// <param name="OtherCode">The code that stands for all values beyond the kept ones, or -1.</param>
internal sealed record SegmentDimension(string Name, IReadOnlyList<string?> Values, bool Ordered = false, int OtherCode = -1);
