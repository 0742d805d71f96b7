using Dataing.Adapters.Models.Chat;

namespace Dataing.Adapters.Tests.Models.Chat;

public sealed class ChatEndpointTests
{
    [Theory]
    [InlineData(null, "https://api.openai.com/v1/chat/completions")]
    [InlineData("http://h:1", "http://h:1/v1/chat/completions")]
    [InlineData("http://h:1/", "http://h:1/v1/chat/completions")]
    [InlineData("http://h:1/v1", "http://h:1/v1/chat/completions")]
    [InlineData("http://h:1/v1/", "http://h:1/v1/chat/completions")]
    [InlineData("http://h:1/v1/chat/completions", "http://h:1/v1/chat/completions")]
    [InlineData("http://h:1/v1/chat/completions/", "http://h:1/v1/chat/completions")]
    [InlineData("https://h/api/openai/v1", "https://h/api/openai/v1/chat/completions")]
    [InlineData("https://h/serve", "https://h/serve/chat/completions")]
    [InlineData("https://h/openai?api-version=1", "https://h/openai/chat/completions?api-version=1")]
    public void Every_way_of_writing_the_url_leads_there(string? given, string expected) =>
        ChatEndpoint.Candidates(given)[0].AbsoluteUri.ShouldBe(expected);

    [Theory]
    [InlineData("http://h:1", "http://h:1/chat/completions")]
    [InlineData("http://h:1/v1", "http://h:1/chat/completions")]
    [InlineData("http://h:1/serve", "http://h:1/serve/v1/chat/completions")]
    public void A_server_that_is_not_there_may_be_at_the_other_place(string given, string expected) =>
        ChatEndpoint.Candidates(given)[1].AbsoluteUri.ShouldBe(expected);
}
