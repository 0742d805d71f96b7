using System.Text.RegularExpressions;
using Dataing.Core.Alerts.Sentences;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts;

/// <summary>Reads an alert from a sentence such as "null rate of orders.user_id jumped on 2026-01-10".</summary>
internal static partial class AlertSentence
{
    /// <summary>The <see cref="AnomalyAlert.Source"/> of an alert that was a sentence.</summary>
    public const string SourceName = "sentence";

    private const int Longest = 2_000;

    public static AnomalyAlert Read(string sentence, DateTimeOffset now)
    {
        if (sentence.Length > Longest)
            throw new UnreadableInputException(
                $"The alert is longer than {Longest} characters; say in one sentence which metric of which table is wrong, and when."
            );
        if (SpokenDays.Ambiguous(sentence) is { } day)
            throw new UnreadableInputException(
                $"The day {day} can be read in two ways; write it as year-month-day, for example {day[^4..]}-01-31."
            );
        var skeleton = Skeleton.Of(sentence, now);
        var text = skeleton.Text;
        var direction = SentenceDetails.Direction(text);
        var timeColumn = SentenceDetails.TimeColumn(skeleton, ref text);
        var grain = SentenceDetails.GrainOf(ref text);
        var words = skeleton.Expressions.Count > 0 ? null : SentenceMetric.Find(skeleton);
        // The condition of a share is what it is the share of.
        var filter = words is { Metric.Aggregate: "share" } ? null : SentenceFilter.Read(skeleton, ref text);
        // "zeros in orders.amount" names no column zeros.
        if (words is { Metric.Aggregate: "zeros", Words.Value: { Length: > 0 } zeros })
            text = text.Replace($"{zeros} in", " ", StringComparison.Ordinal).Replace(zeros, " ", StringComparison.Ordinal);
        var (dataset, type, metric) =
            skeleton.Expressions.Count > 0 ? OfExpression(skeleton, text)
            : words is { } found ? OfWords(skeleton, ref text, found.Metric, ref timeColumn)
            : OfNothing(skeleton, text, sentence);
        return Numbered(
            new AnomalyAlert
            {
                // The tables are not known here; what is left open is settled when they are.
                Dataset = dataset ?? "",
                Type = type,
                Metric = metric with { Filter = filter },
                Window = SentenceTimes.Read(skeleton, now),
                TimeColumn = timeColumn,
                Grain = grain,
                Title = PlainText.Clean(sentence, 500),
                Source = SourceName,
                Labels = direction is null
                    ? new Dictionary<string, string>()
                    : new Dictionary<string, string> { ["direction"] = direction },
            },
            SentenceNumbers.Read(skeleton, WithoutQuantile(text))
        );
    }

    private static (string? Dataset, AnomalyType Type, MetricSpecification Metric) OfExpression(Skeleton skeleton, string text)
    {
        var (type, metric) = MetricText.Read(skeleton.Expressions[0], new MetricSpecification());
        return (new SentenceNames(skeleton, text).Table(), type ?? AnomalyType.MetricValue, metric);
    }

    private static (string?, AnomalyType, MetricSpecification) OfWords(
        Skeleton skeleton,
        ref string text,
        SentenceMetric found,
        ref string? timeColumn
    )
    {
        var metric = new MetricSpecification { Aggregate = found.Aggregate, Quantile = found.Quantile };
        switch (found.Type)
        {
            case AnomalyType.RowCount:
                return (new SentenceNames(skeleton, text).Table(), found.Type, metric);
            case AnomalyType.Freshness:
            {
                var (table, columns) = new SentenceNames(skeleton, text).TableAndColumns(mayBeTableAlone: true);
                if (SentenceDetails.Lateness(skeleton) is var (late, since))
                {
                    timeColumn ??= since;
                    return (table, found.Type, metric with { Columns = [late] });
                }
                timeColumn ??= columns is [var time, ..] ? time : null;
                return (table, found.Type, metric);
            }
            case AnomalyType.ReferentialIntegrity:
                metric = metric with { References = SentenceDetails.Parent(skeleton, ref text) };
                break;
            case AnomalyType.Validity:
                metric = metric with
                {
                    AcceptedValues = SentenceDetails.AcceptedValues(skeleton, ref text),
                    Pattern = found.Aggregate == "format" && skeleton.Texts is [var pattern, ..] ? pattern : null,
                };
                if (text.Contains("negative", StringComparison.OrdinalIgnoreCase))
                    metric = metric with { Minimum = 0 };
                break;
            case AnomalyType.Distribution when found.Aggregate == "zeros":
                metric = metric with { Aggregate = "share", AcceptedValues = ["0"] };
                break;
            case AnomalyType.Distribution when found.Aggregate == "share" && SentenceDetails.ShareOf(skeleton, ref text) is { } share:
                metric = metric with
                {
                    Aggregate = "share",
                    AcceptedValues = [share.Value],
                    Columns = share.Column is null ? [] : [share.Column],
                };
                break;
        }
        var mayBeTableAlone =
            found.Type is AnomalyType.Duplicates or AnomalyType.ReferentialIntegrity or AnomalyType.SchemaChange
            || metric.Columns.Count > 0;
        var names = new SentenceNames(skeleton, text).TableAndColumns(mayBeTableAlone);
        return (names.Table, found.Type, metric.Columns.Count > 0 ? metric : metric with { Columns = names.Columns });
    }

    /// <summary>Without any word for a metric, a column may still be named; what is wrong with it is then left to the data.</summary>
    private static (string?, AnomalyType, MetricSpecification) OfNothing(Skeleton skeleton, string text, string sentence)
    {
        var (table, columns) = new SentenceNames(skeleton, text).TableAndColumns(mayBeTableAlone: true);
        // "orders dropped by half", "why are there fewer orders": of a table that moves it is the rows that are counted.
        if (table is not null && columns.Count == 0 && SentenceDetails.Moves(text))
            return (table, AnomalyType.RowCount, new MetricSpecification());
        var metric =
            columns.Count > 0
                ? new MetricSpecification { Columns = columns }
                : new MetricSpecification { Kind = MetricKind.Description, Expression = PlainText.Clean(sentence, 500) };
        return (table, AnomalyType.Unknown, metric);
    }

    private static AnomalyAlert Numbered(AnomalyAlert alert, SentenceNumbers numbers)
    {
        var isLate = alert.Type == AnomalyType.Freshness;
        var factor = isLate ? AlertWords.SecondsIn(numbers.Unit) ?? 1 : 1;
        var unit = isLate && AlertWords.SecondsIn(numbers.Unit) is not null ? "seconds" : AlertWords.UnitOf(numbers.Unit);
        // Beside a bound that says what late is, the other numbers are shares of rows.
        var scale = numbers.Bound is null || alert.Metric.Aggregate != "lateness" ? factor : 1;
        var expected = numbers.Expected is { } range
            ? range with
            {
                Value = range.Value * scale,
                Lower = range.Lower * scale,
                Upper = range.Upper * scale,
            }
            : null;
        var metric = alert.Metric;
        if (numbers.Bound is { } bound && alert.Type == AnomalyType.Validity && metric.Aggregate is null)
            (metric, expected) = (bound.IsUpper ? metric with { Maximum = bound.Value } : metric with { Minimum = bound.Value }, null);
        else if (numbers.Bound is { } threshold)
            metric = metric with { Threshold = unit == "percent" ? threshold.Value / 100 : threshold.Value * factor };
        var labels = numbers.Change is null ? alert.Labels : new Dictionary<string, string>(alert.Labels) { ["change"] = numbers.Change };
        return alert with { Metric = metric, Expected = expected, Actual = numbers.Actual * scale, Unit = unit, Labels = labels };
    }

    private static string WithoutQuantile(string text) => Quantile().Replace(text, " ");

    [GeneratedRegex(@"%\d+ (?=percentile|quantile)|(?<=percentile |quantile )%\d+", RegexOptions.IgnoreCase)]
    private static partial Regex Quantile();
}
