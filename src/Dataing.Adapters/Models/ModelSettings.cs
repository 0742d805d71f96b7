using Dataing.Core.Models;

namespace Dataing.Adapters.Models;

/// <summary>Which model to ask, and how to reach it.</summary>
public sealed record ModelSettings
{
    /// <summary>Claude's current general-purpose model, unless LLM_MODEL names another.</summary>
    public const string DefaultClaude = "claude-sonnet-5-5";

    private static readonly string[] Efforts = ["low", "medium", "high", "xhigh", "max"];

    public required ModelVendor Vendor { get; init; }

    public required string Model { get; init; }

    /// <summary>Null where the server wants none (a local one).</summary>
    public string? ApiKey { get; init; }

    /// <summary>Null for the vendor's own.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>One call, from question to the end of the answer; default 120 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How hard the model is to try: low, medium, high, xhigh or max; null leaves it to the model.</summary>
    public string? Effort { get; init; }

    /// <summary>How Claude is to think; null leaves it to the model.</summary>
    public ModelThinking? Thinking { get; init; }

    /// <summary>Whether the server is on this machine, where no proxy is asked.</summary>
    public bool IsLocal => BaseUrl is { } url && new Uri(url).IsLoopback;

    public bool IsAzure => HostEndsWith(".openai.azure.com");

    /// <summary>
    /// From the environment: LLM_BASE_URL chooses any OpenAI-compatible server (LLM_MODEL required, LLM_API_KEY optional) unless
    /// LLM_PROVIDER says anthropic; ANTHROPIC_API_KEY alone chooses Claude. Null when neither is set: there is no model. Every secret may
    /// come from a file by NAME_FILE. Throws <see cref="ModelSettingsException"/> with a sentence that says what to set.
    /// </summary>
    public static ModelSettings? FromEnvironment(Func<string, string?> variable)
    {
        var variables = new SettingReader(variable);
        var baseUrl = variables.Text("LLM_BASE_URL");
        var provider = variables.Text("LLM_PROVIDER")?.ToLowerInvariant();
        var model = variables.Text("LLM_MODEL");
        var anthropicKey = variables.Secret("ANTHROPIC_API_KEY");
        if (baseUrl is not null && !(Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            throw new ModelSettingsException($"LLM_BASE_URL must be an http or https URL, such as http://127.0.0.1:8080/v1.");
        // Behind a URL of one's own may be a small machine, or a person.
        var patience = baseUrl is null ? 120 : 600;
        var chosen = (provider ?? (baseUrl is not null ? "openai" : "anthropic")) switch
        {
            "anthropic" when anthropicKey is null && baseUrl is null && provider is null => null,
            "anthropic" => new ModelSettings
            {
                Vendor = ModelVendor.Anthropic,
                Model = model ?? DefaultClaude,
                ApiKey =
                    anthropicKey
                    ?? variables.Secret("LLM_API_KEY")
                    ?? throw new ModelSettingsException("LLM_PROVIDER is anthropic: set ANTHROPIC_API_KEY or ANTHROPIC_API_KEY_FILE."),
                BaseUrl = baseUrl,
            },
            "openai" => new ModelSettings
            {
                Vendor = ModelVendor.OpenAiCompatible,
                Model =
                    model ?? throw new ModelSettingsException("LLM_BASE_URL or LLM_PROVIDER=openai is set: name the model in LLM_MODEL."),
                ApiKey = variables.Secret("LLM_API_KEY") ?? variables.Secret("OPENAI_API_KEY"),
                BaseUrl = baseUrl,
            },
            _ => throw new ModelSettingsException("LLM_PROVIDER must be anthropic or openai."),
        };
        return chosen is null
            ? null
            : chosen with
            {
                Timeout = TimeSpan.FromSeconds(variables.Whole("LLM_TIMEOUT", 1, 86_400) ?? patience),
                Effort = variables.OneOf("LLM_EFFORT", Efforts),
                Thinking = ModelThinking.Of(variables.Text("LLM_THINKING")),
            };
    }

    /// <summary>The adapter for these settings.</summary>
    public ILanguageModel CreateModel(TimeProvider clock) =>
        Vendor == ModelVendor.Anthropic ? new AnthropicModel(this, clock) : new OpenAiCompatibleModel(this, clock);

    private bool HostEndsWith(string host) => BaseUrl is { } url && new Uri(url).Host.EndsWith(host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Vendor} {Model}{(BaseUrl is null ? "" : $" at {new Uri(BaseUrl).Authority}")}";
}

public enum ModelVendor
{
    Anthropic,
    OpenAiCompatible,
}

/// <summary>The environment does not say which model to use, or says it wrongly; the message says what to set.</summary>
public sealed class ModelSettingsException(string message) : Exception(message);
