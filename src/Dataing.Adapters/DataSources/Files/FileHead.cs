using System.Text;
using System.Text.Unicode;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>The beginning of a text file, decoded, without the mark that may stand before it.</summary>
internal sealed record FileHead(string Text, TextEncoding Encoding, bool IsWhole, bool HasMark)
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
        var encoding = EncodingOf(bytes, out var mark);
        return new FileHead(encoding.Of().GetString(bytes[mark..]), encoding, isWhole, mark > 0);
    }

    private static TextEncoding EncodingOf(ReadOnlySpan<byte> bytes, out int mark)
    {
        mark = 2;
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE }))
            return TextEncoding.Utf16;
        if (bytes.StartsWith(new byte[] { 0xFE, 0xFF }))
            return TextEncoding.Utf16BigEndian;
        mark = 3;
        if (bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }))
            return TextEncoding.Utf8;
        mark = 0;
        if (WideOf(bytes) is { } wide)
            return wide;
        return IsMostlyUtf8(bytes) ? TextEncoding.Utf8 : TextEncoding.Latin1;
    }

    /// <summary>Text of two bytes a letter that does not say so: every other byte of what is usual is nothing, and only every other one.</summary>
    private static TextEncoding? WideOf(ReadOnlySpan<byte> bytes)
    {
        int[] zeros = [0, 0];
        for (var i = 0; i < bytes.Length; i++)
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        const int share = 5;
        if (zeros[1] * share > bytes.Length && zeros[0] == 0)
            return TextEncoding.Utf16WithoutMark;
        return zeros[0] * share > bytes.Length && zeros[1] == 0 ? TextEncoding.Utf16BigEndian : null;
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
