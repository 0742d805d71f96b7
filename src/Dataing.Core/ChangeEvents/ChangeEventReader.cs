using System.Text.Json;
using Dataing.Core.Intake;

namespace Dataing.Core.ChangeEvents;

/// <summary>Reads change events from JSON: <c>{"changes":[{"at":"…","kind":"deploy","name":"…","detail":"…","target":"…"}]}</c>, or the list alone.</summary>
public static class ChangeEventReader
{
    /// <summary>Text larger than this is refused: 16 MiB.</summary>
    public const int MaximumBytes = 16 << 20;

    /// <summary>The events in order of time. Throws <see cref="UnreadableInputException"/> with a sentence that names the event and what it lacks.</summary>
    public static IReadOnlyList<ChangeEvent> Read(string text)
    {
        PlainText.RequireBounded(text, "list of changes", MaximumBytes);
        using var document = LooseObject.Parse(text, "list of changes");
        var changes = LooseList.Of(document.RootElement, "list of changes", "changes", "events", "changeevents");
        return [.. changes.Select(ChangeOf).OrderBy(change => change.At)];
    }

    private static ChangeEvent ChangeOf(JsonElement element, int index)
    {
        var what = $"change {index + 1}";
        if (element.ValueKind != JsonValueKind.Object)
            throw new UnreadableInputException(
                $"The {what} must be an object such as {{\"at\": \"2026-01-10T14:00:00Z\", \"kind\": \"deploy\", \"name\": \"mobile 2.3.1\"}}."
            );
        var change = new LooseObject(element, what);
        if (change.Find("at", "occurredat", "timestamp", "time", "date", "startedat", "when") is not { } at)
            throw new UnreadableInputException($"The {what} has no \"at\"; say when it happened, for example \"2026-01-10T14:00:00Z\".");
        var moment =
            Moment.TryRead(at, Moment.Zone(change.Text("timezone")))
            ?? throw new UnreadableInputException(
                $"The time of {what} cannot be read; write a date such as 2026-01-10 or an instant such as 2026-01-10T14:00:00Z."
            );
        var kind = change.Text("kind", "type", "category") ?? "change";
        return new ChangeEvent(
            moment.At,
            kind,
            change.Text("name", "title", "summary", "id") ?? kind,
            change.Find("detail", "details", "description", "message") is { } detail
                ? LooseObject.TextOf(detail) ?? detail.GetRawText()
                : null,
            change.Texts("target", "targets", "table", "dataset") is { Count: > 0 } targets ? string.Join(", ", targets) : null
        );
    }
}
