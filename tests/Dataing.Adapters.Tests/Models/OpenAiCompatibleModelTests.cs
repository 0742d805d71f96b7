using Dataing.Adapters.Models;
using Dataing.Adapters.Models.StandIn;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

public sealed class OpenAiCompatibleModelTests : LanguageModelContract
{
    protected override ILanguageModel Create(string url, TimeSpan timeout) =>
        new OpenAiCompatibleModel(
            new ModelSettings
            {
                Vendor = ModelVendor.OpenAiCompatible,
                Model = "any-model",
                BaseUrl = url + "/v1",
                Timeout = timeout,
            },
            TimeProvider.System
        );

    /// <summary>What a family of models does not take is left out, and the schema stays as long as it can.</summary>
    [Theory]
    [InlineData("gpt-4o", "high", 1)]
    [InlineData("gpt-5", "high", 0)]
    [InlineData("o3", "max", 1)]
    [InlineData("gpt-4o", null, 0)]
    public async Task An_effort_that_the_model_does_not_have_is_left_out(string id, string? effort, int refusals)
    {
        var answers = new ScriptedAnswers(new StandInAnswer.Text("{\"n\":1}"));
        await using var server = await ModelStandIn.StartAsync(0, answers, TestContext.Current.CancellationToken);
        using var model = new OpenAiCompatibleModel(
            new ModelSettings
            {
                Vendor = ModelVendor.OpenAiCompatible,
                Model = id,
                BaseUrl = server.Url + "/v1",
                Effort = effort,
            },
            TimeProvider.System
        );
        var request = new ModelRequest("write_query", "Instructions.", "Facts.", "Task.", Schema, 5_000);
        for (var i = 0; i < 2; i++)
            (await model.CompleteAsync(request, TestContext.Current.CancellationToken)).Text.ShouldBe("{\"n\":1}");
        server.Refused.ShouldBe(refusals);
        answers.Asked.ShouldAllBe(q => q.Schema == Schema);
    }

    private const string Schema =
        """{"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":false}""";
}
