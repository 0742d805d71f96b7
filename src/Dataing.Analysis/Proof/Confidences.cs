using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Proof;

/// <summary>The proof ladder in figures: what speaks for the cause, what against, and what that adds up to.</summary>
internal static class Confidences
{
    private const double Start = 0.3;

    public static Confidence Of(Incident incident, Judgement best, Judgement? rival, Counterfactual? counterfactual, Placebo placebo)
    {
        var factors = new List<ConfidenceFactor> { Signature(best), Time(incident) };
        factors.Add(Rows(incident, best, counterfactual));
        if (rival is not null)
        {
            var margin = best.Strength - rival.Strength;
            factors.Add(
                new(
                    "rival",
                    margin < 0.08 ? -0.18
                        : margin < 0.2 ? -0.05
                        : 0,
                    $"The next best explanation reaches {Figures.Percent(rival.Strength)} against {Figures.Percent(best.Strength)}."
                )
            );
        }
        else
            factors.Add(new("rival", 0.06, "No other suspect came true."));
        if (placebo.Asked >= 10)
        {
            var often = (double)placebo.AsFar / placebo.Asked;
            factors.Add(
                new(
                    "placebo",
                    often == 0 ? 0.05
                        : often < 0.03 ? 0
                        : -0.15,
                    $"{placebo.AsFar} of {placebo.Asked} clean stretches of the same length stray as far."
                )
            );
        }
        if (incident.Changes.FirstOrDefault(c => c.Weight > 0.5 && c.Precedes) is { } change)
            factors.Add(
                new(
                    "trigger",
                    0.04,
                    $"{change.Event.Name} happened {Math.Abs(change.Lead.TotalHours):0.#} h {(change.Lead >= TimeSpan.Zero ? "before" : "after")} the onset."
                )
            );
        var value = Start + factors.Sum(f => f.Effect);
        return new Confidence(Math.Round(Math.Clamp(value, 0.05, 0.97), 2), factors);
    }

    private static ConfidenceFactor Signature(Judgement best) =>
        new(
            "signature",
            Math.Round(0.45 * (best.Strength - 0.4) / 0.6, 3),
            $"The signature of the mechanism is met ({Figures.Percent(best.Strength)} specific): {best.Reason}"
        );

    private static ConfidenceFactor Time(Incident incident)
    {
        var z = Math.Abs(incident.Timeline.Episode?.Z ?? 0);
        return new(
            "time",
            z > 8 ? 0.1
                : z > 5 ? 0.05
                : -0.05,
            $"The onset stands out by {Figures.Number(z)} standard deviations."
        );
    }

    private static ConfidenceFactor Rows(Incident incident, Judgement best, Counterfactual? counterfactual)
    {
        if (incident.Segment is null || best.WholeTable)
            return new("rows", 0.08, "All segments moved alike, as a cause outside of them makes them.");
        if (counterfactual is null)
            return new("rows", -0.05, "What is left without the accused rows could not be computed.");
        var explained = counterfactual.Explained(incident.Metric.Form);
        return new(
            "counterfactual",
            explained > 0.8 ? 0.14
                : explained > 0.5 ? 0.03
                : -0.12,
            $"Without the accused rows {Figures.Percent(Math.Min(1, explained))} of the change is gone."
        );
    }
}
