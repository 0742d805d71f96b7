namespace Dataing.Adapters.DataSources;

/// <summary>Tells database files by their first bytes, whatever they are called.</summary>
internal static class FileSignature
{
    private const int Length = 16;

    /// <summary>Eight bytes of checksum, then the magic bytes.</summary>
    public static bool IsDuckDb(string path) => Head(path).AsSpan(8).StartsWith("DUCK"u8);

    public static bool IsSqlite(string path) => Head(path).AsSpan().SequenceEqual("SQLite format 3\0"u8);

    public static bool IsReadable(string path)
    {
        try
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static byte[] Head(string path)
    {
        var head = new byte[Length];
        if (!File.Exists(path) || new FileInfo(path).Length < Length)
            return head;
        try
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.ReadExactly(head);
            return head;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not ours to judge here: whoever opens the file reports why it cannot be read.
            return new byte[Length];
        }
    }
}
