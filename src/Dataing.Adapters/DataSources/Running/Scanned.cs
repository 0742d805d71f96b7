namespace Dataing.Adapters.DataSources.Running;

/// <summary>What an engine read for one query, by its own account; null where it does not say.</summary>
internal readonly record struct Scanned(long? Rows, long? Bytes);
