using System.Collections.Concurrent;
using Dataing.Adapters.Models;
using Dataing.Adapters.Models.StandIn;
using Dataing.Core.Reasoning;
using Dataing.Demo;
using Dataing.Host.Tests.Demo;

namespace Dataing.Host.Tests.Models;

/// <summary>What a vendor may cache: over a whole investigation the instructions and what is known of the case are the same to the byte.</summary>
[Collection(WrittenDemoCollection.Name)]
public sealed class StablePrefixTests(WrittenDemo demo)
{
    [Theory]
    [InlineData(ModelVendor.Anthropic, false)]
    [InlineData(ModelVendor.OpenAiCompatible, false)]
    [InlineData(ModelVendor.Anthropic, true)]
    public async Task The_prefix_is_the_same_to_the_byte_from_call_to_call(ModelVendor vendor, bool pseudonyms)
    {
        var folder = demo.Folder(DemoIncidents.All[0].Name, DemoWorld.DefaultSeed);
        var person = new Listening();
        await using var desk = await Desk.OpenAsync(person, vendor, new EgressPolicy { Pseudonyms = pseudonyms });

        await SolvedDemo.InvestigateAsync(folder, desk);

        person.Asked.Select(Calls.Of).Distinct().Count().ShouldBeGreaterThanOrEqualTo(5);
        person.Asked.Select(q => q.Instructions).Distinct().ShouldHaveSingleItem().Length.ShouldBeGreaterThan(1_000);
        person.Asked.Select(q => Known(q.Prompt)).Distinct().ShouldHaveSingleItem().Length.ShouldBeGreaterThan(500);
    }

    /// <summary>The case file up to what was found out since.</summary>
    private static string Known(string prompt) => prompt[..prompt.IndexOf("## Hypotheses tested by the analyst", StringComparison.Ordinal)];

    private sealed class Listening : IStandInScript
    {
        public ConcurrentQueue<StandInQuestion> Asked { get; } = [];

        public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken)
        {
            Asked.Enqueue(question);
            return Task.FromResult<StandInAnswer>(new StandInAnswer.Text(DiligentPerson.Answer(question)));
        }
    }
}
