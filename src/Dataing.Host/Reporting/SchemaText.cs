using System.Text;
using Dataing.Core.DataSources;
using Dataing.Core.Intake;

namespace Dataing.Host.Reporting;

/// <summary>A schema for people: a block per table.</summary>
internal static class SchemaText
{
    public static string Of(SchemaSnapshot schema)
    {
        var text = new StringBuilder();
        foreach (var table in schema.Tables.OrderBy(t => t.Name.ToString(), StringComparer.Ordinal))
        {
            var rows = table.EstimatedRows is { } count ? $", about {Counted.Of(count, "row")}" : "";
            text.Append($"{Shown(table.Name.ToString())}  ({Shown(table.Kind)}, {Counted.Of(table.Columns.Count, "column")}{rows})\n");
            var widest = table.Columns.Count == 0 ? 0 : Math.Min(40, table.Columns.Max(c => c.Name.Length));
            foreach (var column in table.Columns)
                text.Append(
                    $"  {Shown(column.Name).PadRight(widest)}  {Shown(column.NativeType)}{(table.PrimaryKey.Contains(column.Name) ? "  key" : "")}{(column.Nullable == false ? "  not null" : "")}\n"
                );
            foreach (var key in table.ForeignKeys)
                text.Append(
                    $"  ({Shown(string.Join(", ", key.Columns))}) refers to {Shown(key.Parent.ToString())} ({Shown(string.Join(", ", key.ParentColumns))})\n"
                );
            text.Append('\n');
        }
        return text.Append($"{Counted.Of(schema.Tables.Count, "table")}.\n").ToString();
    }

    private static string Shown(string text) => PlainText.Clean(text, 300);
}
