using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Dataing.Sql.Pii;

/// <summary>A piece of a text that is personal data.</summary>
public readonly record struct PiiMatch(PiiKind Kind, int Start, int Length);

/// <summary>Finds personal data in texts by shape, and by check digits where the kind has them.</summary>
public static partial class TextFinder
{
    private static readonly (PiiKind Kind, Func<Regex> Pattern, Func<string, bool> IsReal)[] Rules =
    [
        (PiiKind.Secret, Secret, _ => true),
        (PiiKind.Email, Email, _ => true),
        (PiiKind.Iban, Iban, text => Checksums.Iban(Letters(text))),
        (PiiKind.Card, Card, text => Checksums.Luhn(Digits(text))),
        (PiiKind.NationalId, SocialSecurity, _ => true),
        (PiiKind.NationalId, InsuranceNumber, _ => true),
        (PiiKind.NationalId, Dni, Checksums.Dni),
        (PiiKind.NationalId, Cpf, text => Checksums.Cpf(Digits(text))),
        (PiiKind.IpAddress, IpV4, text => IPAddress.TryParse(text, out _)),
        (PiiKind.IpAddress, IpV6, IsIpV6),
        (PiiKind.Phone, Phone, text => Digits(text).Length is >= 8 and <= 15),
    ];

    /// <summary>Every piece, in order, none overlapping another.</summary>
    public static IReadOnlyList<PiiMatch> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<PiiMatch>();
        foreach (var (kind, pattern, isReal) in Rules)
        {
            foreach (Match match in pattern().Matches(text))
            {
                var isFree = !found.Any(f => match.Index < f.Start + f.Length && f.Start < match.Index + match.Length);
                if (isFree && isReal(match.Value))
                    found.Add(new PiiMatch(kind, match.Index, match.Length));
            }
        }
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    private static bool IsIpV6(string text) =>
        text.Count(c => c == ':') >= 2
        && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && !IsClock(text);

    /// <summary>12:30:45 is a time of day.</summary>
    private static bool IsClock(string text) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    [GeneratedRegex(@"(?<![\w.+-])[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?:[ -]?[A-Z0-9]{1,3})?\b")]
    private static partial Regex Iban();

    [GeneratedRegex(
        @"(?<![\w.-])(?:[3-6][0-9]{3}|2[2-7][0-9]{2})(?:[ -]?[0-9]{4}){2}(?:[ -]?[0-9]{1,7})?(?![\w-])|(?<![\w.-])3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}(?![\w-])"
    )]
    private static partial Regex Card();

    [GeneratedRegex(@"(?<![\w-])(?!000|666|9[0-9]{2})[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w-])")]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b")]
    private static partial Regex InsuranceNumber();

    [GeneratedRegex(@"\b(?:[0-9]{8}|[XYZ][0-9]{7})[A-Z]\b")]
    private static partial Regex Dni();

    [GeneratedRegex(@"(?<![\w.-])[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}(?![\w-])")]
    private static partial Regex Cpf();

    [GeneratedRegex(@"(?<![\w.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?!\w|\.\w)")]
    private static partial Regex IpV4();

    [GeneratedRegex(@"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")]
    private static partial Regex IpV6();

    [GeneratedRegex(
        @"(?<![\w.+-])(?:\+[0-9]{1,3}[ .-]?(?:\(?[0-9]{1,4}\)?[ .-]?){2,5}[0-9]{2,4}|\(?[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4})(?![\w-])"
    )]
    private static partial Regex Phone();

    [GeneratedRegex(
        @"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bsk-[A-Za-z0-9_-]{20,}|\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*|\bAIza[0-9A-Za-z_-]{35}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    )]
    private static partial Regex Secret();
}
