using Dataing.Analysis.Cases;
using Dataing.Analysis.Changes;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Proof;

/// <summary>The proof ladder in figures: what speaks for the cause, what against, and what that adds up to.</summary>
internal static class Confidences
{
    private const double Start = 0.3;

    /// <summary>How often answers with so much proof were right in all parts, over development cases of the incident benchmark.</summary>
    private static readonly (double Proof, double Right)[] Marks =
    [
        (0.05, 0.05),
        (0.45, 0.2),
        (0.6, 0.4),
        (0.75, 0.55),
        (0.85, 0.65),
        (0.9, 0.87),
        (0.95, 0.93),
        (1.05, 0.96),
    ];

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
            factors.Add(new("trigger", 0.04, $"{change.Event.Name} happened {Placed(incident, change)}."));
        var proof = Start + factors.Sum(f => f.Effect);
        var value = Calibrated(proof);
        factors.Add(
            new(
                "calibration",
                Math.Round(value - proof, 3),
                $"Findings with this much proof are right in about {Figures.Percent(value)} of cases."
            )
        );
        return new Confidence(value, factors);
    }

    /// <summary>What the points of the proof are worth, read off between the marks.</summary>
    public static double Calibrated(double proof)
    {
        if (proof <= Marks[0].Proof)
            return Marks[0].Right;
        for (var i = 1; i < Marks.Length; i++)
            if (proof <= Marks[i].Proof)
            {
                var (low, high) = (Marks[i - 1], Marks[i]);
                return Math.Round(low.Right + (proof - low.Proof) / (high.Proof - low.Proof) * (high.Right - low.Right), 2);
            }
        return Marks[^1].Right;
    }

    private static ConfidenceFactor Signature(Judgement best) =>
        new(
            "signature",
            Math.Round(0.45 * (best.Strength - 0.4) / 0.6, 3),
            $"The signature of the mechanism is met ({Figures.Percent(best.Strength)} specific): {best.Reason}"
        );

    private static ConfidenceFactor Time(Incident incident)
    {
        if (incident.File.Block is not null)
            return new("time", 0.1, "When the block begins and ends is told by when its rows were written.");
        var z = Math.Abs(incident.Timeline.Episode?.Z ?? 0);
        return new(
            "time",
            incident.File.BySegment
                ? z > 8
                    ? 0
                    : -0.1
                : z > 8
                    ? 0.1
                    : z > 5
                        ? 0.05
                        : -0.05,
            $"The onset stands out by {Figures.Number(z)} standard deviations{(incident.File.BySegment ? ", but only in the segment: the whole table hardly moved" : "")}."
        );
    }

    private static ConfidenceFactor Rows(Incident incident, Judgement best, Counterfactual? counterfactual)
    {
        if (incident.Segment is null || best.WholeTable)
            return new("rows", 0.08, "All segments moved alike, as a cause outside of them makes them.");
        if (incident.File.Block is not null)
            return new("rows", 0.14, "The accused rows are those that were written again, each by its own time of writing.");
        if (best.Spills)
            return new("rows", 0.08, "Those whose keys were given to the accused rows count as bad too, and do without them.");
        if (counterfactual is null)
            return new("rows", -0.05, "What is left without the accused rows could not be computed.");
        var explained = counterfactual.Explained(incident.Metric.Form);
        return new(
            "counterfactual",
            explained > 0.8 ? 0.14
                : explained > 0.5 ? 0.03
                : explained > 0.25 ? -0.12
                : -0.25,
            $"Without the accused rows {Figures.Percent(Math.Min(1, explained))} of the change is gone."
        );
    }

    /// <summary>An onset is known to an interval; what happened within it came neither before nor after.</summary>
    private static string Placed(Incident incident, NearbyChange change)
    {
        var at = change.Event.At.UtcDateTime;
        if (at >= incident.Timeline.OnsetFrom && at <= incident.Timeline.OnsetTo)
            return "when it began";
        return $"{Math.Abs(change.Lead.TotalHours):0.#} h {(change.Lead >= TimeSpan.Zero ? "before" : "after")} the onset";
    }
}
