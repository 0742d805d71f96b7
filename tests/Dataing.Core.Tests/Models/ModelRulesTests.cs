using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Core.Tests.Investigations;

namespace Dataing.Core.Tests.Models;

public sealed class ModelRulesTests
{
    private static readonly ModelLimits Limits = new() { Tokens = 1_000 };

    [Fact]
    public void Questions_under_way_have_their_share_of_the_budget_set_aside()
    {
        var state = Samples.Given(Asked("m-1", 600));
        ModelRules.Ask(state, Asked("m-2", 300), Limits, Samples.Noon).ShouldBeOfType<Decision.Accepted>();
        ModelRules.Ask(state, Asked("m-2", 500), Limits, Samples.Noon).ShouldBeOfType<Decision.Refused>();
    }

    [Theory]
    [InlineData(50_000, 16_000)] // room for the longest answer
    [InlineData(10_000, 9_000)] // as long as the budget holds
    [InlineData(2_100, 1_100)]
    [InlineData(2_000, null)] // too short to be worth asking for
    [InlineData(500, null)]
    public void An_answer_is_as_long_as_the_budget_holds_so_that_it_cannot_be_exceeded(long budget, int? expected)
    {
        var asked = Asked("m-1", 17_000) with { OutputTokens = 16_000 };
        var decision = ModelRules.Ask(Samples.Given(), asked, new ModelLimits { Tokens = budget }, Samples.Noon);
        Granted(decision).ShouldBe(expected);
        if (decision is Decision.Accepted { Events: [InvestigationEvent.ModelAsked granted] })
            granted.EstimatedTokens.ShouldBeLessThanOrEqualTo(budget);
    }

    [Theory]
    [InlineData(1, 16_000)]
    [InlineData(0.17, 10_000)] // 0.02 for the question, the rest for its answer
    [InlineData(0.03, null)]
    [InlineData(0.01, null)]
    public void Money_bounds_the_answer_too(double budget, int? expected)
    {
        var limits = new ModelLimits { Money = (decimal)budget, Prices = new ModelPrices(20, 15, 2, 20) };
        var asked = Asked("m-1", 17_000) with { OutputTokens = 16_000 };
        Granted(ModelRules.Ask(Samples.Given(), asked, limits, Samples.Noon)).ShouldBe(expected);
    }

    private static int? Granted(Decision decision) =>
        decision is Decision.Accepted { Events: [InvestigationEvent.ModelAsked granted] } ? granted.OutputTokens : null;

    [Fact]
    public void An_answer_frees_what_was_set_aside_and_counts_what_it_took()
    {
        var state = Samples.Given(Asked("m-1", 600), new InvestigationEvent.ModelAnswered("m-1", "{}", new ModelUsage(50, 50), 0));
        ModelRules.Ask(state, Asked("m-2", 900), Limits, Samples.Noon).ShouldBeOfType<Decision.Accepted>();
        ModelRules.Ask(state, Asked("m-2", 901), Limits, Samples.Noon).ShouldBeOfType<Decision.Refused>();
    }

    [Fact]
    public void The_same_question_asked_again_is_not_set_aside_twice() =>
        ModelRules.Ask(Samples.Given(Asked("m-1", 600)), Asked("m-1", 600), Limits, Samples.Noon).ShouldBeOfType<Decision.Accepted>();

    [Fact]
    public void What_a_killed_run_had_set_aside_is_free_when_it_is_resumed()
    {
        var state = Samples.Given(Asked("m-1", 900), new InvestigationEvent.Resumed());
        ModelRules.Ask(state, Asked("m-2", 900), Limits, Samples.Noon).ShouldBeOfType<Decision.Accepted>();
    }

    /// <summary>Questions to a person may take minutes; the clock of an investigation stops for them.</summary>
    [Fact]
    public void Waiting_for_a_model_does_not_use_up_the_time_for_queries()
    {
        var state = Samples.Given(new InvestigationEvent.Started(Samples.Alert, "s"), Asked("m-1", 1), Asked("m-2", 1));
        state = Evolve(state, new InvestigationEvent.ModelAnswered("m-1", "{}", new ModelUsage(1, 1), 0), Samples.Noon.AddMinutes(20));
        state = Evolve(state, new InvestigationEvent.ModelFailed("m-2", ModelErrorKind.Timeout, "x"), Samples.Noon.AddMinutes(30));
        var query = new InvestigationEvent.QuerySubmitted("q", "h", "p", "SELECT 1");
        var limits = new InvestigationLimits();
        InvestigationRules.SubmitQuery(state, query, limits, Samples.Noon.AddMinutes(39)).ShouldBeOfType<Decision.Accepted>();
        InvestigationRules.SubmitQuery(state, query, limits, Samples.Noon.AddMinutes(41)).ShouldBeOfType<Decision.Refused>();
    }

    [Fact]
    public void While_a_question_is_open_the_clock_stands_still()
    {
        var state = Samples.Given(new InvestigationEvent.Started(Samples.Alert, "s"), Asked("m-1", 1));
        var query = new InvestigationEvent.QuerySubmitted("q", "h", "p", "SELECT 1");
        InvestigationRules
            .SubmitQuery(state, query, new InvestigationLimits(), Samples.Noon.AddHours(2))
            .ShouldBeOfType<Decision.Accepted>();
    }

    private static InvestigationState Evolve(InvestigationState state, InvestigationEvent e, DateTimeOffset at) =>
        InvestigationState.Evolve(state, new Recorded(state.Version + 1, at, e));

    private static InvestigationEvent.ModelAsked Asked(string id, long tokens) =>
        new(id, "write_query", "m", "p", "prompt", 1, EstimatedTokens: tokens);
}
