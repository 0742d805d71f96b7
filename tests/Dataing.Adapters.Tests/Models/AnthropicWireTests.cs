using System.Text.Json;
using Dataing.Adapters.Models;
using Dataing.Adapters.Models.StandIn;
using Dataing.Adapters.Tests.Models.Chat;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

/// <summary>What Claude's adapter puts on the wire.</summary>
public sealed class AnthropicWireTests
{
    private const string Schema = """
        {"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":false}
        """;

    private static readonly ModelRequest Request = new("write_query", "Instructions.", "Facts.", "Task.", Schema, 5_000);

    [Fact]
    public async Task The_stable_prefix_is_the_same_to_the_byte_from_call_to_call()
    {
        var first = await SentAsync(Request);
        var second = await SentAsync(Request with { Call = "synthesize", Task = "Another task, with other results." });
        var cut = second.IndexOf("Another task", StringComparison.Ordinal);
        first[..first.IndexOf("Task.", StringComparison.Ordinal)].ShouldBe(second[..cut]);
    }

    [Fact]
    public async Task Instructions_and_facts_end_where_the_vendor_may_cache()
    {
        using var body = JsonDocument.Parse(await SentAsync(Request));
        var system = body.RootElement.GetProperty("system")[0];
        system.GetProperty("text").GetString().ShouldBe("Instructions.");
        system.GetProperty("cache_control").GetProperty("type").GetString().ShouldBe("ephemeral");
        var said = body.RootElement.GetProperty("messages")[0].GetProperty("content");
        said[0].TryGetProperty("cache_control", out _).ShouldBeTrue();
        said[1].TryGetProperty("cache_control", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("adaptive", """{"type":"adaptive"}""")]
    [InlineData("off", """{"type":"disabled"}""")]
    [InlineData("2048", """{"type":"enabled","budget_tokens":2048}""")]
    [InlineData("90000", """{"type":"enabled","budget_tokens":4999}""")]
    public async Task Thinking_is_said_where_it_is_configured(string configured, string expected)
    {
        using var body = JsonDocument.Parse(await SentAsync(Request, thinking: configured));
        var thinking = body.RootElement.GetProperty("thinking");
        using var wanted = JsonDocument.Parse(expected);
        JsonElement.DeepEquals(thinking, wanted.RootElement).ShouldBeTrue(thinking.GetRawText());
    }

    [Fact]
    public async Task Where_the_budget_leaves_no_room_to_think_nothing_is_said_of_it()
    {
        using var body = JsonDocument.Parse(await SentAsync(Request with { MaxOutputTokens = 1_024 }, thinking: "4096"));
        body.RootElement.TryGetProperty("thinking", out _).ShouldBeFalse();
    }

    /// <summary>A generation that does not know a setting or a schema is asked without it, and from then on at once.</summary>
    [Theory]
    [InlineData("claude-sonnet-5", "4096", null, 1)]
    [InlineData("claude-sonnet-5-5", "off", null, 1)]
    [InlineData("claude-haiku-4-5", "adaptive", null, 1)]
    [InlineData("claude-haiku-4-5", null, "high", 1)]
    [InlineData("claude-3-7-sonnet-20250219", null, null, 1)]
    [InlineData("claude-3-7-sonnet-20250219", "adaptive", "high", 2)]
    [InlineData("claude-sonnet-5", "adaptive", "max", 0)]
    public async Task What_a_model_does_not_take_is_left_out(string id, string? thinking, string? effort, int refusals)
    {
        await using var server = await ModelStandIn.StartAsync(
            0,
            new ScriptedAnswers(new StandInAnswer.Text("{\"n\":1}")),
            TestContext.Current.CancellationToken
        );
        using var model = Claude(server.Url, id, thinking, effort);
        for (var i = 0; i < 2; i++)
            (await model.CompleteAsync(Request, TestContext.Current.CancellationToken)).Text.ShouldBe("{\"n\":1}");
        server.Refused.ShouldBe(refusals);
    }

    [Fact]
    public async Task A_refusal_for_another_reason_is_not_asked_again()
    {
        await using var server = await SimpleServer.StartAsync(
            (_, _) => new("""{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low."}}""", 400)
        );
        await AskAsync(server.Url, Request, "adaptive", "high");
        server.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Effort_is_said_where_it_is_configured_and_nothing_where_it_is_not()
    {
        using var with = JsonDocument.Parse(await SentAsync(Request, effort: "low"));
        with.RootElement.GetProperty("output_config").GetProperty("effort").GetString().ShouldBe("low");
        with.RootElement.GetProperty("output_config").TryGetProperty("format", out _).ShouldBeTrue();
        using var without = JsonDocument.Parse(await SentAsync(Request));
        without.RootElement.TryGetProperty("thinking", out _).ShouldBeFalse();
        without.RootElement.GetProperty("output_config").TryGetProperty("effort", out _).ShouldBeFalse();
        without.RootElement.TryGetProperty("temperature", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("/v1/messages")]
    public async Task The_url_may_be_written_in_any_way(string ending)
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new("{}", 401));
        await AskAsync(server.Url + ending, Request, null, null);
        server.Asked.ShouldHaveSingleItem().Path.ShouldBe("/v1/messages");
    }

    private static async Task<string> SentAsync(ModelRequest request, string? thinking = null, string? effort = null)
    {
        await using var server = await SimpleServer.StartAsync((_, _) => new("{}", 401));
        await AskAsync(server.Url, request, thinking, effort);
        return server.Asked.ShouldHaveSingleItem().Body;
    }

    private static async Task AskAsync(string url, ModelRequest request, string? thinking, string? effort)
    {
        using var model = Claude(url, "claude-sonnet-5-5", thinking, effort);
        await Should.ThrowAsync<ModelException>(() => model.CompleteAsync(request, TestContext.Current.CancellationToken));
    }

    private static AnthropicModel Claude(string url, string id, string? thinking, string? effort) =>
        new(
            new ModelSettings
            {
                Vendor = ModelVendor.Anthropic,
                Model = id,
                ApiKey = "k",
                BaseUrl = url,
                Thinking = ModelThinking.Of(thinking),
                Effort = effort,
            },
            TimeProvider.System
        );
}
