using System.Text.Json;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts;

/// <summary>The part of an alert's JSON that says when: a window, or a bare date, hour or instant.</summary>
internal static class AlertJsonWindow
{
    private static readonly string[] Observed =
    [
        "observedat",
        "anomalydate",
        "date",
        "day",
        "hour",
        "observed",
        "timestamp",
        "time",
        "at",
        "detectedat",
        "triggeredat",
        "occurredat",
        "partition",
    ];

    public static AlertWindow? Read(LooseObject alert)
    {
        var zone = alert.Text("timezone", "tz", "zone");
        if (alert.Find("window", "timewindow", "period", "timerange") is { } value)
        {
            if (value.ValueKind == JsonValueKind.Object)
                return OfFields(new LooseObject(value, "window"), zone) ?? OfFields(alert, zone);
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2)
                return Of(Required("window", value[0], zone), Required("window", value[1], zone), null, zone);
            return Of(null, null, Required("window", value, zone), zone);
        }
        return OfFields(alert, zone);
    }

    private static AlertWindow? OfFields(LooseObject fields, string? outerZone)
    {
        var zone = fields.Text("timezone", "tz", "zone") ?? outerZone;
        var start = Find(fields, zone, "start", "windowstart", "starttime", "startsat", "from", "since", "startdate");
        var end = Find(fields, zone, "end", "windowend", "endtime", "endsat", "to", "until", "enddate");
        var at = Find(fields, zone, Observed);
        return start is null && end is null && at is null ? null : Of(start, end, at, zone);
    }

    /// <summary>Joins what is known: the end of a day or hour is the beginning of the next.</summary>
    internal static AlertWindow Of(Moment? start, Moment? end, Moment? at, string? zone)
    {
        if (start is null && end is null && at?.Length is { } length)
            return new AlertWindow(at.At, at.At + length, null, zone);
        var from = start?.At;
        var oneDay = TimeSpan.FromDays(1);
        // The end of a range of days is its last day; but from one day to the next is one day, as monitors write it.
        var isNext = start?.Length == oneDay && end?.At - start.At == oneDay;
        DateTimeOffset? to = end is null ? null : end.At + (end.Length == oneDay && !isNext ? oneDay : TimeSpan.Zero);
        if (from is not null && to is not null && to < from)
            throw new UnreadableInputException("The alert's window ends before it starts; exchange start and end.");
        return new AlertWindow(from, to, at?.At, zone);
    }

    private static Moment? Find(LooseObject fields, string? zone, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            // A window's "to" may be a referenced table, and "observed" a value: only texts that are times count for those.
            if (fields.Find(name) is not { } value)
                continue;
            if (Moment.TryRead(value, Moment.Zone(zone)) is { } moment)
                return moment;
            if (name is not ("to" or "from" or "observed" or "day" or "hour" or "time" or "at" or "partition" or "date" or "period"))
                throw NotATime(name, value);
            if (name is "date" or "at" && value.ValueKind == JsonValueKind.String)
                throw NotATime(name, value);
        }
        return null;
    }

    private static Moment Required(string name, JsonElement value, string? zone) =>
        Moment.TryRead(value, Moment.Zone(zone)) ?? throw NotATime(name, value);

    private static UnreadableInputException NotATime(string name, JsonElement value) =>
        new(
            $"In the alert, {name} is {Shown(value)}, which is no time; write a date such as 2026-01-10 or an instant such as 2026-01-10T14:00:00Z."
        );

    private static string Shown(JsonElement value) =>
        LooseObject.TextOf(value) is { } text ? $"\"{PlainText.Clean(text, 60)}\""
        : value.ValueKind == JsonValueKind.Array ? "a list"
        : "an object";
}
