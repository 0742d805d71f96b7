using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A whole load was done twice: nearly every key of it is there twice, from two loads.</summary>
internal sealed class DoubleLoad : IMechanism
{
    private const double NearlyAll = 0.9;
    private const double LeastKeyed = 0.5;

    public string Id => "double_load";

    public HypothesisCategory Category => HypothesisCategory.Infrastructure;

    public double Plausibility(Incident incident) => CopyFault.Plausibility(incident);

    public Suspicion Describe(Incident incident) =>
        new(
            $"A load of {incident.Table.Name.Name} ran twice",
            "There are more rows than keys.",
            "If true, nearly every key of the window has exactly two rows with the same payload from two loads; if false, only some rows are doubled, or the copies differ."
        );

    private const double Complete = 0.98;

    /// <summary>One label that differs in every copy, when the copies were loaded at other times, is the load's own.</summary>
    private static bool NamesTheLoad(Incident incident, CopyAnatomy copies, IReadOnlyList<string> differing) =>
        differing is [var only]
        && copies.LoadApart > 0.6
        && copies.DiffersIn(only) > 0.95
        && incident.Profile.Of(only) is { InsideAfter: { Filled: > 0 } facts }
        && facts.Distinct < 0.9 * facts.Filled;

    /// <summary>The loads of the incident window by name, where they are few.</summary>
    private static string Loads(Incident incident, string? batch)
    {
        string[] loads =
        [
            .. incident
                .Where.Marginals.Where(m => m.Dimension.Column.Name == batch && m.Dimension.Parent is null)
                .SelectMany(m => m.Values)
                .Where(v => v.Incident.Rows > 0)
                .OrderByDescending(v => v.Incident.Rows)
                .ThenBy(v => v.Value, StringComparer.Ordinal)
                .Select(v => v.Value)
                .OfType<string>(),
        ];
        return loads.Length <= 4 ? string.Join(", ", loads) : "";
    }

    /// <summary>The one file or batch that nearly all copies come from, when both copies carry its name.</summary>
    private static (Dimension Load, string Name)? LoadedTwice(Incident incident, CopyAnatomy copies)
    {
        foreach (var marginal in incident.Where.Marginals.Where(m => m.Dimension is { Parent: null, IsRange: false }))
        {
            if (!CopyFault.IsBatch(incident, marginal.Dimension.Column.Name) || copies.DiffersIn(marginal.Dimension.Column.Name) > 0.1)
                continue;
            var most = marginal.Values.MaxBy(v => v.Incident.Numerator);
            if (most?.Value is { } name && most.Incident.Numerator >= NearlyAll * marginal.Values.Sum(v => v.Incident.Numerator))
                return (marginal.Dimension, name);
        }
        return null;
    }

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.CopiesAsync(asker, cancellationToken) is not { } copies)
            return Judgement.No("No key that was unique before repeats now.");
        var coverage = copies.Groups / Math.Max(1, copies.Rows - copies.Extra);
        var shown = $"{Figures.Percent(coverage)} of the keys have more than one row";
        var differing = CopyFault.Differing(incident, copies);
        if (differing.Count > 0 && !NamesTheLoad(incident, copies, differing))
            return Judgement.No($"{shown}, and copies differ in {string.Join(", ", differing.Take(4))}.");
        if (copies.EventApart > 0.3)
            return Judgement.No($"{shown}, but {Figures.Percent(copies.EventApart)} of them lie more than an hour apart.");
        if (coverage < 0.75)
            return Judgement.No($"Only {shown}.");
        var batch = copies.Differs.FirstOrDefault(d => CopyFault.IsBatch(incident, d.Key) && d.Value > 0.8).Key;
        var apart = copies.LoadApart > 0.6;
        var named = batch is null ? LoadedTwice(incident, copies) : null;
        if (!apart && batch is null && incident.Segment is not null)
            return Judgement.No($"{shown}, but from one load.");
        // Rows that do not say how they were loaded: all of them twice to the last column is no client that tried again.
        var strength =
            apart || batch is not null ? 0.93
            : coverage >= Complete ? 0.85
            : 0.66;
        var when = copies.LoadGap is { } g ? $", loaded {Spans.Words(g)} apart" : "";
        return Judgement.Yes(
            strength,
            $"{shown}{when}{(batch is null ? "" : $", under two values of {batch}")}, with the same payload."
        ) with
        {
            Statement = $"The load of {incident.Table.Name.Name} for {Figures.Moment(incident.Timeline.WindowFrom)} was done twice",
            Culprit = named is var (load, name)
                ? incident.Blamed("batch", load, name)
                : new Culprit(
                    "batch",
                    incident.Table.Name.Name,
                    batch,
                    Loads(incident, batch) is { Length: > 0 } names ? names : Figures.Moment(incident.Timeline.WindowFrom)
                ),
            WholeTable = named is null,
            Predicate = named is var (file, value) ? [file.Described([value])] : null,
            EvidenceId = copies.EvidenceId,
            Affected = copies.Groups / Keyed(incident, copies),
            AddsRows = true,
            Keys = copies.Keys,
        };
    }

    /// <summary>The share of rows that have a key at all: the others were loaded twice as well, and nothing pairs them.</summary>
    private static double Keyed(Incident incident, CopyAnatomy copies) =>
        copies.Keys is [var key]
        && incident.Profile.Of(key) is { InsideAfter: { Rows: > 0, Filled: > 0 } now }
        && now.Filled >= LeastKeyed * now.Rows
            ? now.Filled / now.Rows
            : 1;
}
