using System.Text.RegularExpressions;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Metrics;

/// <summary>One factory per kind of metric that an alert can be about.</summary>
internal static class MetricKinds
{
    public static Metric RowCount(Fact fact) =>
        new()
        {
            Kind = "row_count",
            AnomalyType = "row_count",
            Additive = true,
            Unit = "rows",
            Phrase = $"row count of {fact.Table.Name}",
            Readings = [rows => rows.Count],
        };

    public static Metric NullRate(Fact fact, string column)
    {
        var index = fact.Index(column);
        return new()
        {
            Kind = "null_rate",
            AnomalyType = "null_rate",
            Columns = [column],
            Unit = "fraction",
            Phrase = $"null rate of {fact.Table.Name}.{column}",
            Readings = [rows => Share(rows, row => row[index] is null), rows => rows.Count(row => row[index] is null)],
        };
    }

    public static Metric Duplicates(Fact fact, string column)
    {
        var index = fact.Index(column);
        double Extra(IReadOnlyCollection<Row> rows) =>
            Filled(rows) - rows.Where(r => r[index] is not null).Select(r => r[index]).Distinct().Count();
        double Filled(IReadOnlyCollection<Row> rows) => rows.Count(r => r[index] is not null);
        double Keys(IReadOnlyCollection<Row> rows) =>
            rows.Where(r => r[index] is not null).GroupBy(r => r[index]).Count(g => g.Skip(1).Any());
        double Members(IReadOnlyCollection<Row> rows) =>
            rows.Where(r => r[index] is not null).GroupBy(r => r[index]).Where(g => g.Skip(1).Any()).Sum(g => g.Count());
        return new()
        {
            Kind = "duplicates",
            AnomalyType = "duplicates",
            Columns = [column],
            Unit = "fraction",
            Phrase = $"duplicates on {fact.Table.Name}.{column}",
            Readings = [rows => Over(Extra(rows), Filled(rows)), Extra, Keys, rows => Over(Members(rows), Filled(rows)), Members],
        };
    }

    /// <summary>Duplicates where the first holder of the key is of another time: rows whose key an earlier row already had.</summary>
    public static Metric Repeats(Fact fact, string column)
    {
        var index = fact.Index(column);
        var first = new Lazy<Dictionary<object, DateTime>>(() =>
            fact.Table.Rows.Where(r => r[index] is not null).GroupBy(r => r[index] ?? "").ToDictionary(g => g.Key, g => g.Min(fact.TimeOf))
        );
        bool Repeated(Row row) => row[index] is { } key && first.Value.TryGetValue(key, out var time) && time < fact.TimeOf(row);
        var plain = Duplicates(fact, column);
        return plain with { Readings = [rows => Share(rows, Repeated), rows => rows.Count(Repeated), .. plain.Readings] };
    }

    public static Metric Orphans(Fact fact, Reference reference, Table parent)
    {
        var index = fact.Index(reference.Column);
        var key = parent.IndexOf(reference.Key);
        var known = new Lazy<HashSet<object>>(() => [.. parent.Rows.Select(r => r[key]).OfType<object>()]);
        bool Unmatched(Row row) => row[index] is { } value && !known.Value.Contains(value);
        return new()
        {
            Kind = "referential_integrity",
            AnomalyType = "referential_integrity",
            Columns = [reference.Column],
            References = $"{reference.Table}.{reference.Key}",
            Unit = "fraction",
            Phrase = $"share of {fact.Table.Name}.{reference.Column} without a match in {reference.Table}.{reference.Key}",
            Readings =
            [
                rows => Share(rows, Unmatched),
                rows => Over(rows.Count(Unmatched), rows.Count(r => r[index] is not null)),
                rows => rows.Count(Unmatched),
            ],
        };
    }

    /// <summary>Share of rows loaded later than a bound after their event.</summary>
    public static Metric Lateness(Fact fact, string loadTime, double seconds)
    {
        var load = fact.Index(loadTime);
        bool Late(Row row) => row[load] is DateTime at && (at - fact.TimeOf(row)).TotalSeconds > seconds;
        double MeanLag(IReadOnlyCollection<Row> rows) =>
            rows.Count == 0 ? 0 : rows.Average(r => r[load] is DateTime at ? (at - fact.TimeOf(r)).TotalSeconds : 0);
        double MaxLag(IReadOnlyCollection<Row> rows) =>
            rows.Count == 0 ? 0 : rows.Max(r => r[load] is DateTime at ? (at - fact.TimeOf(r)).TotalSeconds : 0);
        double Percentile(IReadOnlyCollection<Row> rows, double q) =>
            QuantileOf([.. rows.Select(r => r[load] is DateTime at ? (at - fact.TimeOf(r)).TotalSeconds : 0)], q);
        return new()
        {
            Kind = "freshness",
            AnomalyType = "freshness",
            Columns = [loadTime],
            Aggregate = "lateness",
            Threshold = seconds,
            Unit = "fraction",
            Phrase = $"share of late rows in {fact.Table.Name} ({loadTime} more than {seconds / 3600:0.#} hours after {fact.EventTime})",
            Readings =
            [
                rows => Share(rows, Late),
                rows => rows.Count(Late),
                MeanLag,
                MaxLag,
                rows => Percentile(rows, 0.5),
                rows => Percentile(rows, 0.9),
                rows => Percentile(rows, 0.95),
                rows => Percentile(rows, 0.99),
            ],
        };
    }

    public static Metric Number(Fact fact, string column, string aggregate, double? quantile = null)
    {
        var index = fact.Index(column);
        List<double> Values(IReadOnlyCollection<Row> rows) => [.. rows.Select(r => r[index]).OfType<double>()];
        Func<IReadOnlyCollection<Row>, double> reading = aggregate switch
        {
            "sum" => rows => Values(rows).Sum(),
            "min" => rows => Values(rows).DefaultIfEmpty().Min(),
            "max" => rows => Values(rows).DefaultIfEmpty().Max(),
            "median" => rows => QuantileOf(Values(rows), 0.5),
            "quantile" => rows => QuantileOf(Values(rows), quantile ?? 0.5),
            _ => rows => Values(rows).DefaultIfEmpty().Average(),
        };
        var name = aggregate == "quantile" ? $"p{100 * quantile:0}" : aggregate;
        return new()
        {
            Kind = aggregate,
            AnomalyType = "distribution",
            Columns = [column],
            Aggregate = aggregate,
            Quantile = quantile,
            Additive = aggregate == "sum",
            Phrase = $"{name} of {fact.Table.Name}.{column}",
            Readings = [reading],
        };
    }

    public static Metric CategoryShare(Fact fact, string column, string value)
    {
        var index = fact.Index(column);
        bool Is(Row row) => Equals(row[index] is bool flag ? (flag ? "true" : "false") : row[index], value);
        return new()
        {
            Kind = "category_share",
            AnomalyType = "distribution",
            Columns = [column],
            Aggregate = "share",
            AcceptedValues = [value],
            Unit = "fraction",
            Phrase = $"share of '{value}' in {fact.Table.Name}.{column}",
            Readings = [rows => Share(rows, Is), rows => Over(rows.Count(Is), rows.Count(r => r[index] is not null))],
        };
    }

    public static Metric Accepted(Fact fact, string column, IReadOnlyList<string> values)
    {
        var index = fact.Index(column);
        var accepted = values.ToHashSet();
        bool Bad(Row row) => row[index] is { } value && !(value is string text && accepted.Contains(text));
        return new()
        {
            Kind = "accepted_values",
            AnomalyType = "validity",
            Columns = [column],
            AcceptedValues = values,
            Unit = "fraction",
            Phrase = $"share of unexpected values in {fact.Table.Name}.{column}",
            Readings = Shares(index, Bad),
        };
    }

    public static Metric Format(Fact fact, string column, string pattern)
    {
        var index = fact.Index(column);
        var regex = new Regex(pattern, RegexOptions.CultureInvariant);
        bool Bad(Row row) =>
            row[index] switch
            {
                null => false,
                string text => !regex.IsMatch(text),
                double => false,
                _ => true,
            };
        return new()
        {
            Kind = "format",
            AnomalyType = "validity",
            Columns = [column],
            Pattern = pattern,
            Unit = "fraction",
            Phrase = $"share of {fact.Table.Name}.{column} that does not match {pattern}",
            Readings = Shares(index, Bad),
        };
    }

    public static Metric Length(Fact fact, string column)
    {
        var index = fact.Index(column);
        return new()
        {
            Kind = "length",
            AnomalyType = "distribution",
            Columns = [column],
            Aggregate = "length",
            Unit = "characters",
            Phrase = $"mean length of {fact.Table.Name}.{column}",
            Readings = [rows => rows.Select(r => r[index]).OfType<string>().Select(t => (double)t.Length).DefaultIfEmpty().Average()],
        };
    }

    public static Metric SchemaChange(Fact fact, string column, Func<Row, bool> bad) =>
        new()
        {
            Kind = "schema_change",
            AnomalyType = "schema_change",
            Columns = [column],
            Unit = "fraction",
            Phrase = $"schema of {fact.Table.Name}.{column}",
            Readings = Shares(fact.Index(column), bad),
        };

    public static Metric Custom(Fact fact, string expression, Func<IReadOnlyCollection<Row>, double> value) =>
        new()
        {
            Kind = "custom_sql",
            AnomalyType = "custom_sql",
            Expression = expression,
            Phrase = $"{expression} over {fact.Table.Name}",
            Readings = [value],
        };

    public static double Share(IReadOnlyCollection<Row> rows, Func<Row, bool> test) => Over(rows.Count(test), rows.Count);

    private static IReadOnlyList<Func<IReadOnlyCollection<Row>, double>> Shares(int index, Func<Row, bool> bad) =>
        [rows => Share(rows, bad), rows => Over(rows.Count(bad), rows.Count(r => r[index] is not null)), rows => rows.Count(bad)];

    private static double Over(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;

    private static double QuantileOf(List<double> values, double quantile)
    {
        if (values.Count == 0)
            return 0;
        values.Sort();
        var position = quantile * (values.Count - 1);
        var below = (int)position;
        return below + 1 >= values.Count ? values[^1] : values[below] + (position - below) * (values[below + 1] - values[below]);
    }
}
