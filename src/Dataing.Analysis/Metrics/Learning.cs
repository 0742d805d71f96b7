using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Learns from the data before the alert what the alert does not say: accepted values, usual forms and keys.</summary>
internal sealed class Learning(Interview interview, TableSchema table, TableOverview overview, TimeColumns times, DateTime? alerted)
{
    private const string Phase = "confirm";
    private const int MostValues = 200;

    /// <summary>Rows in which a sign may have stood before and still be new: a little dirt.</summary>
    private const double Dirt = 0.002;

    private TableSource Rows => Ask.Table(table.Name, Ask.Rows);

    /// <summary>The rows that are safe to learn from: those well before the alert.</summary>
    private Expression? Past => Before(times, alerted);

    public static Expression? Before(TimeColumns times, DateTime? alerted) =>
        times.Event is { } time && alerted is { } at ? time.Before(at.Date.AddDays(-3)) : null;

    /// <summary>What is usual of a column's values, and a metric for what is not.</summary>
    public async Task<IReadOnlyList<Metric>> ValidityAsync(string column, MetricFactory make, CancellationToken cancellationToken)
    {
        var values = await ValuesAsync(column, Past, cancellationToken);
        if (values.Count == 0)
            return [];
        var total = values.Sum(v => v.Count);
        if (values.Count < MostValues && total / values.Count >= 5 && !await GrowsAsync(column, values, cancellationToken))
        {
            string[] accepted = [.. values.Where(v => v.Count >= Math.Min(3, total / 1000)).Select(v => v.Value)];
            return
            [
                make.Invalid(column, accepted) with
                {
                    Choices = [$"The {accepted.Length} values of {column} seen before the alert were taken as the accepted ones."],
                },
            ];
        }
        if (Shapes.Usual([.. values.Select(v => v.Value)]) is not { } shape)
            return
            [
                .. await NewSignsAsync(column, values, make, cancellationToken) is { } signs ? [signs] : Array.Empty<Metric>(),
                make.Length(column),
            ];
        var text = Term.Column(Ask.Rows, column).ToText();
        var mismatch = Patterns.Mismatch(text, shape.Pattern, interview.Dialect) ?? shape.Mismatch(text);
        return
        [
            make.Malformed(column, shape.Pattern, mismatch) with
            {
                Choices = [$"The form that values of {column} had before the alert, {shape.Pattern}, was taken as the right one."],
            },
            make.Length(column),
        ];
    }

    /// <summary>Texts without a form in common still have signs in common: those that only came with the alert are watched. Null when there are none.</summary>
    private async Task<Metric?> NewSignsAsync(
        string column,
        IReadOnlyList<(string Value, double Count)> usual,
        MetricFactory make,
        CancellationToken cancellationToken
    )
    {
        if (times.Event is not { } time || alerted is not { } at)
            return null;
        var known = usual.SelectMany(v => v.Value).ToHashSet();
        var now = await ValuesAsync(column, Term.AllOf(time.From(at.Date), time.Before(at.Date.AddDays(2))), cancellationToken);
        char[] signs =
        [
            .. now.SelectMany(v => v.Value.Distinct())
                .Where(c => !known.Contains(c) && !char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && c is not ('%' or '_' or '\\'))
                .GroupBy(c => c)
                .Where(g => g.Count() > 1)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key)
                .Take(8)
                .Select(g => g.Key),
        ];
        var text = Term.Column(Ask.Rows, column).ToText();
        signs = await UnseenAsync(column, text, signs, cancellationToken);
        if (signs.Length == 0)
            return null;
        var shown = string.Join(" ", signs);
        return make.Malformed(column, $"no {shown}", Term.Any([.. signs.Select(s => text.Like($"%{s}%"))])) with
        {
            Name = $"share of {table.Name.Name}.{column} with signs that it did not have ({shown})",
            Choices = [$"Values of {column} have no form in common; the signs that none had before the alert were watched: {shown}."],
        };
    }

    /// <summary>The signs that hardly any row had: the most frequent values, by which they were chosen, do not hold all that there are.</summary>
    private async Task<char[]> UnseenAsync(string column, Expression text, char[] signs, CancellationToken cancellationToken)
    {
        if (signs.Length == 0)
            return signs;
        var query = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(Past, text.IsNotNull()))
            .Select([Term.Count().As("n"), .. signs.Select((s, i) => Term.CountWhere(text.Like($"%{s}%")).As($"n{i}"))])
            .ToQuery();
        return await interview.TryAskAsync(Phase, $"signs that values of {column} had", query, cancellationToken) is { Rows: [var row] }
            ? [.. signs.Where((_, i) => Cell.Real(row[i + 1]) <= Dirt * Cell.Real(row[0]))]
            : signs;
    }

    /// <summary>The shares of the values that moved most around the alert.</summary>
    public async Task<IReadOnlyList<Metric>> SharesAsync(string column, MetricFactory make, CancellationToken cancellationToken)
    {
        var values = await ValuesAsync(column, null, cancellationToken);
        if (values.Count is 0 or >= MostValues)
            return [];
        if (times.Event is not { } time || alerted is not { } at)
            return [.. values.Take(3).Select(v => make.Share(column, v.Value))];
        var now = await ValuesAsync(column, time.From(at.Date), cancellationToken);
        var before = values.ToDictionary(v => v.Value, v => v.Count / values.Sum(o => o.Count));
        var after = now.ToDictionary(v => v.Value, v => v.Count / Math.Max(1, now.Sum(o => o.Count)));
        return
        [
            .. before
                .Keys.OrderByDescending(v => Math.Abs(after.GetValueOrDefault(v) - before[v]))
                .ThenBy(v => v, StringComparer.Ordinal)
                .Take(2)
                .Select(v => make.Share(column, v) with { Choices = [$"'{v}' is the value of {column} whose share moved most."] }),
        ];
    }

    /// <summary>The key that rows were meant to be unique on: nearly unique, not quite.</summary>
    public async Task<(IReadOnlyList<string> Key, string Because)> BusinessKeyAsync(CancellationToken cancellationToken)
    {
        ColumnSchema[] candidates =
        [
            .. table
                .Columns.Where(c => (ColumnTraits.IsText(c) || c.Type == LogicalType.Integer) && ColumnTraits.SoundsLikeKey(c.Name))
                .Take(12),
        ];
        if (candidates.Length == 0)
            candidates = [.. table.Columns.Where(c => ColumnTraits.IsText(c) || c.Type == LogicalType.Integer).Take(6)];
        if (candidates.Length == 0)
            return ([], "");
        var items = candidates.SelectMany(
            (c, i) =>
                new[]
                {
                    Term.Count(Term.Column(Ask.Rows, c.Name)).As($"n{i}"),
                    Term.CountDistinct(Term.Column(Ask.Rows, c.Name)).As($"d{i}"),
                }
        );
        var answer = await interview.TryAskAsync(
            Phase,
            "which column is nearly unique",
            SelectBuilder.From(Rows).Select(items).ToQuery(),
            cancellationToken
        );
        if (answer is not { Rows: [var row] })
            return (table.PrimaryKey, "The primary key was taken as the key.");
        var uniqueness = candidates
            .Select((c, i) => (Column: c.Name, Filled: Cell.Real(row[2 * i]), Distinct: Cell.Real(row[2 * i + 1])))
            .Where(u => u.Filled > 0.5 * overview.Rows && u.Distinct > 0.3 * u.Filled)
            .ToList();
        var repeated = uniqueness.Where(u => u.Distinct < u.Filled).OrderByDescending(u => u.Distinct / u.Filled).ToList();
        if (repeated.Count > 0)
            return ([repeated[0].Column], $"{repeated[0].Column} was taken as the key: nearly every row has its own.");
        return uniqueness.Count > 0 ? ([uniqueness[0].Column], $"{uniqueness[0].Column} was taken as the key.") : ([], "");
    }

    /// <summary>The columns whose filling is neither full nor empty: where a schema change would show.</summary>
    public Task<IReadOnlyList<string>> FillingsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<string> columns =
        [
            .. overview
                .Columns.Values.Where(c => c.Filled < overview.Rows)
                .OrderBy(c => Math.Abs(c.Filled / Math.Max(1, overview.Rows) - 0.5))
                .Take(4)
                .Select(c => c.Column.Name),
        ];
        return Task.FromResult(columns);
    }

    /// <summary>
    /// True when values never seen before are an everyday thing, as of a date or a batch: then a new value is no unexpected one. Judged by the
    /// last tenth of the past against the rest of it.
    /// </summary>
    private async Task<bool> GrowsAsync(
        string column,
        IReadOnlyList<(string Value, double Count)> values,
        CancellationToken cancellationToken
    )
    {
        if (
            values.Count < 10
            || times.Event is not { } time
            || alerted is not { } at
            || time.ReadMoment(overview.Of(time.Column)?.Least) is not { } first
        )
            return false;
        var end = at.Date.AddDays(-3);
        var split = end - Math.Max(1, Math.Round((end - first).TotalDays / 10)) * TimeSpan.FromDays(1);
        var recent = await ValuesAsync(column, Term.AllOf(time.From(split), Past), cancellationToken);
        var earlier = (await ValuesAsync(column, time.Before(split), cancellationToken)).Select(v => v.Value).ToHashSet();
        return earlier.Count > 0 && recent.Where(v => !earlier.Contains(v.Value)).Sum(v => v.Count) > 0.02 * recent.Sum(v => v.Count);
    }

    private async Task<IReadOnlyList<(string Value, double Count)>> ValuesAsync(
        string column,
        Expression? condition,
        CancellationToken cancellationToken
    )
    {
        var value = Term.Column(Ask.Rows, column);
        var count = Term.Column("n");
        var query = SelectBuilder
            .From(Rows)
            .Where(Term.AllOf(condition, value.IsNotNull()))
            .Select(value.As("value"), Term.Count().As("n"))
            .GroupBy([value])
            .OrderBy(count.Descending(), Term.Column("value").Ascending())
            .Limit(MostValues)
            .ToQuery();
        var answer = await interview.TryAskAsync(Phase, $"usual values of {column}", query, cancellationToken);
        return answer is null ? [] : [.. answer.Rows.Select(r => (Cell.Text(r[0]) ?? "", Cell.Real(r[1])))];
    }
}
