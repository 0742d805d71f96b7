using Dataing.Analysis.Cases;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Metrics;

/// <summary>The metrics that show that a schema changed, the most fitting first.</summary>
internal sealed class SchemaMetrics(TableOverview overview, TimeColumns times, MetricFactory make, Learning learning)
{
    private const int MostForms = 5;

    /// <summary>A changed schema shows in the data as values that stop, start, or take another form.</summary>
    public async Task<IReadOnlyList<Metric>> OfAsync(string[] columns, CancellationToken cancellationToken)
    {
        if (columns.Length == 0)
            return
            [
                .. (await learning.FillingsAsync(cancellationToken)).Select(make.Nulls),
                .. await FormsAsync(cancellationToken),
                make.Rows(),
            ];
        var learned = await learning.ValidityAsync(columns[0], make, cancellationToken);
        return [make.Nulls(columns[0]), .. learned];
    }

    /// <summary>A number may have become text: the texts that hold numbers are looked at first, times and free words not at all.</summary>
    private async Task<IReadOnlyList<Metric>> FormsAsync(CancellationToken cancellationToken)
    {
        var forms = new List<Metric>();
        var texts = overview
            .Columns.Values.Where(c => c.Column.Type == LogicalType.String && times.All.All(t => t.Column != c.Column.Name))
            .OrderByDescending(c => StartsAsNumber(c.Least) || StartsAsNumber(c.Greatest))
            .Take(MostForms);
        foreach (var text in texts)
            forms.AddRange(
                (await learning.ValidityAsync(text.Column.Name, make, cancellationToken)).Where(m => m.Subject == Subject.Malformed).Take(1)
            );
        return forms;
    }

    private static bool StartsAsNumber(object? value) =>
        value is string { Length: > 0 } text && (char.IsAsciiDigit(text[0]) || text[0] == '-');
}
