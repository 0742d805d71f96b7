namespace Dataing.Core.Notes;

/// <summary>What a team wrote down: a runbook, a table's description, the story of an earlier incident. Its text is untrusted.</summary>
/// <param name="Name">Where it came from: a file's name.</param>
/// <param name="Text">Markdown or plain text.</param>
public sealed record TeamNote(string Name, string Text);
