using System.Text.Json;
using Dataing.Adapters.Models;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models.Chat;

/// <summary>Servers that somebody wrote by hand, which know little of the protocol: each must do, or be refused with a kind.</summary>
public sealed class SimpleServerTests
{
    private const string Schema = """
        {"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":false}
        """;

    private const string Json = """{"n":1}""";
    private static readonly ModelRequest Request = new("write_query", "Instructions.", "Facts.", "Task.", Schema, 500);

    public static TheoryData<string, string> Whole =>
        new()
        {
            { "no usage and no finish", $$$"""{"choices":[{"message":{"role":"assistant","content":{{{Quoted(Json)}}}}}]}""" },
            {
                "usage without numbers",
                $$$"""{"choices":[{"message":{"content":{{{Quoted(Json)}}}},"finish_reason":"stop"}],"usage":{}}"""
            },
            { "null usage", $$$"""{"choices":[{"message":{"content":{{{Quoted(Json)}}}},"finish_reason":null}],"usage":null}""" },
            { "parts", $$$"""{"choices":[{"message":{"content":[{"type":"text","text":{{{Quoted(Json)}}}}]},"finish_reason":"stop"}]}""" },
            { "the old text", $$$"""{"choices":[{"text":{{{Quoted(Json)}}},"finish_reason":"stop"}]}""" },
            { "over many lines", "\n\n{\n \"choices\": [\n {\"message\": {\"content\": " + Quoted(Json) + "}}\n ]\n}\n" },
            { "an empty refusal", $$$"""{"choices":[{"message":{"content":{{{Quoted(Json)}}},"refusal":""}}]}""" },
        };

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task An_answer_that_is_not_streamed_is_read_though_a_stream_was_asked_for(string what, string body)
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new(body));
        var reply = await AskAsync(server.Url + "/v1");
        reply.Text.ShouldBe(Json, what);
        reply.Usage.Input.ShouldBeGreaterThan(0);
        reply.Usage.Output.ShouldBeGreaterThan(0);
        server.Asked.Count.ShouldBe(1);
    }

    public static TheoryData<string, string> Streams =>
        new()
        {
            { "without an end", Chunk(Json) },
            { "with [DONE] alone", Chunk(Json) + "data: [DONE]\n\n" },
            {
                "without blank lines and spaces",
                Chunk("{\"n\"").Replace(": {", ":{", StringComparison.Ordinal).Trim() + "\n" + Chunk(":1}")
            },
            { "with carriage returns and comments", ": hello\r\n\r\n" + Chunk(Json).Replace("\n", "\r\n", StringComparison.Ordinal) },
            { "with a finish", Chunk(Json) + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n" },
            { "as whole messages", "data: {\"choices\":[{\"message\":{\"content\":" + Quoted(Json) + "}}]}\n\n" },
        };

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_stream_is_read_as_loosely_as_people_write_it(string what, string body)
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new(body, Type: "text/plain"));
        (await AskAsync(server.Url)).Text.ShouldBe(Json, what);
    }

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v1/chat/completions")]
    public async Task The_url_may_be_written_in_any_way(string ending)
    {
        await using var server = await SimpleServer.StartAsync(
            (path, _) => path == "/v1/chat/completions" ? new(Said(Json)) : new("{}", 404)
        );
        (await AskAsync(server.Url + ending)).Text.ShouldBe(Json);
    }

    [Fact]
    public async Task A_server_without_v1_is_found()
    {
        await using var server = await SimpleServer.StartAsync(
            (path, _) => path == "/chat/completions" ? new(Said(Json)) : new("not found", 404, "text/plain")
        );
        (await AskAsync(server.Url + "/v1")).Text.ShouldBe(Json);
    }

    [Theory]
    [InlineData("json_schema", 404, "json_object")]
    [InlineData("json_schema", 400, "json_object")]
    [InlineData("response_format", 422, "max_tokens")]
    [InlineData("max_tokens", 400, "messages")]
    [InlineData("stream\":true", 501, "json_object")]
    public async Task What_a_server_refuses_is_left_out_and_it_is_not_troubled_with_it_again(string refused, int status, string taken)
    {
        await using var server = await SimpleServer.StartAsync(
            (_, body) =>
                body.Contains(refused, StringComparison.Ordinal) || body.Contains("max_completion_tokens", StringComparison.Ordinal)
                    ? new("""{"error":{"message":"unsupported"}}""", status)
                    : new(Said(Json))
        );
        using var model = Model(server.Url + "/v1/chat/completions");
        (await model.CompleteAsync(Request, TestContext.Current.CancellationToken)).Text.ShouldBe(Json);
        var first = server.Asked.Count;
        first.ShouldBeGreaterThan(1);
        server.Asked[^1].Body.ShouldContain(taken);
        (await model.CompleteAsync(Request, TestContext.Current.CancellationToken)).Text.ShouldBe(Json);
        server.Asked.Count.ShouldBe(first + 1);
    }

    [Fact]
    public async Task Messages_are_plain_texts()
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new(Said(Json)));
        await AskAsync(server.Url);
        using var body = JsonDocument.Parse(server.Asked[0].Body);
        var messages = body.RootElement.GetProperty("messages");
        messages[0].GetProperty("content").GetString().ShouldBe("Instructions.");
        messages[1].GetProperty("content").GetString().ShouldBe("Facts.\n\nTask.");
    }

    [Fact]
    public async Task A_server_that_refuses_everything_is_a_bad_request_after_a_few_tries()
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new("no", 404, "text/plain"));
        (await FailAsync(server.Url)).Kind.ShouldBe(ModelErrorKind.BadRequest);
        server.Asked.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Theory]
    [InlineData(401, ModelErrorKind.Authentication)]
    [InlineData(429, ModelErrorKind.RateLimited)]
    [InlineData(500, ModelErrorKind.ServerError)]
    [InlineData(529, ModelErrorKind.Overloaded)]
    public async Task What_is_no_matter_of_shape_is_not_tried_in_another(int status, ModelErrorKind kind)
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new("{}", status));
        (await FailAsync(server.Url)).Kind.ShouldBe(kind);
        server.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(
        400,
        "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens.\",\"code\":\"context_length_exceeded\"}}"
    )]
    [InlineData(
        400,
        "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\"}}"
    )]
    [InlineData(413, "too large")]
    [InlineData(200, "{\"error\":{\"message\":\"prompt is too long\",\"code\":400}}")]
    public async Task A_question_that_is_too_long_has_a_kind_of_its_own_and_is_not_asked_in_another_shape(int status, string body)
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new(body, status));
        (await FailAsync(server.Url)).Kind.ShouldBe(ModelErrorKind.ContextExceeded);
        server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Instructions_and_facts_are_the_same_to_the_byte_from_call_to_call()
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new(Said(Json)));
        using var model = Model(server.Url);
        await model.CompleteAsync(Request, TestContext.Current.CancellationToken);
        await model.CompleteAsync(
            Request with
            {
                Call = "synthesize",
                Task = "Another task.",
                Schema = Schema.Replace("\"n\"", "\"other\"", StringComparison.Ordinal),
                MaxOutputTokens = 77,
            },
            TestContext.Current.CancellationToken
        );
        string Prefix(int i) =>
            server.Asked[i].Body[..(server.Asked[i].Body.IndexOf("Facts.", StringComparison.Ordinal) + "Facts.".Length)];
        Prefix(0).ShouldBe(Prefix(1));
    }

    [Theory]
    [InlineData("<html>Welcome to nginx!</html>", ModelErrorKind.InvalidAnswer)]
    [InlineData("", ModelErrorKind.InvalidAnswer)]
    [InlineData("[]", ModelErrorKind.InvalidAnswer)]
    [InlineData("{\"answer\":42}", ModelErrorKind.InvalidAnswer)]
    [InlineData("{\"choices\":7}", ModelErrorKind.InvalidAnswer)]
    [InlineData("{\"error\":{\"message\":\"busy\",\"code\":429}}", ModelErrorKind.RateLimited)]
    [InlineData("{\"error\":\"boom\"}", ModelErrorKind.ServerError)]
    [InlineData("{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I can't.\"}}]}", ModelErrorKind.Refused)]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"{\"},\"finish_reason\":\"length\"}]}", ModelErrorKind.TooLong)]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"content_filter\"}]}", ModelErrorKind.Refused)]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"{\\\"n\\\"\"}}]}\n\n", ModelErrorKind.CutOff)]
    [InlineData("data: {\"error\":{\"code\":\"503\"}}\n\n", ModelErrorKind.ServerError)]
    [InlineData("data: nonsense\n\n", ModelErrorKind.InvalidAnswer)]
    public async Task What_is_no_answer_has_a_kind(string body, ModelErrorKind kind)
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new(body));
        (await FailAsync(server.Url)).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task A_wait_that_the_server_names_is_passed_on()
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new("{}", 429) { Headers = new() { ["Retry-After"] = "11" } });
        (await FailAsync(server.Url)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task An_endless_line_is_cut()
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new("{\"choices\":\"" + new string('x', 5 << 20)));
        (await FailAsync(server.Url)).Kind.ShouldBe(ModelErrorKind.TooLong);
    }

    [Fact]
    public async Task Effort_is_said_where_it_is_configured()
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new(Said(Json)));
        using var model = Model(server.Url, effort: "high");
        await model.CompleteAsync(Request, TestContext.Current.CancellationToken);
        server.Asked[0].Body.ShouldContain("\"reasoning_effort\":\"high\"");
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Said(string content) => $$$"""{"choices":[{"message":{"content":{{{Quoted(content)}}}}}]}""";

    private static string Chunk(string content) => "data: {\"choices\":[{\"delta\":{\"content\":" + Quoted(content) + "}}]}\n\n";

    private static OpenAiCompatibleModel Model(string url, string? effort = null) =>
        new(
            new ModelSettings
            {
                Vendor = ModelVendor.OpenAiCompatible,
                Model = "any",
                BaseUrl = url,
                Effort = effort,
            },
            TimeProvider.System
        );

    private static async Task<ModelReply> AskAsync(string url)
    {
        using var model = Model(url);
        return await model.CompleteAsync(Request, TestContext.Current.CancellationToken);
    }

    private static Task<ModelException> FailAsync(string url) => Should.ThrowAsync<ModelException>(() => AskAsync(url));
}
