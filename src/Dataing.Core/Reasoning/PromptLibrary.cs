using System.Text.Json;

namespace Dataing.Core.Reasoning;

/// <summary>The reviewed prompts and answer schemas, read from the assembly's resources.</summary>
internal static class PromptLibrary
{
    /// <summary>The stable prefix of every call.</summary>
    public static string Instructions { get; } = Read("instructions.md");

    /// <summary>A call's schema, as text without white space, which is just as it stands on the wire.</summary>
    public static string Schema(string call)
    {
        using var schema = JsonDocument.Parse(Read(call + ".schema.json"));
        return JsonSerializer.Serialize(schema.RootElement);
    }

    /// <summary>
    /// The schema in words, at the end of every prompt: whoever sits in for a model, and servers that do not look at the request's
    /// response format, see nothing but the prompt.
    /// </summary>
    public static string Answer(string call) => Task("answer", ("schema", Schema(call)));

    /// <summary>A call's task, with its {slots} filled; a slot without a value is a bug.</summary>
    public static string Task(string call, params (string Slot, string Value)[] values)
    {
        var text = Read(call + ".md");
        foreach (var (slot, _) in values)
            if (!text.Contains('{' + slot + '}', StringComparison.Ordinal))
                throw new ArgumentException($"The prompt {call} has no slot {slot}.", nameof(values));
        return Fill(text, values.ToDictionary(v => v.Slot, v => v.Value));
    }

    /// <summary>One pass over the template, so that what is filled in is never read as a slot.</summary>
    private static string Fill(string template, Dictionary<string, string> values)
    {
        var filled = new System.Text.StringBuilder();
        var at = 0;
        while (template.IndexOf('{', at) is >= 0 and var open)
        {
            var close = template.IndexOf('}', open);
            filled.Append(template, at, open - at).Append(values[template[(open + 1)..close]]);
            at = close + 1;
        }
        return filled.Append(template, at, template.Length - at).ToString();
    }

    private static string Read(string name)
    {
        var resource = $"Dataing.Core.Reasoning.Prompts.{name}";
        using var stream =
            typeof(PromptLibrary).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
