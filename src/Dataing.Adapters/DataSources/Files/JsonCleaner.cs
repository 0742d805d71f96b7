using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// Rewrites JSON that the engine stumbles over: in UTF-8 without a mark, and of one object per line only the lines that are one; the others
/// are counted.
/// </summary>
internal sealed class JsonCleaner(SourceFile file, TextEncoding encoding, bool isLines)
{
    private long _rejected;
    private long _firstRejected;

    /// <summary>What was left out; empty when nothing was.</summary>
    public IEnumerable<string> Warnings =>
        _rejected == 0
            ? []
            :
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Relative}: {_rejected} line(s) that are no JSON object were left out, the first is line {_firstRejected}; their data is not part of any answer."
                ),
            ];

    public SourceFile Clean(string target)
    {
        using var raw = File.Open(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using Stream stream = file.IsGzip ? GzipFile.Open(raw) : raw;
        using var reader = new StreamReader(stream, encoding.Of(), detectEncodingFromByteOrderMarks: true);
        using var output = new StreamWriter(target, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (isLines)
            CopyLines(reader, output);
        else
            CopyAll(reader, output);
        return file with { Path = target };
    }

    private static void CopyAll(StreamReader reader, StreamWriter output)
    {
        var buffer = new char[64 << 10];
        while (reader.Read(buffer) is > 0 and var read)
            output.Write(buffer, 0, read);
    }

    private void CopyLines(StreamReader reader, StreamWriter output)
    {
        for (var number = 1L; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (JsonHead.IsObject(line))
                output.Write($"{line}\n");
            else if (_rejected++ == 0)
                _firstRejected = number;
        }
    }
}
