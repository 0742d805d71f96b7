using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts;

/// <summary>The part of an alert's JSON that says what was expected and what was seen: numbers, texts such as "0.1 %", or objects.</summary>
internal static partial class AlertJsonValues
{
    public static (ExpectedRange? Expected, double? Actual, string? Unit) Read(LooseObject alert, AnomalyType type)
    {
        var unit = alert.Text("unit", "units");
        var expected = ExpectedOf(alert, ref unit);
        var actual = ActualOf(alert, ref unit);
        // Lateness is told in hours or minutes; inside it is always seconds.
        if (type == AnomalyType.Freshness && AlertWords.SecondsIn(unit) is { } seconds)
            return (Scale(expected, seconds), actual * seconds, "seconds");
        return (expected, actual, AlertWords.UnitOf(unit));
    }

    /// <summary>Reads a number with an optional unit: "15", "0.1 %", "1,200 rows", "3 hours".</summary>
    public static bool TryMeasure(string text, out double value, out string? unit)
    {
        value = 0;
        unit = null;
        var match = Measure().Match(text);
        if (!match.Success)
            return false;
        unit = match.Groups["unit"].Value is { Length: > 0 } word ? word : null;
        var digits = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static ExpectedRange? ExpectedOf(LooseObject alert, ref string? unit)
    {
        var lower = alert.Number("expectedlower", "expectedmin", "lowerbound", "expectedminimum");
        var upper = alert.Number("expectedupper", "expectedmax", "upperbound", "expectedmaximum");
        var bounds = lower is null && upper is null ? null : new ExpectedRange(null, lower, upper, null, null);
        if (alert.Find("expected", "expectedvalue", "expectedrange", "baseline", "baselinevalue") is not { } value)
            return bounds;
        if (value.ValueKind == JsonValueKind.Object)
        {
            var range = new LooseObject(value, "expected value");
            unit = range.Text("unit", "units") ?? unit;
            var text = range.Text("text");
            var read = new ExpectedRange(
                Measured(range, ref unit, "value", "mean", "equals"),
                Measured(range, ref unit, "lower", "min", "minimum", "lowerbound", "from", "gte", "gt"),
                Measured(range, ref unit, "upper", "max", "maximum", "upperbound", "to", "lte", "lt"),
                range.Text("operator", "op"),
                text
            );
            return read is { Value: null, Lower: null, Upper: null } && text is not null && TryMeasure(text, out var number, out var word)
                ? read with
                {
                    Value = Took(number, word, ref unit),
                }
                : read;
        }
        if (
            value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() == 2
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number)
        )
            return new ExpectedRange(null, value[0].GetDouble(), value[1].GetDouble(), null, null);
        if (value.ValueKind == JsonValueKind.Number)
            return new ExpectedRange(
                alert.Number("expected", "expectedvalue", "expectedrange", "baseline", "baselinevalue"),
                lower,
                upper,
                null,
                null
            );
        var said = LooseObject.TextOf(value) ?? throw alert.Wrong("expected", "a number or an object with value, lower or upper", value);
        return TryMeasure(said, out var measured, out var suffix)
            ? new ExpectedRange(Took(measured, suffix, ref unit), lower, upper, null, said)
            : new ExpectedRange(null, lower, upper, null, said);
    }

    private static double? ActualOf(LooseObject alert, ref string? unit)
    {
        string[] names = ["actual", "actualvalue", "observed", "observedvalue", "currentvalue", "value", "failures", "measured"];
        if (alert.Find(names) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
        {
            var actual = new LooseObject(value, "actual value");
            unit = actual.Text("unit", "units") ?? unit;
            return Measured(actual, ref unit, "value", "text");
        }
        if (value.ValueKind == JsonValueKind.Array)
            throw alert.Wrong("actual", "a number or an object with a value", value);
        return value.ValueKind == JsonValueKind.Number ? alert.Number(names)
            : TryMeasure(LooseObject.TextOf(value) ?? "", out var number, out var word) ? Took(number, word, ref unit)
            : null;
    }

    private static double? Measured(LooseObject fields, ref string? unit, params ReadOnlySpan<string> names)
    {
        if (fields.Find(names) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return fields.Number(names);
        return TryMeasure(LooseObject.TextOf(value) ?? "", out var number, out var word) ? Took(number, word, ref unit)
            : names.Contains("text") ? null
            : throw fields.Wrong(names[0], "a number", value);
    }

    private static double Took(double number, string? word, ref string? unit)
    {
        unit = word ?? unit;
        return number;
    }

    private static ExpectedRange? Scale(ExpectedRange? range, double factor) =>
        range is null ? null : range with { Value = range.Value * factor, Lower = range.Lower * factor, Upper = range.Upper * factor };

    [GeneratedRegex("""^[<>=≤≥~≈\s]*(?<number>[+-]?(?:\d[\d,_]*)(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(?<unit>%|[A-Za-z]+)?\s*$""")]
    private static partial Regex Measure();
}
