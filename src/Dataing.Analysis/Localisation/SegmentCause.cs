namespace Dataing.Analysis.Localisation;

/// <summary>A segment that moved against the rest.</summary>
/// <param name="Conditions">A conjunction; each condition is a value, a set or a range of one dimension.</param>
/// <param name="Shift">After against expected: a factor for counts, sums and means, points for rates.</param>
/// <param name="Before">The metric inside the segment before.</param>
/// <param name="After">The metric inside the segment in the incident.</param>
/// <param name="Rows">Rows of the segment in the incident window.</param>
/// <param name="Excess">Numerator beyond what was expected: missing rows are negative, extra nulls positive.</param>
/// <param name="ShareOfChange">This cause's part of all change found and unexplained, 0 to 1.</param>
/// <param name="Evidence">Log likelihood gain in nats, after deflation and penalties.</param>
/// <param name="PValue">Chance of such evidence anywhere in the search when nothing happened.</param>
/// <param name="QValue">The same, corrected over what is reported.</param>
/// <param name="Rival">The next best explanation that names other rows; null when there was none.</param>
/// <param name="Aliases">Other predicates that name (nearly) the same rows.</param>
/// <param name="Leaves">Indices of the leaves that make up the segment.</param>
internal sealed record SegmentCause(
    IReadOnlyList<SegmentCondition> Conditions,
    double Shift,
    double Before,
    double After,
    double Rows,
    double Excess,
    double ShareOfChange,
    double Evidence,
    double PValue,
    double QValue,
    SegmentRival? Rival,
    IReadOnlyList<IReadOnlyList<SegmentCondition>> Aliases,
    IReadOnlyList<int> Leaves
);

/// <summary>The runner-up, with its evidence.</summary>
internal sealed record SegmentRival(IReadOnlyList<SegmentCondition> Conditions, double Evidence);

/// <summary>One dimension held to one value, a set of values, or a run of neighbours.</summary>
/// <param name="Dimension">Index of the dimension.</param>
/// <param name="Column">Its name.</param>
/// <param name="Codes">The codes that belong to it, ascending.</param>
/// <param name="Values">Their values; null is SQL's NULL.</param>
/// <param name="IsRange">True when the codes are a run of neighbours of an ordered dimension.</param>
internal sealed record SegmentCondition(
    int Dimension,
    string Column,
    IReadOnlyList<int> Codes,
    IReadOnlyList<string?> Values,
    bool IsRange
);
