using System.Text.RegularExpressions;
using Dataing.Core.DataSources;

namespace Dataing.Core.Alerts;

/// <summary>
/// Settles what a sentence leaves open, now that the tables are known: a word that is the name of a table is the table, a word that is one of
/// its columns the column. What the sentence's grammar found and the schema has is left as it is, and so are alerts that are no sentences.
/// </summary>
internal static partial class SentenceInSchema
{
    /// <exception cref="Investigations.BadAlertException">The sentence names a column of several tables, or of none, and no table.</exception>
    public static AnomalyAlert Settle(AnomalyAlert alert, SchemaSnapshot schema)
    {
        if (alert.Source != AlertSentence.SourceName || schema.Tables.Count == 0)
            return alert;
        if (alert.Dataset.Length == 0 && alert.Metric.Columns.Count == 0 && !Mentions(alert, schema))
            throw new Investigations.BadAlertException(NoTable(alert, schema));
        var words = Word().Matches(alert.Title ?? "").Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (TableOf(alert, schema, words) is not { } table)
            return alert;
        return WithFields(alert, table)
            ?? WithColumns(alert with { Dataset = IsNamed(alert.Dataset, table) ? alert.Dataset : table.Name.ToString() }, table, words);
    }

    private static bool Mentions(AnomalyAlert alert, SchemaSnapshot schema)
    {
        var words = Word().Matches(alert.Title ?? "").Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return schema.Tables.Any(t => words.Contains(t.Name.Name));
    }

    private static string NoTable(AnomalyAlert alert, SchemaSnapshot schema)
    {
        string[] understood =
        [
            .. alert.Type == AnomalyType.Unknown ? (string[])[] : [alert.Type.ToString()],
            .. alert.Window is { } window && (window.Start ?? window.ObservedAt ?? window.End) is { } at
                ? (string[])[$"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC"]
                : [],
        ];
        var heard = understood.Length == 0 ? "" : $" Understood: {string.Join(", ", understood)}.";
        var tables = string.Join(", ", schema.Tables.Take(12).Select(t => t.Name)) + (schema.Tables.Count > 12 ? ", …" : "");
        return $"The sentence names no dataset: none of the tables {tables}.{heard} Say which, for example \"row count of {schema.Tables[0].Name.Name} fell on 2026-01-10\".";
    }

    private static TableSchema? TableOf(AnomalyAlert alert, SchemaSnapshot schema, HashSet<string> words)
    {
        var named = schema.Tables.Where(t => IsNamed(alert.Dataset, t)).ToList();
        if (named.Count > 0)
            return named.Count == 1 ? named[0] : null;
        var mentioned = schema.Tables.Where(t => words.Contains(t.Name.Name)).ToList();
        if (mentioned.Count == 1)
            return mentioned[0];
        if (alert.Dataset.Length > 0 || mentioned.Count > 1)
            return null;
        if (alert.Metric.Columns is not [var column, ..])
            return null;
        var holders = schema.Tables.Where(t => Find(t, column) is not null).ToList();
        return holders switch
        {
            [var only] => only,
            [] => throw new Investigations.BadAlertException(
                $"The alert names {column} but no table, and no table has such a column. Write table.column, for example \"null rate of orders.user_id jumped on 2026-01-10\"."
            ),
            _ => throw new Investigations.BadAlertException(
                $"The alert names {column} but no table; {string.Join(", ", holders.Take(5).Select(t => t.Name))} have it. Write table.column."
            ),
        };
    }

    /// <summary>In "deep.customer.ref" the grammar sees a table deep.customer: where the table deep has such a path, that is the column.</summary>
    private static AnomalyAlert? WithFields(AnomalyAlert alert, TableSchema table)
    {
        var start = table.Name.Name + ".";
        if (!alert.Dataset.StartsWith(start, StringComparison.OrdinalIgnoreCase) || alert.Metric.Columns.Count == 0)
            return null;
        var paths = alert.Metric.Columns.Select(c => table.FindColumn($"{alert.Dataset[start.Length..]}.{c}")?.Name).ToList();
        return paths.Contains(null)
            ? null
            : alert with
            {
                Dataset = table.Name.ToString(),
                Metric = alert.Metric with { Columns = [.. paths.OfType<string>()] },
            };
    }

    /// <summary>Columns that the table has not are replaced by those that it has and the sentence names.</summary>
    private static AnomalyAlert WithColumns(AnomalyAlert alert, TableSchema table, HashSet<string> words)
    {
        if (alert.TimeColumn is { } time && Find(table, time) is null)
            alert = alert with { TimeColumn = null };
        if (alert.Metric.Columns.All(c => Find(table, c) is not null))
            return alert;
        var mayBeKey = alert.Type is not AnomalyType.Distribution || alert.Metric.Aggregate is "distinct_count";
        var near = alert.Metric.Columns.Select(c => (Find(table, c) ?? Near(table, c, mayBeKey))?.Name).ToList();
        string[] columns = near.TrueForAll(c => c is not null)
            ? [.. near.OfType<string>()]
            : [.. table.Columns.Select(c => c.Name).Where(words.Contains).Where(c => c != alert.TimeColumn)];
        return columns.Length == 0 ? alert : alert with { Metric = alert.Metric with { Columns = columns } };
    }

    private static ColumnSchema? Find(TableSchema table, string column) =>
        table.FindColumn(column) ?? table.FindColumn(column[(column.LastIndexOf('.') + 1)..]);

    /// <summary>
    /// "guests" for guest_id, "user id" for user_id: the one column that says the same in another spelling. Nobody means the average of a key.
    /// </summary>
    private static ColumnSchema? Near(TableSchema table, string column, bool mayBeKey)
    {
        var bare = Plain(column);
        string[] spellings = [bare, bare.TrimEnd('s')];
        string[] endings = mayBeKey ? Keys : [];
        var same = table.Columns.Where(c => spellings.Any(s => Plain(c.Name) == s || endings.Any(k => Plain(c.Name) == s + k))).ToList();
        return same is [var only] ? only : null;
    }

    private static readonly string[] Keys = ["id", "key", "no", "number", "code", "ref"];

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static bool IsNamed(string dataset, TableSchema table)
    {
        if (dataset.Length == 0)
            return false;
        // Quotes are the sentence's; the schema's names have none.
        dataset = DottedName.TryParse(dataset) is { } name ? string.Join('.', name.Parts) : dataset;
        var full = table.Name.ToString();
        return dataset.Equals(table.Name.Name, StringComparison.OrdinalIgnoreCase)
            || dataset.Equals(full, StringComparison.OrdinalIgnoreCase)
            || dataset.EndsWith("." + table.Name.Name, StringComparison.OrdinalIgnoreCase)
            || full.EndsWith("." + dataset, StringComparison.OrdinalIgnoreCase)
            || dataset.StartsWith(table.Name.Name + ".", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_$]*")]
    private static partial Regex Word();
}
