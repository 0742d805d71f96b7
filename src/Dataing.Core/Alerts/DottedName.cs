using System.Text;

namespace Dataing.Core.Alerts;

/// <summary>A name of one or more parts, any of them quoted: shop.public."Order Items".</summary>
internal sealed record DottedName(IReadOnlyList<string> Parts)
{
    /// <summary>The whole text as a name, or null when it is none.</summary>
    public static DottedName? TryParse(string text)
    {
        var at = 0;
        return TryRead(text, ref at) is { } name && at == text.Length ? name : null;
    }

    /// <summary>Reads a name at a place in a text and moves behind it; null, and no move, when there is none.</summary>
    public static DottedName? TryRead(string text, ref int at)
    {
        var parts = new List<string>();
        var next = at;
        while (ReadPart(text, ref next) is { } part)
        {
            parts.Add(part);
            at = next;
            if (next >= text.Length || text[next] != '.')
                break;
            next++;
        }
        return parts.Count == 0 ? null : new DottedName(parts);
    }

    /// <summary>The parts joined again; one that a dot or a space would make ambiguous stands in double quotes.</summary>
    public static string Join(IEnumerable<string> parts) =>
        string.Join(
            '.',
            parts.Select(part => part.AsSpan().ContainsAny(". \"") ? $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : part)
        );

    private static string? ReadPart(string text, ref int at)
    {
        if (at >= text.Length)
            return null;
        var close = text[at] switch
        {
            '"' => '"',
            '`' => '`',
            '[' => ']',
            _ => '\0',
        };
        if (close != '\0')
            return ReadQuoted(text, close, ref at);
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' || (text[at] is '$' && at > start)))
            at++;
        return at == start ? null : text[start..at];
    }

    private static string? ReadQuoted(string text, char close, ref int at)
    {
        var part = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != close)
            {
                part.Append(text[i]);
                continue;
            }
            if (i + 1 < text.Length && text[i + 1] == close)
            {
                part.Append(close);
                i++;
                continue;
            }
            at = i + 1;
            return part.Length == 0 ? null : part.ToString();
        }
        return null;
    }
}
