using System.Text.Json;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Tests.Reasoning;

public sealed class PromptLibraryTests
{
    public static TheoryData<string> Calls =>
        ["propose_hypotheses", "write_query", "correct_query", "interpret_evidence", "synthesize", "judge_quality"];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Every_object_of_a_schema_is_closed_and_requires_its_members(string call)
    {
        using var schema = JsonDocument.Parse(PromptLibrary.Schema(call));
        Check(schema.RootElement);

        static void Check(JsonElement node)
        {
            if (node.ValueKind == JsonValueKind.Array)
                foreach (var item in node.EnumerateArray())
                    Check(item);
            if (node.ValueKind != JsonValueKind.Object)
                return;
            if (node.TryGetProperty("properties", out var properties))
            {
                node.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
                node.GetProperty("required")
                    .EnumerateArray()
                    .Select(e => e.GetString())
                    .ShouldBe(properties.EnumerateObject().Select(p => p.Name));
            }
            foreach (var member in node.EnumerateObject())
                Check(member.Value);
        }
    }

    [Fact]
    public void What_fills_a_slot_is_never_read_as_a_slot() =>
        PromptLibrary
            .Task("write_query", ("hypothesis", "{question}"), ("question", "Q"))
            .ShouldSatisfyAllConditions(t => t.ShouldContain("Hypothesis: {question}"), t => t.ShouldContain("open: Q"));

    [Fact]
    public void A_slot_that_the_prompt_does_not_have_is_a_bug() =>
        Should.Throw<ArgumentException>(() => PromptLibrary.Task("synthesize", ("nonsense", "x")));

    /// <summary>Each of the five calls, and the judge: a prompt, a schema, and no incident that could be taken for the answer.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public void A_prompt_is_a_resource_of_its_own_and_holds_no_example(string call)
    {
        using var stream = typeof(PromptLibrary).Assembly.GetManifestResourceStream($"Dataing.Core.Reasoning.Prompts.{call}.md");
        using var reader = new StreamReader(stream.ShouldNotBeNull());
        var prompt = reader.ReadToEnd();
        prompt.Length.ShouldBeGreaterThan(50);
        foreach (var word in (string[])["for example", "e.g.", "for instance", "such as"])
            prompt.ShouldNotContain(word, Case.Insensitive);
    }
}
