using Dataing.Core.Intake;
using Dataing.Core.Notes;

namespace Dataing.Host.Cli;

/// <summary>Notes of the team from a file, or from the .md and .txt files of a folder and those below it.</summary>
internal static class NoteFiles
{
    private const int MostFiles = 500;
    private const int MostCharacters = 4 << 20;
    private static readonly string[] Endings = [".md", ".markdown", ".txt"];

    public static async Task<IReadOnlyList<TeamNote>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
            return
            [
                new TeamNote(Path.GetFileName(path), await InputText.FileAsync(path, "notes", PlainText.MaximumBytes, cancellationToken)),
            ];
        var files = FilesIn(path);
        if (files.Count == 0)
            throw new UnreadableInputException($"{path} holds no .md or .txt file; give the notes with --notes FILE or --notes DIR.");
        if (files.Count > MostFiles)
            throw new UnreadableInputException($"{path} holds more than {MostFiles} notes; give the folder of those that matter.");
        var notes = new List<TeamNote>();
        var left = MostCharacters;
        foreach (var file in files)
        {
            var text = await InputText.FileAsync(file, "notes", PlainText.MaximumBytes, cancellationToken);
            left -= text.Length;
            if (left < 0)
                throw new UnreadableInputException(
                    $"The notes in {path} are longer than {MostCharacters} characters; give those that matter."
                );
            notes.Add(new TeamNote(Path.GetRelativePath(path, file).Replace('\\', '/'), text));
        }
        return notes;
    }

    /// <summary>Always in the same order, so that the same folder gives the same investigation.</summary>
    private static List<string> FilesIn(string path)
    {
        try
        {
            var all = new EnumerationOptions
            {
                RecurseSubdirectories = true,
                MaxRecursionDepth = 8,
                AttributesToSkip = FileAttributes.ReparsePoint,
            };
            return
            [
                .. Directory
                    .EnumerateFiles(path, "*", all)
                    .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
                    .Order(StringComparer.Ordinal)
                    .Take(MostFiles + 1),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException($"The folder {path} cannot be read ({e.Message}); check its permissions.", e);
        }
    }
}
