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
