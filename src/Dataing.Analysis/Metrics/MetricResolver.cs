using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Turns what the alert says into metrics to try, the most fitting first.</summary>
internal sealed class MetricResolver(Inquiry inquiry, Interview interview, TableSchema table, TableOverview overview, TimeColumns times)
{
    private readonly MetricFactory _make = new(table, inquiry.Dialect);
    private readonly KeyMetrics _keys = new(table);
    private readonly TimeMetrics _times = new(table);
    private readonly Learning _learning = new(interview, table, overview, times, AlertTime(inquiry.Alert));
    private readonly UsualBounds _bounds = new(interview, table, times, AlertTime(inquiry.Alert));

    private AnomalyAlert Alert => inquiry.Alert;
    private MetricSpecification Specification => Alert.Metric;

    /// <exception cref="BadAlertException">The alert names what does not exist, or leaves out what cannot be chosen.</exception>
    public async Task<IReadOnlyList<Metric>> ResolveAsync(CancellationToken cancellationToken)
    {
        var metrics =
            Specification.Expression is { Length: > 0 } text && Alert.Type != AnomalyType.SchemaChange
                ? await OfExpressionAsync(text, cancellationToken)
                : [];
        if (metrics.Count == 0)
            metrics = await OfTypeAsync(cancellationToken);
        return [.. metrics.Select(Filtered)];
    }

    private async Task<IReadOnlyList<Metric>> OfExpressionAsync(string text, CancellationToken cancellationToken)
    {
        if (ExpressionMetric.Parse(text, inquiry.Dialect) is not { } expression)
        {
            // Monitors put prose where SQL should be; only without a type and a column is nothing left to go by.
            var nothingElse = Specification.Columns.Count == 0 || Alert.Type is AnomalyType.CustomSql or AnomalyType.MetricValue;
            if (Specification.Kind == MetricKind.SqlExpression && nothingElse)
                throw new BadAlertException($"The metric's expression cannot be read as {inquiry.Dialect.Name} SQL: {text}");
            return [];
        }
        if (AggregateName.Of(expression) is ({ Kind: "quantile" or "min" or "max" or "stddev" } aggregate, var column))
            return await OfAggregateAsync(aggregate, TableResolver.Column(table, column).Name, cancellationToken);
        var named = new NamedExpression(table, _make, times.Event);
        if (ConditionalAggregate.Of(expression) is { } part && named.Same(part.Plain) is { } partial)
            return [partial with { Name = $"{text} over {table.Name.Name}", Filter = part.Filter }];
        if (named.Same(expression) is { } same)
            return [same with { Name = $"{text} over {table.Name.Name}" }];
        if (ExpressionMetric.Of(table, expression, text, times.Event) is { } metric)
            return
            [
                metric.Form == MetricForm.Rate && named.Watched(expression) is var (subject, watched, values)
                    ? metric with
                    {
                        Subject = subject,
                        Columns = [watched, .. metric.Columns.Where(c => c != watched)],
                        Values = values,
                    }
                    : metric,
            ];
        if (await OfMeasuredAsync(expression, cancellationToken) is { Count: > 0 } ends)
            return ends;
        if (Specification.Kind != MetricKind.SqlExpression)
            return [];
        var choice = $"The expression {text} cannot be taken apart into sums; its columns were watched in its place.";
        var numbers = ExpressionMetric.Mentioned(table, expression).Where(c => table.FindColumn(c) is { } s && ColumnTraits.IsNumber(s));
        return [.. numbers.Select(_make.Mean).Append(_make.Rows()).Select(m => m with { Choices = [choice], StandsIn = true })];
    }

    /// <summary>The minimum, maximum, quantile or deviation of what an expression makes of a row; none for other aggregates.</summary>
    private async Task<IReadOnlyList<Metric>> OfMeasuredAsync(Expression expression, CancellationToken cancellationToken)
    {
        if (AggregateName.OfValue(expression) is not ({ Kind: "quantile" or "min" or "max" or "stddev" } aggregate, var value))
            return [];
        var text = SqlRenderer.Render(value, inquiry.Dialect);
        var measured = MeasuredValue.OfExpression(table, value, text);
        return measured.Columns.Count == 0 ? [] : await _bounds.TailsAsync(measured, aggregate, _make, cancellationToken);
    }

    private async Task<IReadOnlyList<Metric>> OfTypeAsync(CancellationToken cancellationToken)
    {
        string[] columns =
            Alert.Type == AnomalyType.SchemaChange
                ? [.. Specification.Columns.Select(c => TableResolver.FindColumn(table, c)?.Name).OfType<string>()]
                : [.. Specification.Columns.Select(c => TableResolver.Column(table, c).Name)];
        var aggregate = AggregateName.Of(Specification.Aggregate, Specification.Quantile);
        switch (Alert.Type)
        {
            // By the hour rows may be wrong on days that have as many as ever: then the hours themselves have moved.
            case AnomalyType.RowCount when Alert.Grain == Grain.Hour && times.Event is { } clock:
                return [_make.Rows(), .. await _bounds.PartsOfDayAsync(clock, _make, cancellationToken)];
            case AnomalyType.RowCount or AnomalyType.PipelineFailure:
                return [_make.Rows()];
            case AnomalyType.NullRate:
                return [.. Required(columns, "null rate").Select(_make.Nulls)];
            case AnomalyType.Duplicates:
                return await DuplicatesAsync(columns, cancellationToken);
            case AnomalyType.ReferentialIntegrity:
                return Orphans(columns);
            case AnomalyType.Freshness or AnomalyType.PipelineDelay:
                return await LatenessAsync(columns, cancellationToken);
            case AnomalyType.Validity:
                return await ValidityAsync(Required(columns, "validity")[0], cancellationToken);
            case AnomalyType.SchemaChange:
                return await new SchemaMetrics(overview, times, _make, _learning).OfAsync(columns, cancellationToken);
            case AnomalyType.Unknown when columns.Length > 0 && aggregate is null:
                return [_make.Nulls(columns[0]), .. await OfColumnAsync(columns[0], cancellationToken)];
        }
        if (columns is [var only, ..] && times.Event is { } happened && happened.Column == only && aggregate is null)
            if (await _bounds.PartsOfDayAsync(happened, _make, cancellationToken) is { Count: > 0 } parts)
                return parts;
        if (columns.Length > 0 && times.Event?.Column != columns[0] && times.All.FirstOrDefault(a => a.Column == columns[0]) is { } dated)
            return
                aggregate is { Kind: "min" or "max" } end
                && dated.Column != times.Load?.Column
                && await _bounds.DatesBeyondAsync(dated, end.Kind, _make, cancellationToken) is { } beyond
                ? [beyond]
                : await LatenessAsync(columns, cancellationToken);
        if (aggregate is { Kind: "count" } || columns.Length == 0)
            return [_make.Rows()];
        return aggregate is { } named
            ? await OfAggregateAsync(named, columns[0], cancellationToken)
            : await OfColumnAsync(columns[0], cancellationToken);
    }

    private async Task<IReadOnlyList<Metric>> OfAggregateAsync(AggregateName aggregate, string column, CancellationToken cancellationToken)
    {
        switch (aggregate.Kind)
        {
            case "distinct":
                return [_keys.Distinct(column, times.Event)];
            case "length":
                return [_make.Length(column)];
            case "nulls":
                return [_make.Nulls(column)];
            case "lateness":
                return await LatenessAsync([column], cancellationToken);
            case "share" when Specification.AcceptedValues.Count > 0:
                return [_make.Share(column, Specification.AcceptedValues[0])];
            case "share":
                return await OfColumnAsync(column, cancellationToken);
        }
        if (table.FindColumn(column) is { } schema && !ColumnTraits.IsNumber(schema))
            return [.. await ValidityAsync(column, cancellationToken)];
        switch (aggregate.Kind)
        {
            case "sum":
                return [_make.Total(column)];
            case "mean":
                return [_make.Mean(column)];
            default:
                var tails = await _bounds.TailsAsync(MeasuredValue.OfColumn(table, column), aggregate, _make, cancellationToken);
                return tails.Count > 0 ? tails : [_make.Mean(column)];
        }
    }

    /// <summary>A column without an aggregate: the mean of a number, the make-up of a category, the length of a text.</summary>
    private async Task<IReadOnlyList<Metric>> OfColumnAsync(string column, CancellationToken cancellationToken)
    {
        var schema = TableResolver.Column(table, column);
        if (schema.Type == LogicalType.Integer)
            return [_make.Mean(column), _make.Nulls(column)];
        if (ColumnTraits.IsNumber(schema))
            return
            [
                _make.Mean(column),
                _make.Nulls(column),
                .. await _bounds.RoundedAsync(column, _make, cancellationToken) is { } rounded ? [rounded] : Array.Empty<Metric>(),
            ];
        if (schema.Type == LogicalType.Boolean)
            return [_make.Share(column, "true")];
        var shares = await _learning.SharesAsync(column, _make, cancellationToken);
        return [.. shares, .. await ValidityAsync(column, cancellationToken), _make.Length(column)];
    }

    private async Task<IReadOnlyList<Metric>> DuplicatesAsync(string[] columns, CancellationToken cancellationToken)
    {
        if (columns.Length > 0)
            return [_keys.Duplicates(columns, times.Event)];
        var (key, because) = await _learning.BusinessKeyAsync(cancellationToken);
        if (key.Count == 0)
            throw new BadAlertException(
                $"The alert names no key, and {table.Name} has no column that looks like one. Add \"columns\": the key."
            );
        return [_keys.Duplicates(key, times.Event) with { Choices = [because] }];
    }

    private IReadOnlyList<Metric> Orphans(string[] columns)
    {
        var reference =
            columns.Length > 0 ? ReferenceFinder.Find(inquiry.Schema, inquiry.Lineage, table, columns[0], Specification.References)
            : ReferenceFinder.All(inquiry.Schema, inquiry.Lineage, table) is [var first, ..] ? first
            : null;
        if (reference is null)
            throw new BadAlertException(
                columns.Length > 0
                    ? $"It is not known what {table.Name.Name}.{columns[0]} refers to. Add \"references\": \"table.column\" to the metric."
                    : $"The alert names no referring column of {table.Name}. Add \"columns\" and \"references\"."
            );
        var metric = _keys.Orphans(reference.Column, reference.Parent, reference.ParentKey);
        return reference.Because == "named by the alert"
            ? [metric]
            :
            [
                metric with
                {
                    Choices =
                    [
                        $"{reference.Column} was taken to refer to {reference.Parent.Name.Name}.{reference.ParentKey}, by {reference.Because}.",
                    ],
                },
            ];
    }

    private async Task<IReadOnlyList<Metric>> LatenessAsync(string[] columns, CancellationToken cancellationToken)
    {
        var metrics = new List<Metric>();
        var loaded = times.All.FirstOrDefault(a => columns.Contains(a.Column) && a.Column != times.Event?.Column) ?? times.Load;
        if (times.Event is { } happened && loaded is not null)
        {
            var (bound, choice) =
                Specification.Threshold is { } given && given > 0
                    ? (given, null)
                    : await _bounds.LatenessBoundAsync(happened, loaded, cancellationToken);
            if (bound > 0)
                metrics.Add(_times.Lateness(happened, loaded, bound) with { Choices = choice is null ? [] : [choice] });
            // A clock that was set forward makes all rows seem early: no more of them are late, and the lag shows it.
            metrics.Add(_times.Lag(happened, loaded) with { Subject = Subject.Custom });
        }
        metrics.Add(_make.Rows() with { Choices = ["How fresh the table is was read from its rows over time."] });
        return metrics;
    }

    private async Task<IReadOnlyList<Metric>> ValidityAsync(string column, CancellationToken cancellationToken)
    {
        if (Specification.AcceptedValues.Count > 0)
            return [_make.Invalid(column, Specification.AcceptedValues)];
        if (Specification.Pattern is { Length: > 0 } pattern)
        {
            var mismatch = Patterns.Mismatch(Term.Column(Ask.Rows, column).ToText(), pattern, inquiry.Dialect);
            if (mismatch is not null)
                return [_make.Malformed(column, pattern, mismatch)];
            interview.Note(
                $"The pattern {pattern} cannot be asked for in {inquiry.Dialect.Name}; the usual form of {column} was learned instead."
            );
        }
        if (Specification.Minimum is not null || Specification.Maximum is not null)
            return [_make.OutOfRange(column, Specification.Minimum, Specification.Maximum)];
        return await _learning.ValidityAsync(column, _make, cancellationToken);
    }

    private string[] Required(string[] columns, string what) =>
        columns.Length > 0
            ? columns
            : throw new BadAlertException(
                $"An alert on {what} must name a column. Add \"columns\": [\"…\"]; {table.Name} has {string.Join(", ", table.Columns.Take(12).Select(c => c.Name))}."
            );

    private Metric Filtered(Metric metric)
    {
        if (Specification.Filter is not { Length: > 0 } text)
            return metric;
        var condition =
            ExpressionMetric.Parse(text, inquiry.Dialect)
            ?? throw new BadAlertException($"The metric's filter cannot be read as {inquiry.Dialect.Name} SQL: {text}");
        foreach (var column in SqlTree.DescendantsAndSelf(condition).OfType<Expression.Column>())
            TableResolver.Column(table, column.Last.Text);
        return metric with { Filter = Term.AllOf(metric.Filter, Qualified.Over(condition, Ask.Rows)) };
    }

    private static DateTime? AlertTime(AnomalyAlert alert) => Timing.AlertPeriod.Of(alert.Window)?.From;
}
