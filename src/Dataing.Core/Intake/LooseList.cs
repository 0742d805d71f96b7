using System.Text.Json;

namespace Dataing.Core.Intake;

/// <summary>A list that stands alone or under its name in an object.</summary>
internal static class LooseList
{
    private const int Longest = 100_000;

    public static IReadOnlyList<JsonElement> Of(JsonElement root, string what, params ReadOnlySpan<string> names)
    {
        var list = root.ValueKind == JsonValueKind.Object ? new LooseObject(root, what).Find(names) : root;
        if (list is not { ValueKind: JsonValueKind.Array } array)
            throw new UnreadableInputException(
                $"The {what} must be an object with a list \"{names[0]}\", for example {{\"{names[0]}\": []}}."
            );
        return array.GetArrayLength() <= Longest
            ? [.. array.EnumerateArray()]
            : throw new UnreadableInputException(
                $"The {what} lists more than {Longest} entries; hand over those near the alert's tables alone."
            );
    }
}
