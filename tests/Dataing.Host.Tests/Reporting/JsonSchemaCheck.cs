using System.Text.Json;

namespace Dataing.Host.Tests.Reporting;

/// <summary>The part of JSON Schema that our schema uses, read strictly: a keyword not known here is an error of the test.</summary>
internal static class JsonSchemaCheck
{
    private static readonly string[] Silent = ["$schema", "$id", "$defs", "title", "description"];

    public static IReadOnlyList<string> Errors(JsonElement value, JsonElement schema) => [.. Check(value, schema, schema, "$")];

    private static IEnumerable<string> Check(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        foreach (var keyword in schema.EnumerateObject().Where(k => !Silent.Contains(k.Name)))
        {
            var rule = keyword.Value;
            foreach (
                var error in keyword.Name switch
                {
                    "$ref" => Check(value, root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), root, path),
                    "type" => Types(rule).Any(type => Is(value, type)) ? [] : [$"{path} is {value.ValueKind}, not {rule.GetRawText()}"],
                    "enum" => rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))
                        ? []
                        : [$"{path} is {value.GetRawText()}, not one of {rule.GetRawText()}"],
                    "required" => value.ValueKind != JsonValueKind.Object
                        ? []
                        : rule.EnumerateArray()
                            .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                            .Select(name => $"{path} lacks {name}"),
                    "properties" or "additionalProperties" when value.ValueKind != JsonValueKind.Object => [],
                    "properties" => rule.EnumerateObject()
                        .Where(p => value.TryGetProperty(p.Name, out _))
                        .SelectMany(p => Check(value.GetProperty(p.Name), p.Value, root, $"{path}.{p.Name}")),
                    "additionalProperties" => value
                        .EnumerateObject()
                        .Where(p => !schema.GetProperty("properties").TryGetProperty(p.Name, out _))
                        .Select(p => $"{path} has {p.Name} too many"),
                    "items" => value.ValueKind != JsonValueKind.Array
                        ? []
                        : value.EnumerateArray().SelectMany((item, i) => Check(item, rule, root, $"{path}[{i}]")),
                    "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble()
                        ? []
                        : [$"{path} is below {rule}"],
                    "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble()
                        ? []
                        : [$"{path} is above {rule}"],
                    "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32()
                        ? []
                        : [$"{path} is longer than {rule}"],
                    "format" => value.ValueKind != JsonValueKind.String || value.TryGetDateTimeOffset(out _)
                        ? []
                        : [$"{path} is no date-time"],
                    _ => [$"the test does not know {keyword.Name}"],
                }
            )
                yield return error;
        }
    }

    private static IEnumerable<string> Types(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(type => type.GetString()!) : [rule.GetString()!];

    private static bool Is(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => false,
        };
}
