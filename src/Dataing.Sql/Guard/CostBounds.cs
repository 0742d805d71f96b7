using System.Globalization;

namespace Dataing.Sql.Guard;

/// <summary>Bounds for what an engine estimates before a query runs; null: no bound.</summary>
public sealed record CostBounds
{
    public static CostBounds None { get; } = new();

    public long? MaxScannedBytes { get; init; }

    public long? MaxScannedRows { get; init; }

    /// <summary>In the engine's own unit.</summary>
    public double? MaxCost { get; init; }

    /// <summary>A sentence about the first bound that an estimate breaks, or null.</summary>
    public string? Breach(long? scannedBytes, long? scannedRows, double? cost)
    {
        if (scannedBytes > MaxScannedBytes)
            return Says(
                $"{scannedBytes:N0} bytes would be scanned; at most {MaxScannedBytes:N0} may be. Filter on a partition or date column."
            );
        if (scannedRows > MaxScannedRows)
            return Says(
                $"{scannedRows:N0} rows would be scanned; at most {MaxScannedRows:N0} may be. Filter on a partition or date column."
            );
        return cost > MaxCost ? Says($"The estimated cost is {cost:N0}; at most {MaxCost:N0} may be spent. Narrow the query.") : null;
    }

    private static string Says(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
