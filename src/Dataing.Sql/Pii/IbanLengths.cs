using System.Collections.Frozen;

namespace Dataing.Sql.Pii;

/// <summary>How long each country's account numbers are, which tells them from other codes of letters and digits.</summary>
internal static class IbanLengths
{
    private static readonly FrozenDictionary<string, int> ByCountry = (
        "NO15 BE16 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 AE23 GI23 IL23 IQ23 OM23"
        + " AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 TL25 IS26 TR26 BI27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28"
        + " BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31 SC31 LC32 RU33"
    )
        .Split(' ')
        .ToFrozenDictionary(c => c[..2], c => (c[2] - '0') * 10 + (c[3] - '0'), StringComparer.OrdinalIgnoreCase);

    public static bool Fit(string iban) => iban.Length > 4 && ByCountry.TryGetValue(iban[..2], out var length) && iban.Length == length;
}
