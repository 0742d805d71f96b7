using System.Text.Json;
using Dataing.Adapters.Models;
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
    public async Task Where_the_budget_leaves_no_room_to_think_it_does_not_think()
    {
        using var body = JsonDocument.Parse(await SentAsync(Request with { MaxOutputTokens = 1_024 }, thinking: "4096"));
        body.RootElement.GetProperty("thinking").GetProperty("type").GetString().ShouldBe("disabled");
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
        using var model = new AnthropicModel(
            new ModelSettings
            {
                Vendor = ModelVendor.Anthropic,
                Model = "claude-sonnet-5-5",
                ApiKey = "k",
                BaseUrl = url,
                Thinking = ModelThinking.Of(thinking),
                Effort = effort,
            },
            TimeProvider.System
        );
        await Should.ThrowAsync<ModelException>(() => model.CompleteAsync(request, TestContext.Current.CancellationToken));
    }
}
