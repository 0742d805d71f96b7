using System.Text.RegularExpressions;

namespace Dataing.Host.Runs;

/// <summary>Where a source is, fit to be written down: whole paths, and URLs without passwords.</summary>
internal static partial class SourceLocation
{
    public static bool IsPath(string location) => location.Length > 0 && !location.Contains("://", StringComparison.Ordinal);

    public static string WithoutSecrets(string location)
    {
        if (IsPath(location))
            return Path.GetFullPath(location);
        var start = location.IndexOf("://", StringComparison.Ordinal) is >= 0 and var colon ? colon + 3 : 0;
        var end = location.IndexOfAny(['/', '?', '#'], start) is >= 0 and var slash ? slash : location.Length;
        var user = location[start..end];
        if (user.LastIndexOf('@') is >= 0 and var at)
            user = user[..at].Split(':')[0] + user[at..];
        return location[..start] + user + SecretParameter().Replace(location[end..], m => m.Groups[1].Value == "?" ? "?" : "");
    }

    /// <summary>A parameter of the query with its separator; the first one leaves the question mark.</summary>
    [GeneratedRegex(
        "(?:(\\?)[^=&#]*(?:pass|pwd|token|secret|key|credential)[^=&#]*=[^&#]*&?)|&[^=&#]*(?:pass|pwd|token|secret|key|credential)[^=&#]*=[^&#]*",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SecretParameter();
}
