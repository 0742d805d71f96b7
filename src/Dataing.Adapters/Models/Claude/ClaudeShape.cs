using System.Net;
using System.Text.Json;
using Anthropic.Models.Messages;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models.Claude;

/// <summary>
/// How much of the Messages API a request uses. Which model takes which kind of thinking, which effort and whether it takes a schema at all differs
/// from generation to generation; a model that refuses one shape is asked in the next, plainer one. The schema stands in the prompt as well.
/// </summary>
/// <param name="Settings">Whether the configured thinking and effort are sent.</param>
/// <param name="Format">Whether the answer's schema is sent.</param>
internal sealed record ClaudeShape(bool Settings, bool Format)
{
    /// <summary>From the richest to instructions and question alone.</summary>
    public static IEnumerable<ClaudeShape> All(ModelSettings settings)
    {
        if (settings.Thinking is not null || settings.Effort is not null)
            yield return new(Settings: true, Format: true);
        yield return new(Settings: false, Format: true);
        yield return new(Settings: false, Format: false);
    }

    /// <summary>Whether a refusal speaks of what a plainer shape leaves out.</summary>
    public bool MayBePlainer(HttpStatusCode status, string said) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && (Settings || Format) && Words.Any(said.Contains);

    private static readonly string[] Words = ["thinking", "effort", "output_config", "output_format", "schema", "grammar", "structured"];

    public MessageCreateParams Parameters(ModelRequest request, ModelSettings settings) =>
        new()
        {
            Model = settings.Model,
            MaxTokens = request.MaxOutputTokens,
            System = new List<TextBlockParam> { new(request.StablePrefix) { CacheControl = new CacheControlEphemeral() } },
            Messages =
            [
                new UserMessageParam(
                    new List<ContentBlockParam>
                    {
                        new TextBlockParam(request.CaseFile) { CacheControl = new CacheControlEphemeral() },
                        new TextBlockParam(request.Task),
                    }
                ),
            ],
            OutputConfig = Output(request.Schema, settings.Effort),
            // What is not configured is not sent: which settings a model has differs, and its own default is the best guess.
            Thinking = Settings ? ThinkingOf(settings.Thinking, request.MaxOutputTokens) : null,
        };

    private static ThinkingConfigParam? ThinkingOf(ModelThinking? thinking, int most) =>
        thinking switch
        {
            null => null,
            { Tokens: null } => new ThinkingConfigAdaptive(),
            { Tokens: 0 } => new ThinkingConfigDisabled(),
            // The budget must leave room for the answer; where not even the least is left, nothing is said of thinking.
            { Tokens: { } tokens } when most > ModelThinking.Least => new ThinkingConfigEnabled(Math.Min(tokens, most - 1)),
            _ => null,
        };

    private OutputConfig? Output(string schema, string? effort) =>
        (Format, Settings ? effort : null) switch
        {
            (false, null) => null,
            (false, { } e) => new OutputConfig { Effort = e },
            (true, null) => new OutputConfig { Format = FormatOf(schema) },
            (true, { } e) => new OutputConfig { Format = FormatOf(schema), Effort = e },
        };

    private static JsonOutputFormat FormatOf(string schema) =>
        new()
        {
            Schema =
                JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(schema) ?? throw new JsonException("A schema is an object."),
        };
}
