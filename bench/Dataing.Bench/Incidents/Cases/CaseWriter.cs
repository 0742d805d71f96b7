using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>Where the files of a case lie. The truth is not among what an investigation is given.</summary>
internal sealed record CaseFiles(string Folder, string Data, string Alert, string? Lineage, string? Changes, string Truth);

/// <summary>Writes a case to disk: data folder, alert, lineage, changes; the truth in a folder of its own.</summary>
internal static class CaseWriter
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static CaseFiles Write(IncidentCase made, string root)
    {
        var folder = Path.Combine(root, "cases", made.Id);
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        Directory.CreateDirectory(Path.Combine(root, "truth"));
        foreach (var table in made.Warehouse.Tables)
        {
            if (made.AsJson && table == made.Warehouse.Fact.Table)
                WriteJson(table, Path.Combine(data, table.Name + ".ndjson"));
            else
                WriteCsv(table, Path.Combine(data, table.Name + ".csv"));
        }
        var files = new CaseFiles(
            folder,
            data,
            Path.Combine(folder, made.Alert.FileName),
            made.Lineage is null ? null : Path.Combine(folder, "lineage.json"),
            made.Changes is null ? null : Path.Combine(folder, "changes.json"),
            Path.Combine(root, "truth", made.Id + ".json")
        );
        File.WriteAllText(files.Alert, made.Alert.Content);
        if (files.Lineage is not null && made.Lineage is not null)
            File.WriteAllText(files.Lineage, Lineage(made.Lineage).ToJsonString(Plain));
        if (files.Changes is not null && made.Changes is not null)
            File.WriteAllText(files.Changes, Changes(made.Changes).ToJsonString(Plain));
        File.WriteAllText(files.Truth, TruthManifest.Of(made).ToJsonString(Plain));
        return files;
    }

    private static void WriteCsv(Table table, string path)
    {
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16);
        writer.Write(string.Join(',', table.Columns.Select(c => c.Name)));
        writer.Write('\n');
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (i > 0)
                    writer.Write(',');
                var text = CellText.Of(row[i], table.Columns[i]);
                if (text.AsSpan().IndexOfAny(",\"\n\r") >= 0)
                    text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
                writer.Write(text);
            }
            writer.Write('\n');
        }
    }

    private static void WriteJson(Table table, string path)
    {
        using var stream = new BufferedStream(File.Create(path), 1 << 16);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var row in table.Rows)
        {
            writer.WriteStartObject();
            for (var i = 0; i < table.Columns.Count; i++)
                WriteCell(writer, table.Columns[i], row[i]);
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    private static void WriteCell(Utf8JsonWriter writer, Column column, object? cell)
    {
        writer.WritePropertyName(column.Name);
        switch (cell)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long or double:
                writer.WriteRawValue(CellText.Of(cell, column));
                break;
            case DateTime when column.Kind == CellKind.EpochSeconds:
                writer.WriteRawValue(CellText.Of(cell, column));
                break;
            default:
                writer.WriteStringValue(CellText.Of(cell, column));
                break;
        }
    }

    private static JsonObject Lineage(IReadOnlyList<LineageEdge> edges)
    {
        var list = new JsonArray();
        foreach (var edge in edges)
        {
            var item = new JsonObject { ["from"] = edge.From, ["to"] = edge.To };
            if (edge.Job is not null)
                item["job"] = edge.Job;
            list.Add(item);
        }
        return new JsonObject { ["edges"] = list };
    }

    private static JsonObject Changes(IReadOnlyList<ChangeEvent> changes)
    {
        var list = new JsonArray();
        foreach (var change in changes)
        {
            var item = new JsonObject
            {
                ["at"] = change.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["kind"] = change.Kind,
                ["name"] = change.Name,
                ["detail"] = change.Detail,
            };
            if (change.Target is not null)
                item["target"] = change.Target;
            list.Add(item);
        }
        return new JsonObject { ["changes"] = list };
    }
}
