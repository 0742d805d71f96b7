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
        (PiiKind.Email, Email, text => !text.StartsWith("git@", StringComparison.Ordinal)),
        (PiiKind.Iban, Iban, text => IbanLengths.Fit(Letters(text)) && Checksums.Iban(Letters(text))),
        (PiiKind.Card, Card, text => Digits(text) is { Length: >= 13 } digits && Checksums.Luhn(digits)),
        (PiiKind.NationalId, SocialSecurity, _ => true),
        (PiiKind.NationalId, InsuranceNumber, _ => true),
        (PiiKind.NationalId, Dni, Checksums.Dni),
        (PiiKind.NationalId, Cpf, text => Checksums.Cpf(Digits(text))),
        (PiiKind.NationalId, FiscalCode, _ => true),
        (PiiKind.NationalId, BirthNumber, text => Checksums.Luhn(Digits(text))),
        (PiiKind.NationalId, InseeNumber, text => Checksums.Insee(Digits(text))),
        (PiiKind.NationalId, SocialInsurance, text => Checksums.Luhn(Digits(text))),
        (PiiKind.NationalId, LabelledId, _ => true),
        (PiiKind.IpAddress, Mac, _ => true),
        (PiiKind.IpAddress, IpV4, text => IPAddress.TryParse(text, out _) && !text.EndsWith(".0.0", StringComparison.Ordinal)),
        (PiiKind.IpAddress, IpV6, IsIpV6),
        (PiiKind.Phone, Phone, text => Digits(text).Length is >= 8 and <= 15),
        (PiiKind.Phone, LocalPhone, text => Digits(text).Length is >= 9 and <= 15),
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

    [GeneratedRegex(@"(?<![\w.+-])[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\p{L}{2,24}(?![\w-])")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?:[ -]?[A-Z0-9]{1,3})?\b|\b[a-z]{2}[0-9]{2}[a-z0-9]{11,30}\b")]
    private static partial Regex Iban();

    [GeneratedRegex(
        @"(?<![\w.-])(?:[3-6][0-9]{3}|2[2-7][0-9]{2})(?:[ -]?[0-9]{4}){2}(?:[ -]?[0-9]{1,7})?(?![\w-])|(?<![\w.-])3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}(?![\w-])"
    )]
    private static partial Regex Card();

    [GeneratedRegex(
        @"(?<![\w-])(?!000|666|9[0-9]{2})[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w-])|(?<=\b(?:ssn|SSN)[ :=#]{1,3})(?!000|666|9)[0-9]{3} ?(?!00)[0-9]{2} ?(?!0000)[0-9]{4}(?![\w-])"
    )]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b")]
    private static partial Regex InsuranceNumber();

    [GeneratedRegex(@"\b(?:[0-9]{8}|[XYZ][0-9]{7})[A-Z]\b")]
    private static partial Regex Dni();

    [GeneratedRegex(@"(?<![\w.-])[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}(?![\w-])")]
    private static partial Regex Cpf();

    [GeneratedRegex(
        @"(?<![\w.]|\b(?:v|ver|version|release|build)[ .:=]{1,2})(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?!\w|\.\w|-[A-Za-z])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex IpV4();

    [GeneratedRegex(@"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")]
    private static partial Regex IpV6();

    /// <summary>Italy's codice fiscale and Mexico's CURP, which carry name, birth date and place, and India's PAN of a person.</summary>
    [GeneratedRegex(
        @"\b(?:[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-7][0-9][A-Z][0-9]{3}[A-Z]|[A-Z]{4}[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][HM][A-Z]{5}[A-Z0-9][0-9]|[A-Z]{3}P[A-Z][0-9]{4}[A-Z])\b"
    )]
    private static partial Regex FiscalCode();

    /// <summary>Sweden's personnummer: a birth date, a sign, four digits.</summary>
    [GeneratedRegex(@"(?<![\w.-])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[-+][0-9]{4}(?![\w-])")]
    private static partial Regex BirthNumber();

    /// <summary>France's social security number.</summary>
    [GeneratedRegex(@"(?<![\w.-])[12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}(?![\w-])")]
    private static partial Regex InseeNumber();

    /// <summary>Canada's social insurance number.</summary>
    [GeneratedRegex(@"(?<![\w.-])[1-79][0-9]{2}[ -][0-9]{3}[ -][0-9]{3}(?![\w-]|[ -][0-9])")]
    private static partial Regex SocialInsurance();

    /// <summary>Numbers of countries whose shape alone says too little, behind their name.</summary>
    [GeneratedRegex(
        @"(?<=\b(?:passport|cpf|pesel|oib|bsn|nif|nie|tckn|aadhaar|aadhar|cpr|jmbg|nino|steuer-?id|personalausweis)\b(?:[ :=#]|no\.?|nr\.?|number|is){1,6})(?=[A-Z0-9 -]*[0-9]{4})[A-Z]{0,3}[0-9](?:[ -]?[A-Z0-9]){5,13}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LabelledId();

    [GeneratedRegex(@"(?<![\w:-])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![\w:-])|(?<![\w:-])(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}(?![\w:-])")]
    private static partial Regex Mac();

    [GeneratedRegex(
        @"(?<![\w.+-])(?:\+[0-9]{1,3}[ .-]?(?:\(?[0-9]{1,4}\)?[ .-]?){2,5}[0-9]{2,4}|\(?[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4})(?![\w-])"
    )]
    private static partial Regex Phone();

    /// <summary>As it is written at home: 020 7946 0958, 06 12 34 56 78, 091/234-5678. Without a gap it could be any number.</summary>
    [GeneratedRegex(
        @"(?<![\w.,/+-])\(?0[1-9][0-9]{0,3}\)?[ /][0-9]{2,4}(?:[ -]?[0-9]{2,4}){1,4}(?![\w/-]|[.,][0-9])|(?<![\w.,/+-])0[1-9](?:\.[0-9]{2}){4}(?![\w-]|[.,][0-9])|(?<![\w.+-])00[1-9][0-9]{0,2}[ -](?:[0-9]{1,4}[ -]?){2,5}[0-9]{2,4}(?![\w-])"
    )]
    private static partial Regex LocalPhone();

    [GeneratedRegex(
        @"\b(?:AKIA|ASIA|AROA|AGPA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{22,}\b|\bglpat-[A-Za-z0-9_-]{20,}|\bnpm_[A-Za-z0-9]{36}\b|\bhf_[A-Za-z0-9]{30,}\b|\bdapi[0-9a-f]{32}\b|\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|\bya29\.[A-Za-z0-9_-]{20,}"
            + @"|\bsk-[A-Za-z0-9_-]{20,}|\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}\b|\bwhsec_[A-Za-z0-9]{16,}\b|\bxox[abeprs]-[A-Za-z0-9-]{10,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*|\bAIza[0-9A-Za-z_-]{35}\b"
            + @"|-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----)?"
            + @"|(?<=\bBearer )[A-Za-z0-9._~+/-]{16,}=*|(?<=://[^\s:/@]{1,64}:)[^\s/@]{1,128}(?=@)"
            + @"|(?<=\b(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token|AccountKey|aws_secret_access_key)\b['""]?\s{0,2}[=:]\s{0,2}['""]?)[^\s'"",;&]{6,}",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Secret();
}
