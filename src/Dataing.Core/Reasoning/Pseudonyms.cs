using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dataing.Core.Reasoning;

/// <summary>Stands tokens in for the data's text values before they leave, and puts the values back into what returns.</summary>
public sealed partial class Pseudonyms(bool enabled)
{
    private readonly Dictionary<string, string> _tokens = [];
    private readonly List<string> _values = [];

    /// <summary>The value itself, or its token when pseudonyms are on; the same value has the same token.</summary>
    public string Of(string value)
    {
        if (!enabled)
            return value;
        if (!_tokens.TryGetValue(value, out var token))
        {
            _values.Add(value);
            _tokens[value] = token = "value_" + _values.Count.ToString(CultureInfo.InvariantCulture);
        }
        return token;
    }

    /// <summary>A JSON text with every token put back, escaped as its strings need.</summary>
    public string RestoreInJson(string json) => enabled ? Token().Replace(json, m => ValueOf(m) ?? m.Value) : json;

    private string? ValueOf(Match match) =>
        int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var i && i >= 1 && i <= _values.Count
            ? JsonEncodedText.Encode(_values[i - 1], JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value
            : null;

    [GeneratedRegex(@"\bvalue_([0-9]{1,6})\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
