using System.Text.Json;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>A list of texts that a catalogue query returned as JSON.</summary>
internal static class JsonTexts
{
    public static IReadOnlyList<string> Read(object? cell) => cell is string text ? JsonSerializer.Deserialize<string[]>(text) ?? [] : [];
}
