using System.Collections;
using System.Net;
using System.Net.NetworkInformation;
using System.Text;

namespace Dataing.Sql.Pii;

/// <summary>Takes personal data out of what leaves for a model, a log or a notification. What is computed with is never masked.</summary>
public static class PiiMask
{
    /// <summary>A text with every piece of personal data replaced by its kind, such as <c>&lt;email&gt;</c>.</summary>
    public static string Text(string text)
    {
        var found = TextFinder.Find(text);
        if (found.Count == 0)
            return text;
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var match in found)
        {
            masked.Append(text, at, match.Start - at).Append(Label(match.Kind));
            at = match.Start + match.Length;
        }
        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>A value of a result. A column known to carry personal data is masked whole; any other text is searched; numbers that were computed stay.</summary>
    public static object? Value(PiiColumn column, object? value)
    {
        ArgumentNullException.ThrowIfNull(column);
        return value switch
        {
            null or bool => value,
            string text when column.Kind is { } kind => Whole(kind, text),
            string text => Text(text),
            // Whoever is one of few is told by the largest date of birth as by any.
            DateTime or DateTimeOffset or DateOnly when column.Kind == PiiKind.BirthDate => Label(PiiKind.BirthDate),
            IPAddress or PhysicalAddress => Label(PiiKind.IpAddress),
            byte[] => column.Kind is { } kind and not PiiKind.Unresolved ? Label(kind) : value,
            IDictionary => column.Kind is { } of ? Label(of) : value,
            IEnumerable list => List(column, list),
            _ when column.Kind is { } kind and not PiiKind.Unresolved && column.IsDirect => Label(kind),
            _ => value,
        };
    }

    private static object?[] List(PiiColumn column, IEnumerable list) => [.. list.Cast<object?>().Select(v => Value(column, v))];

    public static string Label(PiiKind kind) =>
        kind switch
        {
            PiiKind.Email => "<email>",
            PiiKind.Phone => "<phone>",
            PiiKind.Card => "<card>",
            PiiKind.Iban => "<iban>",
            PiiKind.NationalId => "<national_id>",
            PiiKind.IpAddress => "<ip_address>",
            PiiKind.PersonName => "<person_name>",
            PiiKind.Address => "<address>",
            PiiKind.BirthDate => "<birth_date>",
            PiiKind.Secret => "<secret>",
            _ => "<masked>",
        };

    /// <summary>An empty text says nothing about anyone, and that it is empty is often the finding.</summary>
    private static string Whole(PiiKind kind, string text) => string.IsNullOrWhiteSpace(text) ? text : Label(kind);
}
