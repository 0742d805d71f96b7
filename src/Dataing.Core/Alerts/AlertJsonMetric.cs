using System.Text.Json;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts;

/// <summary>The part of an alert's JSON that says what was measured.</summary>
internal static class AlertJsonMetric
{
    public static (AnomalyType Type, MetricSpecification Metric) Read(LooseObject alert)
    {
        var word = alert.Find("anomalytype", "checktype", "alerttype", "testtype", "test", "check", "type") is { } value
            ? LooseObject.TextOf(value)
            : null;
        var type = word is null ? null : AlertWords.TypeOf(word);
        var given = alert.Find("metric", "metricspec", "metricspecification", "measure");
        var metric = Details(alert, new MetricSpecification());
        var named = (AnomalyType?)null;
        if (given is { ValueKind: JsonValueKind.Object } element)
            (named, metric) = OfObject(new LooseObject(element, "metric"), metric);
        else if (given is { } scalar)
            (named, metric) = MetricText.Read(
                LooseObject.TextOf(scalar) ?? throw alert.Wrong("metric", "a text or an object", scalar),
                metric
            );
        if (metric.Expression is null && alert.Text("expression", "metricexpression", "sqlexpression") is { } expression)
            (named, metric) = Merge(named, MetricText.Read(expression, metric));
        if (word is not null && metric.Aggregate is null && AlertWords.AggregateOf(word) is { } aggregate)
            metric = metric with { Aggregate = aggregate.Name, Quantile = metric.Quantile ?? aggregate.Quantile };
        return (type ?? named ?? Implied(metric), metric);
    }

    private static (AnomalyType?, MetricSpecification) OfObject(LooseObject fields, MetricSpecification outer)
    {
        var metric = Details(fields, outer) with { DisplayName = fields.Text("displayname", "name", "title") ?? outer.DisplayName };
        var kind = fields.Text("kind", "metrictype", "type");
        AnomalyType? type = kind is null || KindOf(kind) is not null ? null : AlertWords.TypeOf(kind);
        if (kind is not null && AlertWords.AggregateOf(kind) is { } aggregate)
            metric = metric with { Aggregate = metric.Aggregate ?? aggregate.Name, Quantile = metric.Quantile ?? aggregate.Quantile };
        if (fields.Text("expression", "sql", "sqlexpression", "definition") is not { } expression)
            return metric is { Aggregate: null, DisplayName: { } name } && type is null ? Named(name, metric) : (type, metric);
        if (KindOf(kind ?? "") is { } other and not MetricKind.Column)
        {
            var (said, read) = other == MetricKind.SqlExpression ? MetricText.Read(expression, metric) : (null, metric);
            // What the sender calls SQL stays SQL, unless it is one of the words or pseudo functions that are none.
            return said is not null ? (said, read) : (type, metric with { Kind = other, Expression = expression });
        }
        return Merge(type, MetricText.Read(expression, metric));
    }

    /// <summary>A name alone says something only when it is a word of the trade: "null_rate", "avg(price)".</summary>
    private static (AnomalyType?, MetricSpecification) Named(string name, MetricSpecification metric)
    {
        var (type, read) = MetricText.Read(name, metric);
        return type is not null || read.Kind == MetricKind.SqlExpression ? (type, read) : (null, metric);
    }

    private static MetricSpecification Details(LooseObject fields, MetricSpecification metric)
    {
        var columns = fields.Texts(
            "columns",
            "column",
            "columnname",
            "columnnames",
            "columnsreferenced",
            "field",
            "fields",
            "keys",
            "key",
            "keycolumns"
        );
        var aggregate = fields.Text("aggregate", "aggregation", "agg", "function", "statistic");
        var known = aggregate is null ? null : AlertWords.AggregateOf(aggregate);
        return metric with
        {
            Columns = columns.Count > 0 ? [.. columns.Select(MetricText.ColumnOf)] : metric.Columns,
            Aggregate = known?.Name ?? aggregate ?? metric.Aggregate,
            Quantile = QuantileOf(fields) ?? known?.Quantile ?? metric.Quantile,
            AcceptedValues =
                fields.Texts("acceptedvalues", "allowedvalues", "validvalues", "valueset", "values") is { Count: > 0 } values ? values
                : fields.Text("value", "category") is { } one && metric.AcceptedValues.Count == 0 && known?.Name == "share" ? [one]
                : metric.AcceptedValues,
            Pattern = fields.Text("pattern", "regex", "regularexpression", "validregex") ?? metric.Pattern,
            Minimum = fields.Find("minimum", "minvalue", "validmin") is null
                ? metric.Minimum
                : fields.Number("minimum", "minvalue", "validmin"),
            Maximum = fields.Find("maximum", "maxvalue", "validmax") is null
                ? metric.Maximum
                : fields.Number("maximum", "maxvalue", "validmax"),
            References = ReferencesOf(fields) ?? metric.References,
            Filter = fields.Text("filter", "where", "rowcondition", "condition") ?? metric.Filter,
            Threshold = fields.Find("threshold") is { ValueKind: not JsonValueKind.Object } ? fields.Number("threshold") : metric.Threshold,
        };
    }

    private static double? QuantileOf(LooseObject fields) =>
        fields.Find("quantile", "percentile") is null ? null
        : fields.Number("quantile", "percentile") is not { } number ? null
        : number is > 0 and < 1 ? number
        : number is > 1 and < 100 ? number / 100
        : throw new UnreadableInputException("In the metric, quantile must lie between 0 and 1, for example 0.95.");

    private static string? ReferencesOf(LooseObject fields)
    {
        if (fields.Find("references", "reference", "parent", "to", "parenttable", "referencedtable") is not { } value)
            return null;
        var column = fields.Text("parentcolumn", "referencedcolumn", "tocolumn", "referencecolumn");
        if (value.ValueKind == JsonValueKind.Object)
        {
            var parent = new LooseObject(value, "references");
            var table = parent.Text("table", "dataset", "name");
            column ??= parent.Texts("column", "columns", "field") is [var first, ..] ? first : null;
            return table is null || column is null ? table : $"{table}.{column}";
        }
        var text = LooseObject.TextOf(value) ?? throw fields.Wrong("references", "\"table.column\"", value);
        return column is null ? text : $"{text}.{column}";
    }

    private static MetricKind? KindOf(string word) =>
        word.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
        {
            "COLUMN" => MetricKind.Column,
            "SQLEXPRESSION" or "SQL" or "EXPRESSION" => MetricKind.SqlExpression,
            "DBTMETRIC" => MetricKind.DbtMetric,
            "DESCRIPTION" => MetricKind.Description,
            _ => null,
        };

    private static (AnomalyType?, MetricSpecification) Merge(AnomalyType? type, (AnomalyType? Type, MetricSpecification Metric) read) =>
        (type ?? read.Type, read.Metric);

    /// <summary>What a metric measures when nobody named the kind of check.</summary>
    private static AnomalyType Implied(MetricSpecification metric) =>
        metric switch
        {
            { References: not null } => AnomalyType.ReferentialIntegrity,
            { Aggregate: "share" } => AnomalyType.Distribution,
            { AcceptedValues.Count: > 0 } or { Pattern: not null } or { Minimum: not null } or { Maximum: not null } =>
                AnomalyType.Validity,
            { Kind: MetricKind.SqlExpression } => AnomalyType.MetricValue,
            { Aggregate: not null } => AnomalyType.Distribution,
            _ => AnomalyType.Unknown,
        };
}
