using System.Text.Json;
using Dataing.Core.Json;
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

    [Fact]
    public void An_answer_by_the_schema_is_read()
    {
        const string Answer = """
            {"thinking":"…","hypotheses":[{"title":"t","category":"infrastructure","reasoning":"r","test":{"sql":"SELECT 1 AS n",
             "if_true":{"aggregate":"first","column":"n","comparison":"at_least","value":1},
             "if_false":{"aggregate":"first","column":"n","comparison":"less_than","value":1}}}]}
            """;
        var read = JsonSerializer.Deserialize<ModelAnswers.Hypotheses>(Answer, DataingJson.Wire);
        read!.Items.ShouldHaveSingleItem().Test.IfTrue.ShouldBe(new PredictedValue(RowAggregate.First, "n", Comparison.AtLeast, 1));
    }
}
