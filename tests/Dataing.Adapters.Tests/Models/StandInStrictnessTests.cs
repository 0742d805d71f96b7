using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dataing.Adapters.Models.StandIn;

namespace Dataing.Adapters.Tests.Models;

/// <summary>What the real servers refuse, the stand-in refuses too: a request that passes here must not fail there.</summary>
public sealed class StandInStrictnessTests
{
    private const string Schema =
        """{"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":false}""";

    private static readonly string Messages = """
        {"model":"m","max_tokens":2000,"messages":[{"role":"user","content":[{"type":"text","text":"hello"}]}],
         "output_config":{"format":{"type":"json_schema","schema":SCHEMA}}}
        """.Replace("SCHEMA", Schema, StringComparison.Ordinal);

    private static readonly string Chat = """
        {"model":"m","max_completion_tokens":2000,"messages":[{"role":"system","content":"be brief"},{"role":"user","content":"json"}],
         "response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":SCHEMA}}}
        """.Replace("SCHEMA", Schema, StringComparison.Ordinal);

    public static TheoryData<string, string, string, int> Requests =>
        new()
        {
            { "messages", "max_tokens", "2000", 200 },
            { "messages", "model", "", 400 },
            { "messages", "max_tokens", "", 400 },
            { "messages", "max_tokens", "0", 400 },
            { "messages", "max_tokens", "\"2000\"", 400 },
            { "messages", "messages", "[]", 400 },
            { "messages", "messages", """[{"role":"assistant","content":"a"}]""", 400 },
            { "messages", "messages", """[{"role":"system","content":"a"}]""", 400 },
            { "messages", "messages", """[{"role":"user","content":""}]""", 400 },
            { "messages", "messages", """[{"role":"user"}]""", 400 },
            { "messages", "messages", """[{"role":"user","content":[{"text":"a"}]}]""", 400 },
            { "messages", "messages", "[7]", 400 },
            { "messages", "response_format", """{"type":"json_object"}""", 400 },
            { "messages", "max_completion_tokens", "5", 400 },
            { "messages", "temperature", "1.5", 400 },
            { "messages", "temperature", "0.5", 200 },
            { "messages", "thinking", """{"type":"adaptive"}""", 200 },
            { "messages", "thinking", """{"type":"enabled","budget_tokens":1024}""", 200 },
            { "messages", "thinking", """{"type":"enabled","budget_tokens":2000}""", 400 },
            { "messages", "thinking", """{"type":"enabled","budget_tokens":100}""", 400 },
            { "messages", "thinking", """{"type":"enabled"}""", 400 },
            { "messages", "thinking", """{"type":"much"}""", 400 },
            { "messages", "output_config", """{"effort":"huge"}""", 400 },
            { "messages", "output_config", """{"effort":"low"}""", 200 },
            { "messages", "output_config", """{"format":{"type":"json_schema","schema":{"type":"object","properties":{}}}}""", 400 },
            { "messages", "output_config", """{"format":{"type":"json_schema"}}""", 400 },
            {
                "messages",
                "output_config",
                """{"format":{"type":"json_schema","schema":{"type":"object","properties":{"n":{"type":"number","minimum":0}},"required":["n"],"additionalProperties":false}}}""",
                400
            },
            { "chat/completions", "seed", "1", 200 },
            { "chat/completions", "model", "", 400 },
            { "chat/completions", "messages", "[]", 400 },
            { "chat/completions", "messages", """[{"role":"oracle","content":"a"}]""", 400 },
            { "chat/completions", "messages", """[{"role":"user"}]""", 400 },
            { "chat/completions", "max_tokens", "5", 400 },
            { "chat/completions", "max_completion_tokens", "0", 400 },
            { "chat/completions", "temperature", "3", 400 },
            { "chat/completions", "stream_options", """{"include_usage":true}""", 400 },
            { "chat/completions", "thinking", """{"type":"adaptive"}""", 400 },
            { "chat/completions", "reasoning_effort", "\"huge\"", 400 },
            { "chat/completions", "reasoning_effort", "\"high\"", 200 },
            { "chat/completions", "response_format", """{"type":"json_object"}""", 200 },
            { "chat/completions", "response_format", """{"type":"json_schema"}""", 400 },
            { "chat/completions", "response_format", """{"type":"xml"}""", 400 },
            {
                "chat/completions",
                "response_format",
                """{"type":"json_schema","json_schema":{"name":"a b","schema":{"type":"object","properties":{},"additionalProperties":false}}}""",
                400
            },
            {
                "chat/completions",
                "response_format",
                """{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object","properties":{"n":{"type":"number"}},"required":[],"additionalProperties":false}}}""",
                400
            },
        };

    /// <summary>One member of a good request set to something else; without a value it is left out.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public async Task What_the_real_one_refuses_is_refused(string api, string member, string value, int status)
    {
        var body = JsonNode.Parse(api == "messages" ? Messages : Chat)!.AsObject();
        if (value.Length == 0)
            body.Remove(member);
        else
            body[member] = JsonNode.Parse(value);
        (await StatusAsync(api, body, "k", "2023-06-01")).ShouldBe((HttpStatusCode)status);
    }

    /// <summary>Thinking, effort, sampling and schema by generation, after the vendor's pages.</summary>
    [Theory]
    [InlineData("claude-opus-4-7", """{"thinking":{"type":"enabled","budget_tokens":1024}}""", 400)]
    [InlineData("claude-sonnet-5", """{"thinking":{"type":"enabled","budget_tokens":1024}}""", 400)]
    [InlineData("claude-sonnet-4-6", """{"thinking":{"type":"enabled","budget_tokens":1024}}""", 200)]
    [InlineData("claude-haiku-4-5-20251001", """{"thinking":{"type":"enabled","budget_tokens":1024}}""", 200)]
    [InlineData("claude-haiku-4-5-20251001", """{"thinking":{"type":"adaptive"}}""", 400)]
    [InlineData("claude-sonnet-5-5", """{"thinking":{"type":"adaptive"}}""", 200)]
    [InlineData("claude-sonnet-5-5", """{"thinking":{"type":"disabled"}}""", 400)]
    [InlineData("claude-sonnet-5-5", """{"thinking":{"type":"between_tools"}}""", 200)]
    [InlineData("claude-sonnet-5", """{"thinking":{"type":"between_tools"}}""", 400)]
    [InlineData("claude-fable-5", """{"thinking":{"type":"disabled"}}""", 400)]
    [InlineData("claude-opus-4-8", """{"thinking":{"type":"disabled"}}""", 200)]
    [InlineData("claude-opus-5", """{"thinking":{"type":"disabled"},"output_config":{"effort":"max"}}""", 400)]
    [InlineData("claude-opus-5", """{"thinking":{"type":"disabled"},"output_config":{"effort":"low"}}""", 200)]
    [InlineData("claude-haiku-4-5", """{"output_config":{"effort":"low"}}""", 400)]
    [InlineData("claude-opus-4-5-20251101", """{"output_config":{"effort":"low"}}""", 200)]
    [InlineData("claude-opus-4-6", """{"output_config":{"effort":"xhigh"}}""", 400)]
    [InlineData("claude-opus-4-6", """{"output_config":{"effort":"max"}}""", 200)]
    [InlineData("claude-sonnet-5", """{"temperature":0.2}""", 400)]
    [InlineData("claude-sonnet-4-5", """{"temperature":0.2}""", 200)]
    [InlineData("claude-3-7-sonnet-20250219", "{}", 400)]
    [InlineData("claude-3-7-sonnet-latest", """{"output_config":{}}""", 200)]
    [InlineData("somebody-elses-9", """{"thinking":{"type":"disabled"},"temperature":0.2}""", 200)]
    public async Task What_a_generation_of_Claude_refuses_is_refused(string model, string members, int status)
    {
        var body = JsonNode.Parse(Messages)!.AsObject();
        body["model"] = model;
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            body[name] = value?.DeepClone();
        (await StatusAsync("messages", body, "k", "2023-06-01")).ShouldBe((HttpStatusCode)status);
    }

    [Theory]
    [InlineData("o3-mini", """{"max_tokens":5}""", 400)]
    [InlineData("gpt-5", """{"max_tokens":5}""", 400)]
    [InlineData("gpt-4o", """{"max_tokens":5}""", 200)]
    [InlineData("gpt-5", """{"temperature":0}""", 400)]
    [InlineData("gpt-4o", """{"temperature":0}""", 200)]
    [InlineData("gpt-4o", """{"reasoning_effort":"low"}""", 400)]
    [InlineData("gpt-5", """{"reasoning_effort":"low"}""", 200)]
    [InlineData("qwen", """{"reasoning_effort":"low","max_tokens":5,"temperature":0}""", 200)]
    public async Task What_a_family_of_OpenAIs_models_refuses_is_refused(string model, string members, int status)
    {
        var body = JsonNode.Parse(Chat)!.AsObject();
        body["model"] = model;
        body.Remove("max_completion_tokens");
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            body[name] = value?.DeepClone();
        (await StatusAsync("chat/completions", body, "k", null)).ShouldBe((HttpStatusCode)status);
    }

    [Theory]
    [InlineData(25, 0, 400)]
    [InlineData(24, 16, 200)]
    [InlineData(0, 17, 400)]
    public async Task A_schema_too_complex_for_a_grammar_is_refused(int optional, int unions, int status)
    {
        var members = new JsonObject();
        for (var i = 0; i < optional; i++)
            members[$"o{i}"] = new JsonObject { ["type"] = "string" };
        for (var i = 0; i < unions; i++)
            members[$"u{i}"] = new JsonObject { ["type"] = new JsonArray("string", "null") };
        var body = JsonNode.Parse(Messages)!.AsObject();
        body["output_config"]!["format"]!["schema"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = members,
            ["required"] = new JsonArray([.. Enumerable.Range(0, unions).Select(i => (JsonNode)$"u{i}")]),
            ["additionalProperties"] = false,
        };
        (await StatusAsync("messages", body, "k", "2023-06-01")).ShouldBe((HttpStatusCode)status);
    }

    [Theory]
    [InlineData("messages", null, "2023-06-01", 401)]
    [InlineData("messages", "k", null, 400)]
    [InlineData("messages", "k", "yesterday", 400)]
    [InlineData("chat/completions", null, null, 401)]
    [InlineData("chat/completions", "k", null, 200)]
    public async Task The_headers_must_be_there(string api, string? key, string? version, int status) =>
        (await StatusAsync(api, JsonNode.Parse(api == "messages" ? Messages : Chat)!.AsObject(), key, version)).ShouldBe(
            (HttpStatusCode)status
        );

    private static async Task<HttpStatusCode> StatusAsync(string api, JsonObject body, string? key, string? version)
    {
        await using var server = await ModelStandIn.StartAsync(
            0,
            new ScriptedAnswers(new StandInAnswer.Text("{\"n\":1}")),
            TestContext.Current.CancellationToken
        );
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Url}/v1/{api}") { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add(api == "messages" ? "x-api-key" : "Authorization", api == "messages" ? key : $"Bearer {key}");
        if (version is not null)
            request.Headers.Add("anthropic-version", version);
        return (await http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
