using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Cases;

/// <summary>
/// A total, or a quotient of totals, that moved because values of a column went missing: behind it is the null rate of that column, and nothing
/// that rows or values as such could tell.
/// </summary>
internal static class MissingValues
{
    private const string Phase = "profile";

    /// <summary>A change of the null rate that is no dirt.</summary>
    private const double LeastMove = 0.02;

    /// <summary>Of the change of the metric, on the log scale, what the missing values must make.</summary>
    private const double LeastShare = 0.5;

    /// <summary>The case of the null rate; null where values are as complete as they were.</summary>
    public static async Task<CaseFile?> BehindAsync(CaseFile file, CancellationToken cancellationToken)
    {
        if (file is not { Timeline: { Borne: true, Episode: { Observed: > 0, Expected: > 0 } moved } whole, Times.Event: { } time })
            return null;
        if (Suspects(file) is not { Count: > 0 } suspects || Periods.Of(whole) is not { } periods)
            return null;
        var filled = await FilledAsync(file, suspects, periods, time, cancellationToken);
        var lost = filled
            .Where(f => f.Before - f.After > LeastMove && f.After > 0)
            .Where(f => Math.Log(f.Before / f.After) >= LeastShare * Math.Abs(Math.Log(moved.Observed / moved.Expected)))
            .OrderByDescending(f => f.Before / f.After)
            .Select(f => f.Column)
            .FirstOrDefault();
        return lost is null ? null : await OfNullsAsync(file, lost, whole, time, cancellationToken);
    }

    /// <summary>The numbers that are added up, as far as some of their values are missing at all.</summary>
    private static List<string> Suspects(CaseFile file) =>
        file.Metric
            is { Subject: Subject.Total }
                or { Subject: Subject.Custom, CountsRows: false, Form: MetricForm.Sum or MetricForm.Mean, Bad: null, IsLogarithm: false }
            ?
            [
                .. file.Metric.Columns.Where(c =>
                    file.Table.FindColumn(c) is { } schema
                    && ColumnTraits.IsNumber(schema)
                    && file.Overview.Of(c) is { } seen
                    && seen.Filled < file.Overview.Rows
                ),
            ]
            : [];

    private static async Task<IReadOnlyList<(string Column, double Before, double After)>> FilledAsync(
        CaseFile file,
        IReadOnlyList<string> columns,
        Periods periods,
        TimeAxis time,
        CancellationToken cancellationToken
    )
    {
        var side = Term.Flag(periods.Incident(time));
        var query = SelectBuilder
            .From(Ask.Table(file.Table.Name, Ask.Rows))
            .Where(Term.AllOf(file.Metric.Filter, periods.Any(time)))
            .Select([
                side.As("side"),
                Term.Count().As("row_count"),
                .. columns.Select((c, i) => Term.Count(Term.Column(Ask.Rows, c)).As($"n{i}")),
            ])
            .GroupBy([side])
            .OrderBy(Term.Column("side"))
            .ToQuery();
        var words = string.Join(" and ", columns);
        var answer = await file.Interview.TryAskAsync(Phase, $"values of {words}, before and after", query, cancellationToken);
        return answer is { Rows: [var before, var after] } ? [.. columns.Select((c, i) => (c, Share(before, i), Share(after, i)))] : [];

        static double Share(IReadOnlyList<object?> row, int column) => Cell.Real(row[column + 2]) / Math.Max(1, Cell.Real(row[1]));
    }

    private static async Task<CaseFile?> OfNullsAsync(
        CaseFile file,
        string column,
        Timeline whole,
        TimeAxis time,
        CancellationToken cancellationToken
    )
    {
        var nulls = new MetricFactory(file.Table, file.Interview.Dialect).Nulls(column) with { Filter = file.Metric.Filter };
        var span = (whole.Fine.Start, whole.DataEnd);
        var read = await SeriesQuery.ReadAsync(file.Interview, Phase, nulls, time, whole.Fine.Grain, null, span, cancellationToken);
        if (read is not { Series.Count: > 0 })
            return null;
        var timeline = TimelineAnalysis.Analyse(read.Series, nulls.Form, file.Period, 1);
        if (timeline is not { Borne: true, Direction: > 0 } || timeline.Overlap(whole) <= 0)
            return null;
        return file with
        {
            Alerted = file,
            Metric = nulls,
            Timeline = timeline,
            SeriesEvidence = await file.Interview.RecordAsync(
                read.Answer,
                Phase,
                $"{nulls.Name} by {whole.Fine.Grain.ToString().ToLowerInvariant()} of {time.Column}",
                cancellationToken
            ),
            Choices =
            [
                .. file.Choices,
                $"The {file.Metric.Name} moved because values of {column} are missing, so the {nulls.Name} was investigated.",
            ],
        };
    }
}
