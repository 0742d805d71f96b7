using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Where an incident is, in words.</summary>
internal static class Place
{
    /// <summary>" where country = 'PE'", or nothing for the whole table.</summary>
    public static string Where(this Incident incident) => incident.Segment is { } s ? $" where {Figures.Conditions(s.Described)}" : "";

    /// <summary>What the accused rows are named by, as an object to look at: the parent's own column when a parent says it.</summary>
    public static Culprit Blamed(this Incident incident, string kind, Dimension dimension, string? value) =>
        new(kind, dimension.Parent?.Reference.Parent.Name.Name ?? incident.Table.Name.Name, dimension.Column.Name, value);

    public static string Subject(this Incident incident) =>
        incident.MeasuredColumn is { } column ? $"{incident.Table.Name.Name}.{column.Name}" : incident.Table.Name.Name;
}
