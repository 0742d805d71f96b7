using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Dimensions;

/// <summary>WHERE: screens every dimension by itself, cuts by the telling ones at once, and searches all segments in memory.</summary>
internal sealed class Localiser(CaseFile file)
{
    /// <summary>Rows of the incident window that show which dimensions tell something; the leaf table is of all rows.</summary>
    private const double Screened = 300_000;

    /// <summary>The part of a mean's change that a segment makes at least, or it is not the cause.</summary>
    public const double LeastOfMean = 0.1;

    private readonly LeafRows _rows = new(file);

    public Task<Localised?> FindAsync(Timeline timeline, bool wide, CancellationToken cancellationToken) =>
        FindAsync(timeline, wide, null, cancellationToken);

    /// <summary>The same for another window: what the table itself can be cut by is known from the search in the first.</summary>
    public Task<Localised?> FindAgainAsync(Timeline timeline, Localised first, CancellationToken cancellationToken) =>
        FindAsync(timeline, wide: true, first.Measure == file.Metric ? first.Own : null, cancellationToken);

    private async Task<Localised?> FindAsync(Timeline timeline, bool wide, OwnDimensions? known, CancellationToken cancellationToken)
    {
        if (file.Times.Event is not { } time || Periods.Of(timeline) is not { } periods)
            return null;
        var own = known ?? await new DimensionFinder(file, periods).OwnAsync(cancellationToken);
        var dimensions = await WithPartsAsync(own, timeline, periods, wide, cancellationToken);
        // More rows than usual come with loads of their own: how those are named says nothing of the rows.
        if (file.Metric.Form.IsAdditive() && timeline.Direction > 0)
            dimensions = [.. dimensions.Where(d => d.Facet is not Facet.Suffix)];
        if (dimensions.Count == 0)
            return new Localised { Periods = periods, WholeTable = true };
        var cut = new RowCut(file.Interview, file.Metric, time, periods);
        var fine = (file.Timeline ?? timeline).Fine;
        var rows = fine.Sum(fine.IndexOf(periods.From), fine.IndexOf(periods.To)).Rows;
        var screened = periods.Narrowed(rows, Screened, most: 5);
        var least = Math.Max(1, Math.Floor(Math.Min(rows, Screened) / 2000));
        var first = new RowCut(file.Interview, file.Metric, time, screened);
        var answer = await first.OneByOneAsync(dimensions, least, cancellationToken);
        if (answer is null && dimensions.Any(d => d.IsDerived))
        {
            // A parent that may not be read, or a part that a value does not have, must not hide what the table's own columns tell.
            dimensions = [.. dimensions.Where(d => !d.IsDerived)];
            answer = dimensions.Count == 0 ? null : await first.OneByOneAsync(dimensions, least, cancellationToken);
        }
        if (answer is null)
            return new Localised { Periods = periods, WholeTable = true };
        var screening = new Screening(file, screened);
        var marginals = screening.Screen(dimensions, answer);
        List<Marginal> telling = [.. marginals.Where(m => !screening.IsTurnover(m.Values))];
        var all = rows * (1 + periods.Past.Count);
        var located = new Localised
        {
            Periods = periods,
            Measure = file.Metric,
            Own = own,
            Marginals = [.. marginals.Where(m => m.Dimension.Facet is null)],
        };
        var chosen = DimensionChoice.Of(telling, all);
        var best = await SearchAsync(chosen, cut, periods, cancellationToken);
        // A column of many values tears the segments of a coarser one apart, and drowns some of their rows among all others.
        if (chosen.Exists(d => d.Kept.Count > 0))
        {
            var coarse = await SearchAsync(
                DimensionChoice.Of([.. telling.Where(m => m.Dimension.Kept.Count == 0)], all),
                cut,
                periods,
                cancellationToken
            );
            if (coarse is { Segments.Count: > 0 } && (coarse.Evidence >= 0.9 * (best?.Evidence ?? 0) || Covers(coarse, best)))
                best = coarse;
        }
        // What the table's own columns say as well and in as few values needs no parent and no part of a value.
        if (
            best is { Segments: [var derived, ..] }
            && derived.Parts.Any(p => p.Dimension.IsDerived)
            && await SearchAsync(DimensionChoice.Of([.. telling.Where(m => !m.Dimension.IsDerived)], all), cut, periods, cancellationToken)
                is { Segments: [var named, ..] } plain
            && plain.Evidence >= 0.9 * best.Evidence
            && Named(named) <= Named(derived)
            && named.Cause.Excess * Math.Sign(derived.Cause.Excess) >= 0.8 * Math.Abs(derived.Cause.Excess)
        )
            best = plain;
        if (best is null)
            return located with { WholeTable = true };
        // Rows that moved on from one value to another fall here and rise there; what made the whole fall is among those that fell.
        // Single values of a long tail are strong evidence of next to nothing: what made a mean move is among what makes a part of the move.
        var segments =
            file.Metric.Form.IsAdditive() && timeline.Direction != 0
                ? [.. best.Segments.OrderBy(s => Math.Sign(s.Cause.Excess) == timeline.Direction ? 0 : 1)]
            : file.Metric.Form == MetricForm.Mean ? [.. best.Segments.OrderBy(s => s.Cause.ShareOfChange >= LeastOfMean ? 0 : 1)]
            : best.Segments;
        var whole = segments.Count == 0 || best.Findings.Verdict == SegmentVerdict.WholeTable && !best.Spilled;
        if (!whole)
        {
            var exact = await new RangeEnds(file, periods).RefineAsync(segments[0], cancellationToken);
            segments[0] = Whole(
                await new RangeRivals(file, periods).BetterAsync(segments[0], exact, best.Table, best.Dimensions, cancellationToken),
                marginals
            );
        }
        var id = await file.Interview.RecordAsync(
            best.Leaves,
            "profile",
            $"{file.Metric.Name} by {string.Join(", ", best.Dimensions.Select(d => d.Name))} in the incident window and {periods.Past.Count} past stretches",
            cancellationToken
        );
        return located with
        {
            Findings = best.Findings,
            Dimensions = best.Dimensions,
            Segments = segments,
            WholeTable = whole,
            EvidenceId = id,
        };
    }

    /// <summary>All that the rows can be cut by: what the table itself holds, its parents, and the parts of its values.</summary>
    private async Task<IReadOnlyList<Dimension>> WithPartsAsync(
        OwnDimensions own,
        Timeline timeline,
        Periods periods,
        bool wide,
        CancellationToken cancellationToken
    )
    {
        var facets = new FacetFinder(file, periods);
        if (wide)
            return
            [
                .. own.Dimensions,
                .. await new ParentFinder(file).FindAsync(cancellationToken),
                .. await facets.FindAsync(own.Texts, own.Dimensions, cancellationToken),
            ];
        return file.Metric.Form.IsAdditive() && timeline.Direction < 0
            ? [.. own.Dimensions, .. await facets.OfLoadsAsync(own.Texts, own.Dimensions, cancellationToken)]
            : own.Dimensions;
    }

    /// <summary>
    /// The coarser segment explains all that the finer one does, its rows moved as far, and it names fewer values: those were parts of it.
    /// </summary>
    private bool Covers(Searched coarse, Searched? fine)
    {
        if (fine is not { Segments: [{ Cause: var part } narrow, ..] } || coarse.Segments is not [{ Cause: var whole } wide, ..])
            return true;
        if (Math.Sign(whole.Excess) != Math.Sign(part.Excess) || Math.Abs(whole.Excess) < 0.97 * Math.Abs(part.Excess))
            return false;
        double Moved(SegmentCause c) =>
            file.Metric.Form.IsAdditive() ? Math.Log(Math.Max(c.After, 0.5) / Math.Max(c.Before, 0.5)) : c.After - c.Before;
        return Math.Abs(Moved(whole)) >= 0.8 * Math.Abs(Moved(part)) && Named(wide) < Named(narrow);
    }

    private static int Named(Segment segment) => segment.Parts.Sum(p => p.Values.Count);

    /// <summary>One cut of the rows by several dimensions at once, and the segments found in it.</summary>
    private sealed record Searched(
        IReadOnlyList<Dimension> Dimensions,
        Answer Leaves,
        LeafTable Table,
        SegmentFindings Findings,
        List<Segment> Segments,
        bool Spilled
    )
    {
        public double Evidence => Segments.Count > 0 ? Segments[0].Cause.Evidence : 0;
    }

    private async Task<Searched?> SearchAsync(List<Dimension> chosen, RowCut cut, Periods periods, CancellationToken cancellationToken)
    {
        if (chosen.Count == 0 || await cut.LeavesAsync(chosen, cancellationToken) is not { Truncated: false } leaves)
            return null;
        var table = _rows.Read(chosen, leaves, periods);
        var search = new MetricSearch(file);
        var findings = search.Find(table);
        // "All others" names no rows that a reader could look for.
        var segments = findings
            .Causes.Where(c => !c.Conditions.Any(p => p.Values.Contains(Dimension.Other)))
            .Select(c => Segment(c, chosen, findings.Verdict == SegmentVerdict.MixShift))
            .ToList();
        return new Searched(chosen, leaves, table, findings, segments, search.Spilled(table, findings));
    }

    private Segment Segment(SegmentCause found, IReadOnlyList<Dimension> dimensions, bool counted)
    {
        var cause = InOwnColumns(found, dimensions);
        var parts = cause.Conditions.Select(c => (Dimension: dimensions[c.Dimension], c.Values)).ToList();
        var condition = Term.All([.. parts.Select(p => p.Dimension.Condition(p.Values, file.Interview.Dialect))]);
        // A value without a past had nothing of anything; a mean of logarithms is told as the value that it stands for, numbers of rows as they are.
        double Told(double figure) =>
            double.IsNaN(figure) ? 0
            : counted ? figure
            : file.Metric.Told(figure);
        var known = cause with { Before = Told(cause.Before), After = Told(cause.After) };
        return new Segment(known, parts, condition);
    }

    /// <summary>Of two names for the same rows the one in the table's own columns is taken, unless it is the longer one.</summary>
    private static SegmentCause InOwnColumns(SegmentCause cause, IReadOnlyList<Dimension> dimensions)
    {
        bool IsOwn(IReadOnlyList<SegmentCondition> name) => name.All(c => !dimensions[c.Dimension].IsDerived);
        int Length(IReadOnlyList<SegmentCondition> name) => name.Sum(c => c.Values.Count);
        if (
            IsOwn(cause.Conditions)
            || cause.Aliases.FirstOrDefault(a => IsOwn(a) && Length(a) <= Length(cause.Conditions)) is not { } own
            || own.Any(c => c.Values.Contains(Dimension.Other))
        )
            return cause;
        return cause with { Conditions = own, Aliases = [cause.Conditions, .. cause.Aliases.Where(a => a != own)] };
    }

    /// <summary>A beginning that one value alone has, or next to alone, is said by the value; of hours those are named that hold the rows.</summary>
    private Segment Whole(Segment segment, List<Marginal> marginals)
    {
        var parts = segment.Parts.Select(p => Whole(p, marginals)).ToList();
        return parts.SequenceEqual(segment.Parts)
            ? segment
            : new Segment(segment.Cause, parts, Term.All([.. parts.Select(p => p.Dimension.Condition(p.Values, file.Interview.Dialect))]));
    }

    private static (Dimension Dimension, IReadOnlyList<string?> Values) Whole(
        (Dimension Dimension, IReadOnlyList<string?> Values) part,
        List<Marginal> marginals
    )
    {
        if (part is ({ Facet: Facet.Hour }, { Count: > 1 } hours) && marginals.Find(m => m.Dimension.Facet is Facet.Hour) is { } byHour)
            return (part.Dimension, LoneHours.Without(hours, byHour.Values));
        if (part is not ({ Facet: Facet.Prefix, Column: var column, Source: var source }, [{ } start]))
            return part;
        var values =
            marginals.Find(m => m.Dimension is { Facet: null, IsRange: false } d && d.Column == column && d.Source == source)?.Values ?? [];
        var begun = values.Where(v => v.Value?.StartsWith(start, StringComparison.Ordinal) ?? false).ToList();
        var most = begun.MaxBy(v => v.Incident.Rows + v.Past.Rows);
        return most is { Value: { } value } && most.Incident.Rows + most.Past.Rows >= 0.97 * begun.Sum(v => v.Incident.Rows + v.Past.Rows)
            ? (
                new Dimension
                {
                    Column = column,
                    Source = source,
                    Parent = part.Dimension.Parent,
                },
                [value]
            )
            : part;
    }
}
