using System.Text.Encodings.Web;
using System.Text.Json;
using Dataing.Demo.Incidents;

namespace Dataing.Demo.Writing;

/// <summary>The files of a story: the tables below data/, the rest beside it.</summary>
internal static class StoryFiles
{
    // The files are read by people and parsers, never pasted into a page: apostrophes and quotes stay as they are.
    private static readonly JsonSerializerOptions Readable = new(IncidentManifest.Json)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IEnumerable<EncodedFile> Of(DemoStory story, EncodedTables tables, CancellationToken cancellationToken)
    {
        foreach (var file in tables.Files(story.Tables, cancellationToken))
            yield return file with
            {
                Name = $"data/{file.Name}",
            };

        yield return Json("alert.json", story.Alert);
        yield return Json("lineage.json", Lineage.ToJson());
        yield return Json("changes.json", new { story.Changes });
        yield return Json("manifest.json", story.Manifest);
    }

    private static EncodedFile Json<T>(string name, T value) => EncodedFile.Of(name, JsonSerializer.SerializeToUtf8Bytes(value, Readable));
}
