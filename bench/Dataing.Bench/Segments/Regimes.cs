using Dataing.Analysis.Localisation;
using Dataing.Bench.Segments.Worlds;

namespace Dataing.Bench.Segments;

/// <summary>A kind of world, and which causes of an answer count as accusing a segment.</summary>
internal sealed record Regime(string Name, Func<int, SegmentWorld> Make, Func<SegmentFindings, IReadOnlyList<SegmentCause>> Accused);

/// <summary>Every regime that is measured.</summary>
internal static class Regimes
{
    public static readonly IReadOnlyList<Regime> All =
    [
        new("forecast, thick, 1-9 causes", s => ForecastWorlds.Make(s), Causes),
        new("forecast, single leaves", s => ForecastWorlds.Make(s, singleLeaves: true, noise: 0.05), Causes),
        new("forecast, pure noise", s => ForecastWorlds.Make(s, causes: 0), Causes),
        new("counts, sparse, 1-3 causes", s => CountWorlds.Make(s), Causes),
        new("counts, pure noise", s => CountWorlds.Make(s, causes: 0), Causes),
        new("counts, everything doubled", s => CountWorlds.Make(s, causes: 0, common: 2), Causes),
        new("counts, everything down 60 %", s => CountWorlds.Make(s, causes: 0, common: 0.4), Causes),
        new("rates, 1 cause, 1-3 conditions", s => RateWorlds.Make(s), Causes),
        new("rates, 3 causes", s => RateWorlds.Make(s, causes: 3), Causes),
        new("rates, pure noise", s => RateWorlds.Make(s, causes: 0), Causes),
        new("rates, everything up 10 points", s => RateWorlds.Make(s, causes: 0, common: 0.1), Causes),
        new("rates, mix shift only", s => RateWorlds.Make(s, causes: 0, mix: 3), f => f.Verdict == SegmentVerdict.MixShift ? [] : f.Causes),
    ];

    private static IReadOnlyList<SegmentCause> Causes(SegmentFindings findings) => findings.Causes;
}
