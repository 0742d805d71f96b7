using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Dataing.Sql.Pii;

/// <summary>Tells personal data by the names of columns.</summary>
public static partial class ColumnNames
{
    private static readonly FrozenSet<string> Whole = Set(
        "email mail phone tel telephone mobile cell fax ssn iban dob birthday birthdate passport password passwd pwd secret token ip address street surname forename firstname lastname fullname apikey pan cvv cvc msisdn nin nino bsn cpf curp dni nie pesel siren"
    );

    private static readonly (PiiKind Kind, string[][] Words)[] Rules =
    [
        (
            PiiKind.Email,
            [
                ["email"],
                ["e", "mail"],
                ["emailaddress"],
                ["mail", "address"],
            ]
        ),
        (
            PiiKind.Phone,
            [
                ["phone"],
                ["telephone"],
                ["mobile", "number"],
                ["mobile", "no"],
                ["cell", "number"],
                ["fax"],
                ["msisdn"],
                ["tel"],
                ["phonenumber"],
                ["mobile"],
            ]
        ),
        (
            PiiKind.Card,
            [
                ["card", "number"],
                ["card", "no"],
                ["card", "num"],
                ["credit", "card"],
                ["cc", "number"],
                ["cc", "num"],
                ["cardnumber"],
                ["creditcard"],
                ["pan"],
                ["cvv"],
                ["cvc"],
                ["debit", "card"],
            ]
        ),
        (
            PiiKind.Iban,
            [
                ["iban"],
                ["bank", "account"],
                ["account", "number"],
                ["routing", "number"],
                ["bic"],
                ["sort", "code"],
            ]
        ),
        (
            PiiKind.NationalId,
            [
                ["ssn"],
                ["social", "security"],
                ["passport"],
                ["national", "id"],
                ["tax", "id"],
                ["tin"],
                ["nin"],
                ["nino"],
                ["bsn"],
                ["cpf"],
                ["curp"],
                ["dni"],
                ["nie"],
                ["pesel"],
                ["driver", "license"],
                ["drivers", "license"],
                ["driving", "licence"],
                ["driver", "licence"],
                ["personal", "number"],
                ["personnummer"],
                ["identity", "number"],
                ["id", "card"],
                ["medicare"],
                ["nhs", "number"],
                ["vat", "number"],
            ]
        ),
        (
            PiiKind.IpAddress,
            [
                ["ip"],
                ["ipaddress"],
                ["ip", "address"],
                ["ip", "addr"],
                ["client", "ip"],
                ["remote", "addr"],
                ["ipv4"],
                ["ipv6"],
                ["mac", "address"],
            ]
        ),
        (
            PiiKind.PersonName,
            [
                ["first", "name"],
                ["last", "name"],
                ["full", "name"],
                ["middle", "name"],
                ["given", "name"],
                ["family", "name"],
                ["maiden", "name"],
                ["sur", "name"],
                ["surname"],
                ["forename"],
                ["firstname"],
                ["lastname"],
                ["fullname"],
                ["customer", "name"],
                ["client", "name"],
                ["contact", "name"],
                ["patient", "name"],
                ["employee", "name"],
                ["person", "name"],
                ["user", "name"],
                ["username"],
                ["display", "name"],
                ["nickname"],
                ["cardholder"],
                ["holder", "name"],
                ["legal", "name"],
                ["passenger", "name"],
                ["guest", "name"],
                ["member", "name"],
                ["recipient", "name"],
            ]
        ),
        (
            PiiKind.Address,
            [
                ["street"],
                ["address"],
                ["address1"],
                ["address2"],
                ["addr"],
                ["postcode"],
                ["postal", "code"],
                ["zip", "code"],
                ["zipcode"],
                ["home", "address"],
                ["latitude"],
                ["longitude"],
                ["house", "number"],
            ]
        ),
        (
            PiiKind.BirthDate,
            [
                ["dob"],
                ["birth", "date"],
                ["date", "of", "birth"],
                ["birthdate"],
                ["birthday"],
                ["birth", "day"],
                ["birth", "year"],
                ["date", "birth"],
            ]
        ),
        (
            PiiKind.Secret,
            [
                ["password"],
                ["passwd"],
                ["pwd"],
                ["secret"],
                ["token"],
                ["api", "key"],
                ["apikey"],
                ["access", "key"],
                ["private", "key"],
                ["secret", "key"],
                ["auth", "key"],
                ["password", "hash"],
                ["pin", "code"],
                ["otp"],
                ["credential"],
                ["credentials"],
                ["session", "key"],
                ["salt"],
            ]
        ),
    ];

    /// <summary>Words that make the column a fact about such data, not the data: <c>email_verified</c>, <c>token_count</c>.</summary>
    private static readonly FrozenSet<string> Facts = Set(
        "is has was can count cnt verified valid status flag type kind at on optin opt bounced sent opened clicked domain rate ratio pct percent total num length len enabled required confirmed version tokens id template subject campaign category country provider"
    );

    private static readonly FrozenSet<string> People = Set(
        "user users customer customers person persons people employee employees patient patients contact contacts member members subscriber subscribers guest guests passenger passengers student students applicant applicants lead leads client clients staff driver drivers doctor doctors beneficiary"
    );

    /// <summary>What a column holds to judge by its name, or null. The name may lead into a struct: <c>profile.email</c>.</summary>
    public static PiiKind? Kind(string column, string? table = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        foreach (var field in column.Split('.').Reverse())
        {
            var words = Words(field);
            if (words.Length == 0)
                continue;
            if (words is ["name"] && table is not null && Words(table.Split('.')[^1]).Any(People.Contains))
                return PiiKind.PersonName;
            if (Match(words) is { } kind)
                return kind;
        }
        return null;
    }

    private static PiiKind? Match(string[] words)
    {
        foreach (var (kind, rules) in Rules)
        {
            foreach (var rule in rules)
            {
                var at = IndexOf(words, rule);
                if (at >= 0 && !IsFact(words, rule))
                    return kind;
            }
        }
        return null;
    }

    private static bool IsFact(string[] words, string[] rule) =>
        (words.Length > rule.Length || !Whole.Contains(words[0])) && words.Except(rule).Any(Facts.Contains);

    private static int IndexOf(string[] words, string[] rule)
    {
        for (var i = 0; i + rule.Length <= words.Length; i++)
        {
            if (words.AsSpan(i, rule.Length).SequenceEqual(rule))
                return i;
        }
        return -1;
    }

    private static string[] Words(string name) => [.. Word().Matches(name).Select(m => m.Value.ToLowerInvariant())];

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+[0-9]*|[0-9]+")]
    private static partial Regex Word();
}
