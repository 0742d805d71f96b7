using System.Text;
using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Text and numbers that are cut or garbled, and columns or categories that change their shape.</summary>
internal static class TextFaults
{
    public static Injection Truncation(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        if (draw.Chance(0.4))
            return Capped(stage);
        var column =
            draw.Chance(0.5) && fact.Code is not null
                ? fact.Code
                : draw.Pick(fact.Fillable.Where(c => TypicalLength(fact, c) >= 5).DefaultIfEmpty(fact.Code ?? fact.Fillable[0]).ToList());
        var limit = (int)Math.Max(3, Math.Floor(TypicalLength(fact, column) * draw.Uniform(0.55, 0.8)));
        var segment = stage.SegmentOrWhole(0.3, 0.08, 0.5, column);
        var index = fact.Index(column);
        var changed = stage.Rows(segment).Where(r => r[index] is string text && text.Length > limit).ToHashSet();
        foreach (var row in changed)
            row[index] = row[index] is string text ? text[..limit] : null;
        var metric =
            column == fact.Code && fact.CodePattern is { } pattern && draw.Chance(0.5)
                ? MetricKinds.Format(fact, column, pattern)
                : MetricKinds.Length(fact, column);
        return new Injection
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = $"{column} cut to {limit} characters where {segment}",
        };
    }

    public static Injection Encoding(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = fact.HumanText ?? throw new InvalidOperationException("No text column.");
        var accepted = ValueFaults.Distinct(fact, column);
        var segment = stage.SegmentOrWhole(0.3, 0.08, 0.5, column);
        var index = fact.Index(column);
        var replacement = draw.Chance(0.4);
        var changed = new HashSet<Row>();
        foreach (var row in stage.Rows(segment))
        {
            if (row[index] is not string text || Garbled(text, replacement) is not { } broken || broken == text)
                continue;
            row[index] = broken;
            changed.Add(row);
        }
        return new Injection
        {
            Metric = draw.Chance(0.7) ? MetricKinds.Accepted(fact, column, accepted) : MetricKinds.Length(fact, column),
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = $"{column} garbled where {segment}",
        };
    }

    public static Injection SchemaDrift(Stage stage) =>
        stage.Draw.Below(3) switch
        {
            0 => FormatChange(stage),
            1 => NumberAsText(stage),
            _ => Renamed(stage),
        };

    public static Injection EnumRenaming(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = draw.Chance(0.5) ? fact.Status : draw.Pick(fact.Dimensions);
        var accepted = ValueFaults.Distinct(fact, column);
        var old = ValueFaults.Common(stage, column, 0.05);
        var renamed = draw.OneOf(old.ToUpperInvariant() + "_V2", $"{old}-new", $"x_{old}", old.Length > 3 ? old[..3] + "." : old + ".");
        var segment = new Segment([new(column, "=", renamed)]);
        var changed = stage.Rows(new Segment([new(column, "=", old)])).ToHashSet();
        foreach (var row in changed)
            row[fact.Index(column)] = renamed;
        var metric = draw.Chance(0.5) ? MetricKinds.CategoryShare(fact, column, old) : MetricKinds.Accepted(fact, column, accepted);
        return new Injection
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Culprits = [new(null, column, renamed), new(null, column, old)],
            Story = $"{column} '{old}' is now called '{renamed}'",
        };
    }

    private static Injection Capped(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var measure = draw.Pick(fact.Measures);
        var index = fact.Index(measure);
        var segment = stage.SegmentOrWhole(0.4, 0.15, 0.6, measure);
        var rows = stage.Rows(segment);
        var sorted = rows.Select(r => r[index]).OfType<double>().Order().ToList();
        var target = sorted[(int)(sorted.Count * 0.6)];
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(target, 1e-6))));
        var limit = Math.Round(Math.Max(1, Math.Round(target / magnitude)) * magnitude, 6);
        var changed = rows.Where(r => r[index] is double value && value > limit).ToHashSet();
        foreach (var row in changed)
            row[index] = limit;
        return new Injection
        {
            Metric = ValueFaults.NumberMetric(stage, measure, segment.IsWhole ? ["max", "quantile", "mean"] : ["quantile", "mean"]),
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = $"{measure} capped at {limit} where {segment}",
        };
    }

    private static Injection FormatChange(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = fact.Code ?? throw new InvalidOperationException("No code column.");
        var pattern = fact.CodePattern ?? throw new InvalidOperationException("No code pattern.");
        var prefix = draw.OneOf("urn:", "#", "0x", "v2/");
        var segment = stage.SegmentOrWhole(0.6, 0.1, 0.6, column);
        var index = fact.Index(column);
        var changed = stage.Rows(segment).Where(r => r[index] is string).ToHashSet();
        foreach (var row in changed)
            row[index] = prefix + row[index];
        return Drift(
            stage,
            MetricKinds.Format(fact, column, pattern),
            segment,
            changed,
            column,
            $"{column} now starts with '{prefix}' where {segment}"
        );
    }

    private static Injection NumberAsText(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var measure = draw.Pick(fact.Measures);
        var unit = draw.OneOf("EUR ", "~", "approx ");
        var segment = stage.SegmentOrWhole(0.5, 0.1, 0.6, measure);
        var index = fact.Index(measure);
        var changed = stage.Rows(segment).Where(r => r[index] is double).ToHashSet();
        foreach (var row in changed)
            row[index] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{unit}{row[index]:0.00}");
        const string Pattern = "^-?[0-9]+(\\.[0-9]+)?$";
        var metric = draw.Chance(0.6)
            ? MetricKinds.Format(fact, measure, Pattern)
            : MetricKinds.SchemaChange(fact, measure, r => r[index] is string);
        return Drift(stage, metric, segment, changed, measure, $"{measure} written as text '{unit}1.00' where {segment}");
    }

    private static Injection Renamed(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = draw.Pick(fact.Fillable);
        var index = fact.Index(column);
        var name = draw.OneOf($"{column}_v2", $"new_{column}", $"{column}2");
        var changed = stage.Rows(Segment.Whole).Where(r => r[index] is not null).ToHashSet();
        fact.Table.AddColumn(fact.Table.Columns[index] with { Name = name }, row => changed.Contains(row) ? row[index] : null);
        foreach (var row in changed)
            row[index] = null;
        return Drift(stage, MetricKinds.NullRate(fact, column), Segment.Whole, changed, name, $"{column} renamed to {name}") with
        {
            Culprits = [new(null, name, null), new(null, column, null)],
        };
    }

    private static Injection Drift(Stage stage, Metric metric, Segment segment, HashSet<Row> changed, string column, string story) =>
        new()
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Culprits = [new(null, column, null)],
            Story = story,
            Trigger = new ChangeEvent(
                stage.Window.Onset.AddMinutes(-10),
                "schema_change",
                $"{column} contract v2",
                "producer moved to a new schema",
                stage.Table.Name
            ),
        };

    private static string? Garbled(string text, bool replacement)
    {
        if (!text.Any(c => c > 127))
            return null;
        return replacement
            ? string.Concat(text.Select(c => c > 127 ? '\uFFFD' : c))
            : System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static double TypicalLength(Fact fact, string column)
    {
        var index = fact.Index(column);
        return fact.Table.Rows.Take(2000).Select(r => r[index]).OfType<string>().Select(t => (double)t.Length).DefaultIfEmpty(0).Average();
    }
}
