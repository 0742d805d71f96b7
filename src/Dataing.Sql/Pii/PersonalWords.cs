using System.Collections.Frozen;

namespace Dataing.Sql.Pii;

/// <summary>The words by which columns with personal data are named, in English and the languages that schemas borrow from, one phrase a rule.</summary>
internal static class PersonalWords
{
    /// <summary>A phrase. One at the end names the thing itself; the same words before another noun may mean anything: <c>mobile_sessions</c>.</summary>
    public sealed record Rule(PiiKind Kind, string[] Words, bool AtEnd);

    // Abbreviations are written out before a phrase is looked for: no, nr, nbr and num are number, addr is address, dt is date.
    private static readonly (PiiKind Kind, string Phrases, string PhrasesAtEnd)[] Lists =
    [
        (PiiKind.Email, "email,e mail,emailaddress,mail address,correo electronico,courriel", "mail,correo"),
        (
            PiiKind.Phone,
            "phone,telephone,mobile number,cell number,ph number,fax,msisdn,tel,phonenumber,telefonnummer,handynummer,whatsapp number,rufnummer",
            "mobile,telefon,telefono,telefone,movil,celular,handy"
        ),
        (
            PiiKind.Card,
            "card number,credit card,cc number,ccn,cardnumber,creditcard,cvv,cvc,debit card,kreditkarte,kartennummer",
            "pan,pan number"
        ),
        (PiiKind.Iban, "iban,bank account,account number,routing number,bic,sort code,kontonummer", ""),
        (
            PiiKind.NationalId,
            "ssn,social security,passport,national id,nat id,tax id,steuer id,cpf,curp,dni,pesel,driver license,drivers license,driving license,dl number,license plate,plate number,"
                + "vehicle plate,kennzeichen,personal number,personnummer,identity number,id card,medicare,nhs number,vat number,aadhaar,aadhar,sin number,bvn,codice fiscale,imei,imsi,nino,bsn",
            "tin,nin,nie,nif,rut"
        ),
        (PiiKind.IpAddress, "ip,ipaddress,ip address,client ip,remote address,ipv4,ipv6,mac address", ""),
        (
            PiiKind.PersonName,
            "first name,last name,full name,middle name,given name,family name,maiden name,sur name,surname,forename,firstname,lastname,fullname,customer name,client name,contact name,"
                + "patient name,employee name,person name,user name,username,display name,nickname,cardholder,holder name,legal name,passenger name,guest name,member name,recipient name,"
                + "vorname,nachname,familienname,apellido,apellidos,nombre completo,prenom,nom de famille,cognome,sobrenome,voornaam,achternaam",
            "fname,lname"
        ),
        (
            PiiKind.Address,
            "street,address,address1,address2,postcode,postal code,zip code,zipcode,home address,latitude,longitude,house number,strasse,hausnummer,postleitzahl,plz,adresse,direccion,"
                + "indirizzo,endereco,code postal,codigo postal,geo lat,geo lon,geo lng",
            "zip,lat,lng"
        ),
        (
            PiiKind.BirthDate,
            "dob,birth date,date of birth,birthdate,birthday,birth day,birth year,date birth,geburtsdatum,geburtstag,fecha nacimiento,fecha de nacimiento,date naissance,date de naissance,"
                + "data nascita,data di nascita,data nascimento,data de nascimento,geboortedatum",
            ""
        ),
        (
            PiiKind.Secret,
            "password,passwd,pwd,passwort,kennwort,contrasena,mot de passe,senha,wachtwoord,secret,token,api key,apikey,access key,private key,secret key,auth key,password hash,pin code,otp,"
                + "credential,credentials,session key,jwt",
            "salt"
        ),
    ];

    private static readonly FrozenDictionary<string, string> WrittenOut = new Dictionary<string, string>
    {
        ["no"] = "number",
        ["nr"] = "number",
        ["nbr"] = "number",
        ["num"] = "number",
        ["nmbr"] = "number",
        ["addr"] = "address",
        ["addrs"] = "address",
        ["dt"] = "date",
        ["nm"] = "name",
        ["acct"] = "account",
        ["lic"] = "license",
        ["licence"] = "license",
        ["lon"] = "lng",
        ["mobil"] = "mobile",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words behind the thing itself that leave it what it is: <c>mobile_primary</c>.</summary>
    public static FrozenSet<string> Trailing { get; } =
        "number value raw text clean home work primary secondary alt old new hash string address"
            .Split(' ')
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The rules by their first word, in the order of the kinds.</summary>
    public static FrozenDictionary<string, Rule[]> ByFirst { get; } =
        Lists
            .SelectMany(l => RulesOf(l.Kind, l.Phrases, atEnd: false).Concat(RulesOf(l.Kind, l.PhrasesAtEnd, atEnd: true)))
            .GroupBy(r => r.Words[0])
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>An abbreviation in full. At the beginning of a name "no" and "num" say how many.</summary>
    public static string InFull(string word, bool isFirst) =>
        !(isFirst && word is "no" or "num") && WrittenOut.TryGetValue(word, out var full) ? full
        : WithoutCount(word) is { Length: > 1 } bare && (bare.Length < word.Length) && ByFirst.ContainsKey(bare) ? bare
        : word;

    /// <summary>email2 is another email; ipv4 and address1 are words of their own.</summary>
    private static string WithoutCount(string word) =>
        word is "ipv4" or "ipv6" or "address1" or "address2" ? word : word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private static IEnumerable<Rule> RulesOf(PiiKind kind, string phrases, bool atEnd) =>
        phrases.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => new Rule(kind, p.Split(' '), atEnd));
}
