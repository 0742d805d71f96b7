using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>Cuts by a part of a value: the hour and weekday of the time; the beginning, a code, the end and the length of texts that have too many values.</summary>
internal sealed class FacetFinder(CaseFile file, Periods periods)
{
    private const int MostTexts = 8;
    private const int Longest = 6;
    private const int LongestEnd = 14;
    private const int MostPrefixes = 40;
    private const int MostLengths = 12;
    private const int DrawnByLot = 10;
    private const int Sample = 10_000;

    private static IEnumerable<int> Lengths => Enumerable.Range(1, Longest);

    private static IEnumerable<int> Ends => Enumerable.Range(1, LongestEnd);

    public async Task<IReadOnlyList<Dimension>> FindAsync(
        IReadOnlyList<ColumnSchema> texts,
        IReadOnlyList<Dimension> own,
        CancellationToken cancellationToken
    ) =>
        [
            .. OfTime(),
            .. await OfTextsAsync([.. texts.OrderBy(t => ColumnTraits.SoundsLikeBatch(t.Name)).Take(MostTexts)], own, cancellationToken),
        ];

    /// <summary>The names of loads come and go, but what they begin and end with, the shard or the part, is there every time.</summary>
    public async Task<IReadOnlyList<Dimension>> OfLoadsAsync(
        IReadOnlyList<ColumnSchema> texts,
        IReadOnlyList<Dimension> own,
        CancellationToken cancellationToken
    ) => await OfTextsAsync([.. texts.Where(t => IsLoad(t, own)).Take(MostTexts)], own, cancellationToken);

    private static bool IsLoad(ColumnSchema text, IReadOnlyList<Dimension> own) =>
        ColumnTraits.SoundsLikeBatch(text.Name) || own.Any(d => d.IsBatch && d.Column == text);

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

    private async Task<IReadOnlyList<Dimension>> OfTextsAsync(
        List<ColumnSchema> texts,
        IReadOnlyList<Dimension> own,
        CancellationToken cancellationToken
    )
    {
        if (texts.Count == 0)
            return [];
        var dialect = file.Interview.Dialect;
        var rows = SelectBuilder
            .From(Ask.Table(file.Table.Name, Ask.Rows))
            .Select([.. texts.Select((c, i) => Term.Column(Ask.Rows, c.Name).As($"c{i}"))])
            .Limit(Sample)
            .ToQuery();
        var items = new List<SelectItem>();
        for (var i = 0; i < texts.Count; i++)
        {
            var value = Term.Column("s", $"c{i}");
            items.Add(Term.CountDistinct(Facet.Length.Measure(value, dialect)).As($"l{i}"));
            items.AddRange(Lengths.Select(n => Term.CountDistinct(Facet.Prefix.Start(value, n)).As($"p{i}_{n}")));
            items.AddRange(Lengths.Select(n => Term.CountDistinct(Facet.Character.At(value, n)).As($"c{i}_{n}")));
            if (IsLoad(texts[i], own))
                items.AddRange(Ends.Select(n => Term.CountDistinct(Facet.Suffix.End(value, n, dialect)).As($"e{i}_{n}")));
        }
        var answer = await file.Interview.TryAskAsync(
            "profile",
            $"beginnings, ends and lengths of {string.Join(", ", texts.Select(t => t.Name))}",
            SelectBuilder.From(Relation.Derived(rows, "s")).Select(items).ToQuery(),
            cancellationToken
        );
        if (answer is not { Rows: [var row] })
            return [];
        var found = new List<Dimension>();
        var at = 0;
        double[] Next(int count) => [.. row.Skip((at += count) - count).Take(count).Select(Cell.Real)];
        foreach (var text in texts)
        {
            Dimension By(Facet facet) => new() { Column = text, Facet = facet };
            if (Next(1) is [>= 2 and <= MostLengths])
                found.Add(By(new Facet.Length(dialect)));
            var (prefixes, characters) = (Next(Longest), Next(Longest));
            if (PrefixLength(prefixes) is { } start)
                found.Add(By(new Facet.Prefix(start)));
            found.AddRange(Positions(prefixes, characters).Select(p => By(new Facet.Character(p))));
            if (IsLoad(text, own) && SuffixLength(Next(LongestEnd)) is { } end)
                found.Add(By(new Facet.Suffix(end, dialect)));
        }
        return found;
    }

    /// <summary>
    /// Places at which a character is a code of its own: it has few values, and they go with different beginnings. What has as many values as there
    /// are digits is a number.
    /// </summary>
    internal static IEnumerable<int> Positions(IReadOnlyList<double> prefixes, IReadOnlyList<double> characters)
    {
        for (var n = 2; n <= characters.Count; n++)
            if (characters[n - 1] is >= 2 and < DrawnByLot && prefixes[n - 2] >= 2 && prefixes[n - 1] >= 1.3 * prefixes[n - 2])
                yield return n;
    }

    /// <summary>The longest end that tells no more values apart than a shorter one does; further to the front the load itself is named.</summary>
    internal static int? SuffixLength(IReadOnlyList<double> values)
    {
        for (var n = values.Count - 1; n >= 2; n--)
            if (values[n - 1] is >= 2 and <= MostPrefixes && values[n - 1] <= 1.3 * values[n - 2] && values[n] > 2 * values[n - 1])
                return n;
        return null;
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
