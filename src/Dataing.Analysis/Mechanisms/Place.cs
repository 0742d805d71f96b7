using Dataing.Analysis.Cases;
using Dataing.Analysis.Wording;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Where an incident is, in words.</summary>
internal static class Place
{
    /// <summary>" where country = 'PE'", or nothing for the whole table.</summary>
    public static string Where(this Incident incident) => incident.Segment is { } s ? $" where {Figures.Conditions(s.Described)}" : "";

    public static string Subject(this Incident incident) =>
        incident.MeasuredColumn is { } column ? $"{incident.Table.Name.Name}.{column.Name}" : incident.Table.Name.Name;
}
