using System.Globalization;

namespace Dataing.Adapters.Models;

/// <summary>Environment variables as values; a wrong one throws <see cref="ModelSettingsException"/> with a sentence that says what to write.</summary>
public sealed class SettingReader(Func<string, string?> variable)
{
    /// <summary>Null when it is not set, or empty.</summary>
    public string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>From NAME, or from the file that NAME_FILE names.</summary>
    public string? Secret(string name)
    {
        if (Text(name) is { } value)
            return value;
        if (Text(name + "_FILE") is not { } file)
            return null;
        return File.Exists(file)
            ? File.ReadAllText(file).Trim()
            : throw new ModelSettingsException($"{name}_FILE names a file that is not there.");
    }

    public long? Whole(string name, long least, long most)
    {
        if (Text(name) is not { } text)
            return null;
        return
            long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && n >= least
            && n <= most
            ? n
            : throw new ModelSettingsException($"{name} must be a whole number from {least} to {most}.");
    }

    public decimal? Amount(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw new ModelSettingsException($"{name} must be an amount in US dollars, such as 2.50.");
    }

    /// <summary>A number from 0 to 1.</summary>
    public double? Share(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n is >= 0 and <= 1
            ? n
            : throw new ModelSettingsException($"{name} must be a number between 0 and 1.");
    }

    public bool? Flag(string name) =>
        Text(name)?.ToLowerInvariant() switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => throw new ModelSettingsException($"{name} must be true or false."),
        };

    public string? OneOf(string name, IReadOnlyList<string> words)
    {
        if (Text(name)?.ToLowerInvariant() is not { } word)
            return null;
        return words.Contains(word) ? word : throw new ModelSettingsException($"{name} must be one of {string.Join(", ", words)}.");
    }
}
