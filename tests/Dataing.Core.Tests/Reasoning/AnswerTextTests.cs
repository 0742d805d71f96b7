using Dataing.Core.Reasoning;

namespace Dataing.Core.Tests.Reasoning;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("```json\n{\"a\":1}\n```", """{"a":1}""")]
    [InlineData("```\n{\"a\":{\"b\":2}}\n```\nI hope this helps!", """{"a":{"b":2}}""")]
    [InlineData("Sure, here is the answer:\n\n{\"a\":\"} { \\\" }\"}", """{"a":"} { \" }"}""")]
    [InlineData("<think>maybe {\"a\":0}? No.</think>{\"a\":1}", """{"a":1}""")]
    [InlineData("Use {braces} like this: {\"a\":1}", """{"a":1}""")]
    [InlineData("\uFEFF  {\"a\":1}  ", """{"a":1}""")]
    [InlineData("{\"a\":1} {\"b\":2}", """{"a":1}|{"b":2}""")]
    [InlineData("[{\"a\":1}]", """{"a":1}""")]
    [InlineData("", "")]
    [InlineData("I think it is the CDN.", "")]
    [InlineData("{\"a\":1", "")]
    [InlineData("{{{{", "")]
    [InlineData("null", "")]
    public void Finds_the_json_within(string answer, string expected) => string.Join('|', AnswerText.Objects(answer)).ShouldBe(expected);

    [Fact]
    public void An_endless_row_of_braces_does_not_take_for_ever()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        AnswerText.Objects(new string('{', 100_000)).ShouldBeEmpty();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }
}
