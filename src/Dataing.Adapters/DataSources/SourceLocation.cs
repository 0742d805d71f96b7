using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources;

/// <summary>Reads the URL or path that names a source.</summary>
internal static class SourceLocation
{
    private const string Separator = "://";

    /// <summary>The scheme in lower case, or null for a path. A single letter is a Windows drive, not a scheme.</summary>
    public static string? Scheme(string location)
    {
        var at = location.IndexOf(Separator, StringComparison.Ordinal);
        return at > 1 && location.AsSpan(0, at).IndexOfAnyExcept(SchemeCharacters) < 0 ? location[..at].ToLowerInvariant() : null;
    }

    public static bool HasScheme(string location, params ReadOnlySpan<string> schemes) =>
        Scheme(location) is { } scheme && schemes.Contains(scheme);

    /// <summary>Whether a path may be an address that was mistyped, which must not be repeated.</summary>
    public static bool MayHoldPassword(string path) =>
        path.IndexOf(':', Math.Min(2, path.Length)) is >= 0 and var colon && path.IndexOf('@', colon) >= 0
        || path.Contains("password", StringComparison.OrdinalIgnoreCase)
        || path.Contains("pwd=", StringComparison.OrdinalIgnoreCase);

    /// <summary>The existing file that <c>scheme:///path</c> or a plain path names.</summary>
    public static string FilePath(string location, string scheme)
    {
        var path = Path.GetFullPath(WithoutScheme(location, scheme));
        if (File.Exists(path))
            return path;
        throw Directory.Exists(path)
            ? new SourceException(
                SourceErrorKind.Configuration,
                $"{path} is a folder; {scheme}:// needs a file. Give the folder as a plain path."
            )
            : new SourceException(SourceErrorKind.NotFound, $"There is no file {path}; check the path.");
    }

    /// <summary>
    /// The part after <c>scheme://</c>, percent-encoding resolved: three slashes before an absolute path (<c>sqlite:///data/a.db</c>), two
    /// before a relative one (<c>sqlite://a.db</c>).
    /// </summary>
    public static string WithoutScheme(string location, string scheme)
    {
        if (!HasScheme(location, scheme))
            return location;
        var path = location[(scheme.Length + Separator.Length)..];
        if (path.Length > 2 && path[0] == '/' && char.IsAsciiLetter(path[1]) && path[2] == ':')
            path = path[1..];
        return File.Exists(path) || Directory.Exists(path) ? path : Uri.UnescapeDataString(path);
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-"
    );
}
