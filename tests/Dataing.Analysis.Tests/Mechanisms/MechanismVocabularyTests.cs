using System.Text.Json;
using Dataing.Analysis.Mechanisms;
using Dataing.Core.Analysts;

namespace Dataing.Analysis.Tests.Mechanisms;

public sealed class MechanismVocabularyTests
{
    /// <summary>A model may name every mechanism that the analyst can look for, and no other.</summary>
    [Fact]
    public void What_a_model_may_name_is_what_the_analyst_can_prove()
    {
        using var stream = typeof(IAnalyst).Assembly.GetManifestResourceStream(
            "Dataing.Core.Reasoning.Prompts.propose_hypotheses.schema.json"
        );
        using var schema = JsonDocument.Parse(stream.ShouldNotBeNull());
        var hypothesis = schema.RootElement.GetProperty("properties").GetProperty("hypotheses").GetProperty("items");
        hypothesis
            .GetProperty("properties")
            .GetProperty("mechanism")
            .GetProperty("enum")
            .EnumerateArray()
            .Select(e => e.GetString())
            .ShouldBe([.. MechanismCatalogue.All.Select(m => m.Id), "unknown"]);
    }
}
