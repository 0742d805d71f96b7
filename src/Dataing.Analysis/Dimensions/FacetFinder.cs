using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>Cuts by a part of a value: the hour and weekday of the time, the prefix and length of texts that have too many values.</summary>
internal sealed class FacetFinder(CaseFile file, Periods periods)
{
    private const int MostTexts = 8;
    private const int Longest = 6;
    private const int MostPrefixes = 40;
    private const int MostLengths = 12;
    private const int DrawnByLot = 10;
    private const int Sample = 10_000;

    public async Task<IReadOnlyList<Dimension>> FindAsync(IReadOnlyList<ColumnSchema> texts, CancellationToken cancellationToken) =>
        [
            .. OfTime(),
            .. await OfTextsAsync([.. texts.OrderBy(t => ColumnTraits.SoundsLikeBatch(t.Name)).Take(MostTexts)], cancellationToken),
        ];

    /// <summary>
    /// Each hour must come more than once in the window, or it says no more than when the incident was; so must each weekday. Of the rows of one key
    /// the later ones are the copies, so that copies lie late in the day whatever happened.
    /// </summary>
    private IEnumerable<Dimension> OfTime()
    {
        var length = periods.To - periods.From;
        if (
            file.Times.Event is not { } time
            || file.Table.FindColumn(time.Column) is not { } column
            || file.Metric.Columns.Contains(time.Column)
            || file.Metric.Subject == Subject.Duplicates
        )
            yield break;
        if (length >= TimeSpan.FromDays(2) && time.HourOfDay() is not null)
            yield return new Dimension { Column = column, Facet = new Facet.Hour(time) };
        if (length >= TimeSpan.FromDays(14))
            yield return new Dimension { Column = column, Facet = new Facet.Weekday(time) };
    }

    private async Task<IReadOnlyList<Dimension>> OfTextsAsync(List<ColumnSchema> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return [];
        var dialect = file.Interview.Dialect;
        var rows = Ask.Select(
                Ask.Table(file.Table.Name, Ask.Rows),
                null,
                [.. texts.Select((c, i) => Term.Column(Ask.Rows, c.Name).As($"c{i}"))]
            )
            .ToQuery()
            .Take(Sample);
        var items = new List<SelectItem>();
        for (var i = 0; i < texts.Count; i++)
        {
            var value = Term.Column("s", $"c{i}");
            items.Add(Term.CountDistinct(Facet.Length.Measure(value, dialect)).As($"l{i}"));
            for (var n = 1; n <= Longest; n++)
                items.Add(Term.CountDistinct(Facet.Prefix.Start(value, n)).As($"p{i}_{n}"));
        }
        var answer = await file.Interview.TryAskAsync(
            "profile",
            $"prefixes and lengths of {string.Join(", ", texts.Select(t => t.Name))}",
            Ask.Select(Ask.Derived(rows, "s"), null, items).ToQuery(),
            cancellationToken
        );
        if (answer is not { Rows: [var row] })
            return [];
        var found = new List<Dimension>();
        for (var i = 0; i < texts.Count; i++)
        {
            var at = i * (Longest + 1);
            if (Cell.Real(row[at]) is >= 2 and <= MostLengths)
                found.Add(new Dimension { Column = texts[i], Facet = new Facet.Length(dialect) });
            if (PrefixLength([.. row.Skip(at + 1).Take(Longest).Select(Cell.Real)]) is { } characters)
                found.Add(new Dimension { Column = texts[i], Facet = new Facet.Prefix(characters) });
        }
        return found;
    }

    /// <summary>
    /// Where a group's name ends and numbering begins: up to there more characters tell no more values apart, then suddenly many. Without such
    /// an end, as many characters as few values have; but what differs from the first character on by any of many is drawn by lot.
    /// </summary>
    internal static int? PrefixLength(IReadOnlyList<double> values)
    {
        for (var n = 1; n < values.Count; n++)
            if (
                values[n - 1] is >= 2 and <= MostPrefixes
                && values[n] > 2 * values[n - 1]
                && n >= 2
                && values[n - 1] <= 1.3 * values[n - 2]
            )
                return n;
        for (var n = values.Count; n >= 1 && values[0] < DrawnByLot; n--)
            if (values[n - 1] is >= 2 and <= MostPrefixes)
                return n;
        return null;
    }
}
