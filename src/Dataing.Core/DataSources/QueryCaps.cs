namespace Dataing.Core.DataSources;

/// <summary>What one query may take.</summary>
public sealed record QueryCaps
{
    /// <summary>Rows returned; default 1,000, range 1 to 1,000,000.</summary>
    public int Rows { get; init; } = 1_000;

    /// <summary>Bytes returned, as the source counts them; default 64 MiB.</summary>
    public long Bytes { get; init; } = 64L << 20;

    /// <summary>Wall clock; default 60 s.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of one cell; a longer one is cut and reported; default 64 KiB.</summary>
    public int CellBytes { get; init; } = 64 << 10;
}
