using System.Text.Json;
using Dataing.Core.Json;

namespace Dataing.Host.Saved;

/// <summary>Writes JSON for programs: indented as a whole, or one object a line.</summary>
internal static class SavedJson
{
    private static readonly JsonSerializerOptions Indented = new(DataingJson.Wire) { WriteIndented = true, NewLine = "\n" };

    public static Task WriteAsync<T>(TextWriter output, T value) => output.WriteLineAsync(JsonSerializer.Serialize(value, Indented));

    /// <summary>Ends with a line feed on every system, as JSON lines do.</summary>
    public static Task WriteLineAsync<T>(TextWriter output, T value) =>
        output.WriteAsync(JsonSerializer.Serialize(value, DataingJson.Wire) + "\n");
}
