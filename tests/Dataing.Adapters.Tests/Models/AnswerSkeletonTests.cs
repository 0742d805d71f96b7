using Dataing.Adapters.Models.StandIn;

namespace Dataing.Adapters.Tests.Models;

public sealed class AnswerSkeletonTests
{
    private const string Schema = """
        {"type":"object","required":["why","tests"],"additionalProperties":false,"properties":{
          "why":{"type":["string","null"]},
          "tests":{"type":"array","items":{"type":"object","properties":{
            "kind":{"type":"string","enum":["first","sum"]},"value":{"type":"number"},"sql":{"type":"string"}}}}}}
        """;

    [Fact]
    public void Shows_every_member_with_what_may_stand_there() =>
        AnswerSkeleton
            .Of(Schema)
            .ReplaceLineEndings("\n")
            .ShouldBe(
                """
                {
                  "why": "… or null",
                  "tests": [
                    {
                      "kind": "first | sum",
                      "value": 0,
                      "sql": "…"
                    }
                  ]
                }
                """.ReplaceLineEndings("\n")
            );

    [Theory]
    [InlineData("{\"why\":null,\"tests\":[]}", null)]
    [InlineData("{\"why\":null}", "it lacks tests")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{\"why\":", "no JSON")]
    [InlineData("", "no JSON")]
    public void Says_what_an_answer_lacks(string answer, string? says)
    {
        if (says is null)
            AnswerSkeleton.Problem(answer, Schema).ShouldBeNull();
        else
            AnswerSkeleton.Problem(answer, Schema).ShouldNotBeNull().ShouldContain(says);
    }
}
