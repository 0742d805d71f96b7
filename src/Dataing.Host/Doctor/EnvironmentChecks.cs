using System.Globalization;
using Dataing.Core.Intake;

namespace Dataing.Host.Doctor;

/// <summary>Whether the environment variables make sense. Of a secret it tells only whether it is set.</summary>
internal static class EnvironmentChecks
{
    private static readonly string[] Secrets =
    [
        "ANTHROPIC_API_KEY",
        "LLM_API_KEY",
        "OPENAI_API_KEY",
        "SECRET_KEY",
        "ENCRYPTION_KEY",
        "DATABASE_URL",
        "PGPASSWORD",
    ];
    private static readonly string[] Plain = ["LLM_MODEL", "LLM_BASE_URL", "VALIDATION_ENABLED", "VALIDATION_PASS_THRESHOLD", "NO_COLOR"];

    public static IReadOnlyList<MachineCheck> Run(Func<string, string?> read)
    {
        var checks = new List<MachineCheck>();
        foreach (var name in Secrets)
            if (OfSecret(name, read(name), read(name + "_FILE")) is { } check)
                checks.Add(check);
        foreach (var name in Plain)
            if (read(name) is { Length: > 0 } value)
                checks.Add(OfPlain(name, value));
        return checks.Count > 0 ? checks : [new MachineCheck("environment", CheckState.Good, "No variable is set; none is needed.")];
    }

    private static MachineCheck? OfSecret(string name, string? value, string? file)
    {
        if (!string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(file))
            return new MachineCheck(name, CheckState.Warning, $"{name} and {name}_FILE are both set.", "Keep one of them.");
        if (!string.IsNullOrEmpty(file))
            return File.Exists(file)
                ? new MachineCheck(name, CheckState.Good, "is set by a file")
                : new MachineCheck(name, CheckState.Bad, $"{name}_FILE names a file that is not there.", "Correct the path or unset it.");
        if (string.IsNullOrEmpty(value))
            return null;
        if (value.Trim() != value)
            return new MachineCheck(name, CheckState.Warning, "is set, with white space around it", "Set it again without.");
        if (name == "DATABASE_URL" && !Uri.TryCreate(value, UriKind.Absolute, out _))
            return new MachineCheck(name, CheckState.Bad, "is set, but is no URL", "Write it as postgres://user@host/database.");
        return new MachineCheck(name, CheckState.Good, "is set");
    }

    private static MachineCheck OfPlain(string name, string value)
    {
        var shown = PlainText.Clean(value, 100);
        return name switch
        {
            "LLM_BASE_URL" when !Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") =>
                new MachineCheck(name, CheckState.Bad, "is no http or https URL.", "Correct it or unset it."),
            // A URL may carry a password.
            "LLM_BASE_URL" => new MachineCheck(name, CheckState.Good, new Uri(value).Host),
            "VALIDATION_ENABLED" when !bool.TryParse(value, out _) => new MachineCheck(
                name,
                CheckState.Bad,
                $"is \"{shown}\".",
                "Write true or false."
            ),
            "VALIDATION_PASS_THRESHOLD"
                when !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
                    || threshold is < 0 or > 1 => new MachineCheck(
                name,
                CheckState.Bad,
                $"is \"{shown}\".",
                "Write a number between 0 and 1."
            ),
            _ => new MachineCheck(name, CheckState.Good, shown),
        };
    }
}
