using System.Text;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>How the letters of a text file are written.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16,
    Utf16WithoutMark,
    Utf16BigEndian,
    Latin1,
}

/// <summary>What each encoding is called.</summary>
internal static class TextEncodings
{
    /// <summary>The engine's word for it; null for those that it does not read, or reads wrongly without a word.</summary>
    public static string? EngineName(this TextEncoding encoding) =>
        encoding switch
        {
            TextEncoding.Utf8 => "utf-8",
            TextEncoding.Utf16 => "utf-16",
            TextEncoding.Latin1 => "latin-1",
            _ => null,
        };

    public static Encoding Of(this TextEncoding encoding) =>
        encoding switch
        {
            TextEncoding.Utf16 or TextEncoding.Utf16WithoutMark => Encoding.Unicode,
            TextEncoding.Utf16BigEndian => Encoding.BigEndianUnicode,
            TextEncoding.Latin1 => Encoding.Latin1,
            _ => Encoding.UTF8,
        };
}
