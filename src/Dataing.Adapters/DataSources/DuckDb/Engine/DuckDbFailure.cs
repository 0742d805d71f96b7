namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>DuckDB refused or failed. The message is the engine's own and may quote values, so it is never shown as it is.</summary>
internal sealed class DuckDbFailure(string message) : Exception(message)
{
    private const string Mark = " Error: ";

    /// <summary>The engine's own word for the kind of failure, such as "Parser", "Binder", "INTERRUPT"; empty when it gives none.</summary>
    public string Kind => Message.IndexOf(Mark, StringComparison.Ordinal) is > 0 and < 32 and var at ? Message[..at] : "";

    /// <summary>The first line after the kind.</summary>
    public string Detail
    {
        get
        {
            var text = Kind.Length == 0 ? Message : Message[(Kind.Length + Mark.Length)..];
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return (end < 0 ? text : text[..end]).Trim();
        }
    }

    public bool IsInterrupt => Kind == "INTERRUPT";
}
