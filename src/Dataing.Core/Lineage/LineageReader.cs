using System.Text.Json;
using Dataing.Core.Intake;

namespace Dataing.Core.Lineage;

/// <summary>Reads lineage from JSON: <c>{"edges":[{"from":"table[.column]","to":"table[.column]","job":"…"}]}</c>, or the list alone.</summary>
public static class LineageReader
{
    /// <summary>Text larger than this is refused: 16 MiB.</summary>
    public const int MaximumBytes = 16 << 20;

    /// <summary>Throws <see cref="UnreadableInputException"/> with a sentence that names the edge and what it lacks.</summary>
    public static LineageGraph Read(string text)
    {
        PlainText.RequireBounded(text, "lineage", MaximumBytes);
        using var document = LooseObject.Parse(text, "lineage");
        var edges = LooseList.Of(document.RootElement, "lineage", "edges", "lineage");
        return new LineageGraph([.. edges.Select(EdgeOf).Distinct()]);
    }

    private static LineageEdge EdgeOf(JsonElement element, int index)
    {
        var what = $"edge {index + 1} of the lineage";
        if (element.ValueKind != JsonValueKind.Object)
            throw new UnreadableInputException($"The {what} must be an object such as {{\"from\": \"raw_orders\", \"to\": \"orders\"}}.");
        var edge = new LooseObject(element, what);
        var from = EndOf(edge, what, "from", "source", "upstream", "input");
        var to = EndOf(edge, what, "to", "target", "downstream", "output");
        return new LineageEdge(from, to, edge.Text("job", "via", "jobname", "process"));
    }

    private static string EndOf(LooseObject edge, string what, params ReadOnlySpan<string> names)
    {
        var end = edge.Find(names) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } value => OfParts(new LooseObject(value, what)),
            { } value => LooseObject.TextOf(value) ?? throw edge.Wrong(names[0], "\"table\" or \"table.column\"", value),
        };
        return string.IsNullOrEmpty(end)
            ? throw new UnreadableInputException($"The {what} has no \"{names[0]}\"; give the table, or table.column.")
            : end;
    }

    private static string? OfParts(LooseObject end)
    {
        var table = end.Text("table", "dataset", "name");
        return table is not null && end.Text("column", "field") is { } column ? $"{table}.{column}" : table;
    }
}
