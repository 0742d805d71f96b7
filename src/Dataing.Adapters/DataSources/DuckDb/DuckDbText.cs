namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>Names and texts inside statements of our own; the investigator's queries never pass through here.</summary>
internal static class DuckDbText
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Literal))}]";
}
