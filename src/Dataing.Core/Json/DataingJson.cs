using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dataing.Core.Json;

/// <summary>How everything is written as JSON: snake_case names, enums as snake_case words, nothing left out but nulls where noted.</summary>
public static class DataingJson
{
    /// <summary>For people and other programs: findings, reports. Decimals beyond a double's precision are strings; bytes are hex.</summary>
    public static JsonSerializerOptions Wire { get; } = Options(new WireCellConverter());

    /// <summary>For the event log: cells keep their type exactly, so that a recorded answer equals the one that was read.</summary>
    public static JsonSerializerOptions Log { get; } = Options(new LogCellConverter());

    private static JsonSerializerOptions Options(JsonConverter<object?> cells)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 64,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), cells },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
