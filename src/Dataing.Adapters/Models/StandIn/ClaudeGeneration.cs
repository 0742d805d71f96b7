using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>
/// What a generation of Claude refuses that another takes, after the vendor's pages on thinking, effort and structured outputs (as of late 2026). Of a
/// model with another name nothing is known, and nothing is refused.
/// </summary>
internal sealed partial record ClaudeGeneration(string Family, int Version)
{
    private const int Unknown = -1;

    /// <summary>Version 4.7 is 407; claude-opus-4-5-20251101 and claude-3-7-sonnet-20250219 are the two ways that ids are written in.</summary>
    public static ClaudeGeneration Of(string model)
    {
        var match = Id().Match(model);
        if (!match.Success)
            return new("", Unknown);
        var minor = match.Groups["minor"] is { Success: true } m ? Number(m.Value) : 0;
        return new(match.Groups["family"].Value, 100 * Number(match.Groups["major"].Value) + minor);
    }

    /// <summary>The first thing in the request that this generation does not take; null when it takes all.</summary>
    public string? Problem(JsonElement body) =>
        Version == Unknown ? null : Thinking(body) ?? Effort(body) ?? Sampling(body) ?? Format(body);

    private string? Thinking(JsonElement body)
    {
        if (!body.TryGetProperty("thinking", out var thinking))
            return null;
        return RequestCheck.Text(thinking, "type") switch
        {
            "enabled" when Version >= 407 =>
                "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.",
            "adaptive" when Version <= 405 => "adaptive thinking is not supported on this model",
            "disabled" when Family is "fable" or "mythos" || this is { Family: "sonnet", Version: 505 } =>
                "\"thinking.type.disabled\" is not supported for this model.",
            "disabled" when this is { Family: "opus", Version: >= 500 } && EffortOf(body) is "xhigh" or "max" =>
                "thinking cannot be disabled with this effort",
            "between_tools" when this is not { Family: "sonnet", Version: 505 } =>
                "\"thinking.type.between_tools\" is not supported for this model.",
            _ => null,
        };
    }

    private string? Effort(JsonElement body)
    {
        if (EffortOf(body) is not { } effort)
            return null;
        if (Version < 405 || this is { Version: 405, Family: not "opus" })
            return "This model does not support the effort parameter.";
        var known = effort switch
        {
            "xhigh" => Version >= 407,
            "max" => Version >= 406,
            _ => true,
        };
        return known ? null : $"output_config.effort: '{effort}' is not supported by this model";
    }

    private string? Sampling(JsonElement body) =>
        Version >= 407 && Samplers.FirstOrDefault(s => body.TryGetProperty(s, out var v) && v.ToString() != "1") is { } sampler
            ? $"`{sampler}` is not supported on this model"
            : null;

    private string? Format(JsonElement body) =>
        Version < 401 && body.TryGetProperty("output_config", out var output) && output.TryGetProperty("format", out _)
            ? "output_config.format: structured outputs are not supported on this model"
            : null;

    private static readonly string[] Samplers = ["temperature", "top_p", "top_k"];

    private static string? EffortOf(JsonElement body) =>
        body.TryGetProperty("output_config", out var output) && output.TryGetProperty("effort", out var effort) ? effort.ToString() : null;

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^claude-(?:(?<family>[a-z]+)-(?<major>[0-9])(?:-(?<minor>[0-9]))?|(?<major>[0-9])(?:-(?<minor>[0-9]))?-(?<family>[a-z]+))(?:-[0-9]{8}|-latest)?$"
    )]
    private static partial Regex Id();
}
