using System.Text.Json;
using Dataing.Core.Json;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models;

/// <summary>
/// Prices in US dollars per million tokens, by model: {"model-id": {"input": 2, "output": 10, "cache_read": 0.1, "cache_write": 2.5}}. An
/// id also stands for its dated versions. The list that comes with the product knows Claude's models.
/// </summary>
public sealed class PriceList
{
    private readonly IReadOnlyDictionary<string, ModelPrices> _prices;

    private PriceList(IReadOnlyDictionary<string, ModelPrices> prices) => _prices = prices;

    public static PriceList BuiltIn { get; } = new(Read(Resource(), "prices.json"));

    /// <summary>The built-in list, with what LLM_PRICES says before it: a JSON object, or the file that holds one.</summary>
    public static PriceList FromEnvironment(SettingReader variables)
    {
        if (variables.Text("LLM_PRICES") is not { } given)
            return BuiltIn;
        if (!given.StartsWith('{') && !File.Exists(given))
            throw new ModelSettingsException("LLM_PRICES names a file that is not there; give a JSON file, or the JSON itself.");
        var own = Read(given.StartsWith('{') ? given : File.ReadAllText(given), "LLM_PRICES");
        return new PriceList(BuiltIn._prices.Where(p => !own.ContainsKey(p.Key)).Concat(own).ToDictionary(p => p.Key, p => p.Value));
    }

    /// <summary>The prices under the longest id that the model's begins with; null when none does: a price is never guessed.</summary>
    public ModelPrices? Of(string model) =>
        _prices
            .Where(p => model.Equals(p.Key, StringComparison.OrdinalIgnoreCase) || IsDated(model, p.Key))
            .OrderByDescending(p => p.Key.Length)
            .Select(p => p.Value)
            .FirstOrDefault();

    /// <summary>"claude-haiku-4-5-20251001" is a dated "claude-haiku-4-5", and "-latest" and "@…" are as good as a date; "claude-opus-5-9" is another model than "claude-opus-5".</summary>
    private static bool IsDated(string model, string id)
    {
        if (!model.StartsWith(id, StringComparison.OrdinalIgnoreCase) || model.Length == id.Length)
            return false;
        var rest = model[id.Length..];
        return rest is "-latest" or "-0"
            || rest.StartsWith('@')
            || (rest.Length == 9 && rest[0] == '-' && rest[1..].All(char.IsAsciiDigit));
    }

    private static Dictionary<string, ModelPrices> Read(string json, string name)
    {
        try
        {
            var prices = JsonSerializer.Deserialize<Dictionary<string, ModelPrices>>(json, DataingJson.Wire) ?? [];
            return prices.Values.All(p => p is { Input: >= 0, Output: >= 0, CacheRead: >= 0, CacheWrite: >= 0 })
                ? prices
                : throw new ModelSettingsException($"{name} holds a price below zero.");
        }
        catch (JsonException e)
        {
            throw new ModelSettingsException(
                $"{name} must be like {{\"model-id\": {{\"input\": 2, \"output\": 10, \"cache_read\": 0.1, \"cache_write\": 2.5}}}} ({e.Message})."
            );
        }
    }

    private static string Resource()
    {
        const string Name = "Dataing.Adapters.Models.prices.json";
        using var stream =
            typeof(PriceList).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The resource {Name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
