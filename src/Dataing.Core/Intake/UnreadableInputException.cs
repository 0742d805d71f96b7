namespace Dataing.Core.Intake;

/// <summary>Something handed in cannot be understood. The message is a sentence that says what to do.</summary>
public sealed class UnreadableInputException(string message, Exception? inner = null) : Exception(message, inner);
