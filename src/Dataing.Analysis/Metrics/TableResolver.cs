using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Metrics;

/// <summary>Finds what an alert names in the schema, whatever the case, quoting and qualification it is spelled with.</summary>
internal static class TableResolver
{
    /// <exception cref="BadAlertException">No table of that name, or several.</exception>
    /// <exception cref="SourceException">The table may not be read.</exception>
    public static TableSchema Resolve(SchemaSnapshot schema, string dataset)
    {
        if (string.IsNullOrWhiteSpace(dataset))
            throw new BadAlertException("The alert names no dataset. Add \"dataset\": the table to look at.");
        if (schema.Tables.Count == 0)
            throw new BadAlertException("The source holds no tables that may be read.");
        if (IsNotPermitted(schema, dataset) is { } closed)
            throw NotPermitted(closed.ToString());
        var found = Find(schema, dataset);
        return (found.Count > 0 ? found : OfColumn(schema, dataset)) switch
        {
            [var only] => only,
            [] => throw new BadAlertException($"There is no table '{dataset}'.{Suggest(dataset, schema.Tables.Select(t => t.Name.Name))}"),
            var several => throw new BadAlertException(
                $"'{dataset}' is ambiguous: {string.Join(", ", several.Select(t => t.Name))}. Name the schema as well."
            ),
        };
    }

    /// <summary>"orders.user_id" for a dataset means the table orders, when that has such a column.</summary>
    private static IReadOnlyList<TableSchema> OfColumn(SchemaSnapshot schema, string dataset)
    {
        var parts = Parts(dataset);
        return parts.Count < 2
            ? []
            : [.. Find(schema, string.Join('.', parts.Take(parts.Count - 1))).Where(t => t.FindColumn(parts[^1]) is not null)];
    }

    /// <summary>Every table that a spelling may mean, the closest kind of match alone.</summary>
    public static IReadOnlyList<TableSchema> Find(SchemaSnapshot schema, string spelling)
    {
        var parts = Parts(spelling);
        foreach (var comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            var matches = schema.Tables.Where(t => Matches(t.Name, parts, comparison)).ToList();
            if (matches.Count > 0)
                return matches;
            var whole = schema.Tables.Where(t => t.Name.Name.Equals(spelling, comparison)).ToList();
            if (whole.Count > 0)
                return whole;
        }
        var files = schema.Tables.Where(t => Bare(t.Name.Name).Equals(Bare(spelling), StringComparison.OrdinalIgnoreCase)).ToList();
        if (files.Count > 0 || parts.Count == 1)
            return files;
        // A monitor may know the table by a fuller name than the source does.
        return [.. schema.Tables.Where(t => t.Name.Name.Equals(parts[^1], StringComparison.OrdinalIgnoreCase))];
    }

    /// <exception cref="BadAlertException">No column of that name.</exception>
    /// <exception cref="SourceException">The column may not be read.</exception>
    public static ColumnSchema Column(TableSchema table, string name) =>
        FindColumn(table, name)
        ?? throw (
            table.NotPermitted.Contains(Parts(name)[^1], StringComparer.OrdinalIgnoreCase)
                ? NotPermitted($"{table.Name}.{Parts(name)[^1]}")
                : new BadAlertException($"{table.Name} has no column '{name}'.{Suggest(name, table.Columns.Select(c => c.Name))}")
        );

    public static ColumnSchema? FindColumn(TableSchema table, string name)
    {
        var parts = Parts(name);
        // A field within a field goes by the path to it, or by its own name where no other has that.
        var tails = Enumerable.Range(0, parts.Count).Select(i => table.FindColumn(string.Join('.', parts.Skip(i))));
        return table.FindColumn(name) ?? tails.FirstOrDefault(c => c is not null) ?? Nested(table, parts[^1]);
    }

    private static ColumnSchema? Nested(TableSchema table, string field) =>
        table.Columns.Where(c => c.Name.EndsWith($".{field}", StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only : null;

    /// <summary>Splits a dotted name; quotes, brackets and backticks keep dots together, and twice within themselves stand for one.</summary>
    public static IReadOnlyList<string> Parts(string spelling)
    {
        var parts = new List<string>();
        var current = new System.Text.StringBuilder();
        char? closing = null;
        var text = spelling.Trim();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (closing is { } close)
            {
                if (c == close && i + 1 < text.Length && text[i + 1] == close)
                    current.Append(text[i++]);
                else if (c == close)
                    closing = null;
                else
                    current.Append(c);
            }
            else if (c is '"' or '`' or '[')
                closing = c == '[' ? ']' : c;
            else if (c == '.')
            {
                parts.Add(current.ToString());
                current.Clear();
            }
            else
                current.Append(c);
        }
        parts.Add(current.ToString());
        return parts;
    }

    /// <summary>A table of exactly that name that may not be read, when none that may is called so: never another one in its place.</summary>
    private static TableName? IsNotPermitted(SchemaSnapshot schema, string dataset)
    {
        var parts = Parts(dataset);
        return schema.Tables.Any(t => Matches(t.Name, parts, StringComparison.OrdinalIgnoreCase))
            ? null
            : schema.NotPermitted.FirstOrDefault(name => Matches(name, parts, StringComparison.OrdinalIgnoreCase));
    }

    private static SourceException NotPermitted(string name) =>
        new(
            SourceErrorKind.Permission,
            $"{name} may not be read with these credentials; grant SELECT on it or use a role that has it, or check the file's permissions."
        );

    private static bool Matches(TableName name, IReadOnlyList<string> parts, StringComparison comparison)
    {
        string?[] full = [name.Catalog, name.Schema, name.Name];
        if (parts.Count > full.Length)
            return false;
        for (var i = 1; i <= parts.Count; i++)
            if (!string.Equals(full[^i], parts[^i], comparison))
                return false;
        return true;
    }

    /// <summary>Without the extension of a file: an alert about "orders.csv" means "orders".</summary>
    private static string Bare(string name)
    {
        foreach (var extension in new[] { ".csv", ".parquet", ".json", ".jsonl", ".ndjson" })
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return name[..^extension.Length];
        return name;
    }

    private static string Suggest(string wanted, IEnumerable<string> known)
    {
        var names = known.ToList();
        var near = names
            .Select(n => (Name: n, Distance: Distance(wanted.ToLowerInvariant(), n.ToLowerInvariant())))
            .OrderBy(n => n.Distance)
            .First();
        if (near.Distance <= Math.Max(2, wanted.Length / 3))
            return $" Did you mean '{near.Name}'?";
        return $" There are: {string.Join(", ", names.Take(12))}{(names.Count > 12 ? ", …" : "")}.";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (row[j], diagonal) = (Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)), row[j]);
        }
        return row[b.Length];
    }
}
