namespace Dataing.Demo;

/// <summary>The demo's files cannot be written; the message says why and what to do.</summary>
public sealed class DemoFolderException(string message, Exception? cause = null) : Exception(message, cause);
