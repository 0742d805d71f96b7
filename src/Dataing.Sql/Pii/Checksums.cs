namespace Dataing.Sql.Pii;

/// <summary>Check digits, which tell a real number from one that only looks like it.</summary>
internal static class Checksums
{
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return digits.Length > 0 && sum % 10 == 0;
    }

    /// <summary>ISO 13616: the first four characters go to the end, letters become two digits, and the rest by 97 is 1.</summary>
    public static bool Iban(ReadOnlySpan<char> iban)
    {
        if (iban.Length is < 15 or > 34)
            return false;
        var remainder = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var character = char.ToUpperInvariant(iban[(i + 4) % iban.Length]);
            if (char.IsAsciiDigit(character))
                remainder = (remainder * 10 + character - '0') % 97;
            else if (char.IsAsciiLetterUpper(character))
                remainder = (remainder * 100 + character - 'A' + 10) % 97;
            else
                return false;
        }
        return remainder == 1;
    }

    /// <summary>Brazil's CPF: two check digits by falling weights.</summary>
    public static bool Cpf(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 11 || !digits.ContainsAnyExcept(digits[0]))
            return false;
        return CpfDigit(digits[..9]) == digits[9] - '0' && CpfDigit(digits[..10]) == digits[10] - '0';
    }

    /// <summary>Spain's DNI and NIE: the letter is the number by 23.</summary>
    public static bool Dni(string id)
    {
        var number = id[..^1].ToUpperInvariant().Replace('X', '0').Replace('Y', '1').Replace('Z', '2');
        return int.TryParse(number, out var value) && "TRWAGMYFPDXBNJZSQVHLCKE"[value % 23] == char.ToUpperInvariant(id[^1]);
    }

    /// <summary>France's NIR: the last two digits are 97 less the rest by 97.</summary>
    public static bool Insee(string digits) =>
        digits.Length == 15
        && long.TryParse(digits.AsSpan(0, 13), out var number)
        && int.TryParse(digits.AsSpan(13), out var key)
        && 97 - number % 97 == key;

    private static int CpfDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[i] - '0') * (digits.Length + 1 - i);
        var rest = sum * 10 % 11;
        return rest == 10 ? 0 : rest;
    }
}
