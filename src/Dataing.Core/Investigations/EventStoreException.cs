namespace Dataing.Core.Investigations;

/// <summary>The log cannot be read or written; the message says which file and what to do.</summary>
public sealed class EventStoreException(string message, Exception? inner = null) : Exception(message, inner);
