using System.Text;
using System.Text.Unicode;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>The beginning of a text file, decoded; <see cref="Encoding"/> is the engine's word for its encoding.</summary>
internal sealed record FileHead(string Text, string Encoding, bool IsWhole)
{
    private const int Length = 64 << 10;

    public static FileHead Read(SourceFile file)
    {
        var buffer = new byte[Length];
        using var raw = File.Open(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using Stream stream = file.IsGzip ? GzipFile.Open(raw) : raw;
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Decode(buffer.AsSpan(0, length), isWhole: length < buffer.Length);
    }

    private static FileHead Decode(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE }))
            return new FileHead(System.Text.Encoding.Unicode.GetString(bytes[2..]), "utf-16", isWhole);
        if (bytes.StartsWith(new byte[] { 0xFE, 0xFF }))
            return new FileHead(System.Text.Encoding.BigEndianUnicode.GetString(bytes[2..]), "utf-16", isWhole);
        if (bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }))
            bytes = bytes[3..];
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        return IsMostlyUtf8(bytes)
            ? new FileHead(text, "utf-8", isWhole)
            : new FileHead(System.Text.Encoding.Latin1.GetString(bytes), "latin-1", isWhole);
    }

    /// <summary>
    /// A file in Latin-1 has broken sequences and no whole ones; one in UTF-8 with some broken rows has both, or hardly any non-ASCII at all.
    /// </summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return true;
        var (whole, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                break;
            if (status != System.Buffers.OperationStatus.Done)
                broken++;
            else if (consumed > 1)
                whole++;
            bytes = bytes[consumed..];
        }
        return broken <= whole;
    }
}
