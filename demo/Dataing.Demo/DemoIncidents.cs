using Dataing.Demo.Incidents;

namespace Dataing.Demo;

/// <summary>The eight stories: six incidents, a day on which nothing happened, and a rise that was announced.</summary>
public static class DemoIncidents
{
    /// <summary>All stories, in the order in which they are shown.</summary>
    public static IReadOnlyList<DemoIncident> All { get; } =
    [
        new("null_spike", "Orders arrive without a customer", NullSpike.Tell),
        new("volume_drop", "Fewer events than usual", VolumeDrop.Tell),
        new("schema_drift", "The price column is no longer a number", SchemaDrift.Tell),
        new("duplicates", "Order lines appear twice", Duplicates.Tell),
        new("late_arriving", "Events reach the warehouse late", LateArriving.Tell),
        new("orphaned_records", "Orders refer to customers who do not exist", OrphanedRecords.Tell),
        new("clean_day", "A monitor counted too few orders", CleanDay.Tell),
        new("expected_variance", "Far more orders than usual", ExpectedVariance.Tell),
    ];

    /// <summary>The story of that name, or null.</summary>
    public static DemoIncident? Find(string name) =>
        All.FirstOrDefault(incident => string.Equals(incident.Name, name, StringComparison.OrdinalIgnoreCase));
}
