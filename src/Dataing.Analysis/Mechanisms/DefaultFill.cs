using System.Globalization;
using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A default or sentinel stands where values should be.</summary>
internal sealed class DefaultFill : IMechanism
{
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "",
        "n/a",
        "na",
        "none",
        "null",
        "unknown",
        "unk",
        "default",
        "0",
        "-1",
        "-",
        "1970-01-01",
        "1900-01-01",
        "9999-12-31",
        "0001-01-01",
        "missing",
        "not set",
        "unset",
        "undefined",
        "other",
        "tbd",
        "placeholder",
        "99999",
        "9999",
        "999",
        "-999",
        "-9999",
        "blank",
        "(none)",
        "not available",
        "xxx",
        "00000000-0000-0000-0000-000000000000",
    };

    public string Id => "default_fill";

    public HypothesisCategory Category => HypothesisCategory.DataQuality;

    public double Plausibility(Incident incident) =>
        Math.Max(
            ValueFault.Plausibility(incident),
            TextFault.Plausibility(incident) > 0
            || incident.Metric.Subject == Subject.Invalid
            || incident.Metric.Subject == Subject.Distinct
                ? 0.6
                : 0
        );

    /// <summary>A number counts however it is spelt: 99999.0 is 99999.</summary>
    public static bool IsFiller(string? value) =>
        value is not null
        && (
            Fillers.Contains(value.Trim()) || Number(value) is { } n && Fillers.Contains(n.ToString("0.####", CultureInfo.InvariantCulture))
        );

    public Suspicion Describe(Incident incident) =>
        new(
            $"A default fills {incident.Subject()}{incident.Where()}",
            $"The {incident.Metric.Name} moved.",
            "If true, a single value that was rare before takes a large share of the accused rows, at the cost of all others alike; if false, values spread as before or only the largest are cut."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.ValuesAsync(asker, cancellationToken) is not { } values)
            return Judgement.Unclear("The values could not be read.");
        if (ValueFault.Spike(values) is not { } spike)
            return Judgement.No("No single value took over.");
        if (values.Swapped is { } other && !(IsFiller(spike.Value) && spike.Before == 0))
            return Judgement.No($"'{spike.Value}' and '{other.Value}' changed places: an inversion.");
        var share = values.ShareAfter(spike);
        var shown =
            $"{Figures.Percent(share)} of the rows{incident.Where()} have the value '{spike.Value}', {Figures.Percent(values.ShareBefore(spike))} before";
        if (incident.IsValue && await closer.NumbersAsync(asker, cancellationToken) is { } numbers && Number(spike.Value) is { } at)
        {
            if (Truncation.CapAt(numbers, at))
                return Judgement.No($"{shown}, but only values beyond it are gone: a cap.");
        }
        else if (!IsFiller(spike.Value) && values.Fallen.Count > 0)
        {
            var most = values.Fallen.Max(v => values.ShareBefore(v) - values.ShareAfter(v));
            if (most > 0.7 * share && values.Fallen.Count > 1)
                return Judgement.No($"{shown}, taken from one other value: a renaming.");
        }
        if (
            Number(spike.Value) is { } whole
            && whole % 1 == 0
            && incident.MeasuredColumn is { Type: LogicalType.Float or LogicalType.Decimal } number
            && await closer.DecimalsAsync(number, asker, cancellationToken) is { } decimals
            && PrecisionLoss.RestIsRounded(decimals, 0, share)
        )
            return Judgement.No($"{shown}, and the other values have no decimals any more either: they were rounded.");
        var rubbish = values.New.Count(v => values.ShareAfter(v) > 0.03);
        if (rubbish > 2)
            return Judgement.No($"{shown}, but {rubbish} values are new.");
        var strength = (IsFiller(spike.Value) ? 0.93 : 0.74) + (share > 0.9 ? 0.02 : 0);
        return Judgement.Yes(strength, $"{shown}.") with
        {
            Statement = $"{incident.Subject()}{incident.Where()} is filled with '{spike.Value}'",
            Culprit = new Culprit("value", incident.Table.Name.Name, values.Column, spike.Value),
            Affected = spike.After,
            EvidenceId = values.EvidenceId,
        };
    }

    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null;
}
