using System.Globalization;
using System.IO.Compression;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// Reads compressed text, and looks through it before it is loaded: one that was cut short would look like rows that never came, and a small
/// one may unpack to more than any disk holds.
/// </summary>
internal static class GzipFile
{
    /// <summary>Tables of text are packed to a tenth, at best to a hundredth.</summary>
    private const long LargestRatio = 200;

    /// <summary>Below this size the ratio does not matter.</summary>
    private const long Harmless = 256L << 20;

    private const long LargestLength = 64L << 30;
    private const int BufferLength = 256 << 10;

    public static Stream Open(Stream raw) => new GZipStream(raw, CompressionMode.Decompress);

    /// <summary>Why the file must not be loaded; null when it may. That a file was cut short is seen because strict validation is on (Directory.Build.props).</summary>
    public static SourceException? Fault(SourceFile file, CancellationToken cancellationToken)
    {
        var allowed = Math.Min(LargestLength, Math.Max(Harmless, file.Length * LargestRatio));
        try
        {
            using var raw = File.Open(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var text = Open(raw);
            var buffer = new byte[BufferLength];
            long length = 0;
            while (text.Read(buffer) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                length += read;
                if (length > allowed)
                    return TooLarge(file, allowed);
            }
            return length > 0 ? null : Damaged(file, "it holds nothing", null);
        }
        catch (InvalidDataException e)
        {
            return Damaged(file, "it is no gzip file, was cut short or is damaged", e);
        }
    }

    private static SourceException TooLarge(SourceFile file, long allowed) =>
        new(
            SourceErrorKind.ResourceLimit,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Relative} was left out: its {file.Length:N0} bytes unpack to more than {allowed:N0}; unpack it yourself and give what it holds, if that is meant to be."
            )
        );

    private static SourceException Damaged(SourceFile file, string why, Exception? inner) =>
        new(SourceErrorKind.DataError, $"{file.Relative} was left out: {why}; fetch it again.", inner);
}
