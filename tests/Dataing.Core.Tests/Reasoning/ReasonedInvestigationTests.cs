using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Core.Reasoning;
using Dataing.Core.Tests.Investigations;
using Dataing.Core.Tests.Scripted;

namespace Dataing.Core.Tests.Reasoning;

/// <summary>A whole investigation with a model beside the analyst: what it may do, and what it may not.</summary>
public sealed class ReasonedInvestigationTests
{
    private const string Sql = "SELECT count(*) AS n FROM orders WHERE user_id IS NULL";

    private readonly InMemoryEventStore _store = new();
    private readonly ManualClock _clock = new(Samples.Noon);

    [Fact]
    public async Task A_prediction_that_comes_true_leaves_a_suspect_and_the_verdict_where_it_was()
    {
        var finding = await InvestigateAsync(Proposing(Sql, 1), Wording("2.3.1 loses `user_id`."));
        var suspect = finding.Hypotheses.Single(h => h.Id == "m1");
        suspect.Verdict.ShouldBe(HypothesisVerdict.Undecided);
        suspect.Reason.ShouldContain("suspect");
        finding.RootCause!.Mechanism.ShouldBe("segment_bad_values");
        finding.RootCause.Statement.ShouldBe("2.3.1 loses `user_id`.");
    }

    [Fact]
    public async Task A_prediction_that_fails_is_a_rejection() =>
        (await InvestigateAsync(Proposing(Sql, 1_000_000), Wording("2.3.1 loses `user_id`.")))
            .Hypotheses.Single(h => h.Id == "m1")
            .Verdict.ShouldBe(HypothesisVerdict.Rejected);

    [Fact]
    public async Task A_query_that_the_guard_refuses_goes_back_with_its_error_and_never_runs()
    {
        var source = Source();
        var model = new ScriptedModel(Proposing("DELETE FROM orders", 1), Correcting(Sql, 1), Wording("2.3.1 loses `user_id`."));
        await InvestigateAsync(model, source);
        source.Ran.ShouldNotContain(sql => sql.Contains("DELETE", StringComparison.OrdinalIgnoreCase));
        model.Asked[1].Call.ShouldBe("correct_query");
        model.Asked[1].Task.ShouldContain("DELETE FROM orders");
        (await EventsAsync()).OfType<InvestigationEvent.ReflexionAttempted>().Count().ShouldBe(1);
        (await EventsAsync()).OfType<InvestigationEvent.QueryRefused>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task After_two_corrections_it_is_given_up()
    {
        var finding = await InvestigateAsync(
            Proposing("DROP TABLE orders", 1),
            Correcting("SELECT nonsense FROM nowhere", 1),
            Correcting("SELECT pg_sleep(10)", 1),
            Wording("2.3.1 loses `user_id`.")
        );
        finding.Hypotheses.Single(h => h.Id == "m1").Reason.ShouldContain("No query of it could be run");
    }

    [Fact]
    public async Task A_prediction_that_proves_nothing_is_sent_back_before_its_query_runs()
    {
        var source = Source();
        var empty = Proposing(Sql, 1).Replace("less_than", "at_least", StringComparison.Ordinal);
        var model = new ScriptedModel(empty, Correcting(Sql, 1), Wording("2.3.1 loses `user_id`."));
        await InvestigateAsync(model, source);
        model.Asked[1].Task.ShouldContain("cannot tell true from false");
    }

    [Fact]
    public async Task Words_with_figures_that_no_evidence_holds_are_sent_back_and_then_left_out()
    {
        var lie = Wording("Version 2.3.1 lost 987,654 rows at 03:14 because `billing_cron` died.");
        var finding = await InvestigateAsync(Proposing(Sql, 1), lie, lie.Replace("987,654", "987,655", StringComparison.Ordinal));
        finding.RootCause!.Statement.ShouldBe(Samples.Finding.RootCause!.Statement);
        finding.Caveats.ShouldContain(c => c.Contains("not used for synthesize"));
    }

    [Fact]
    public async Task Words_that_do_not_name_the_culprit_are_sent_back()
    {
        var model = new ScriptedModel(Proposing(Sql, 1), Wording("Something lost `user_id`."), Wording("2.3.1 loses `user_id`."));
        var finding = await InvestigateAsync(model, Source());
        model.Asked[2].Task.ShouldContain("must name the culprit");
        finding.RootCause!.Statement.ShouldBe("2.3.1 loses `user_id`.");
    }

    [Fact]
    public async Task A_command_of_the_model_that_is_no_query_is_not_passed_on()
    {
        var finding = await InvestigateAsync(
            Proposing(Sql, 1),
            Wording("2.3.1 loses `user_id`.").Replace("\"command\":null", "\"command\":\"DROP TABLE orders\"", StringComparison.Ordinal)
        );
        finding.Recommendations.ShouldNotContain(r => r.Command != null && r.Command.Contains("DROP"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I think it is the CDN.")]
    [InlineData("{\"thinking\":\"x\"}")]
    [InlineData("[1,2,3]")]
    [InlineData("null")]
    [InlineData("{\"thinking\":\"x\",\"hypotheses\":[{\"title\":7}]}")]
    public async Task An_answer_that_is_none_gets_a_second_chance_and_then_the_analyst_goes_on_alone(string rubbish)
    {
        var finding = await InvestigateAsync(rubbish, rubbish, rubbish, rubbish);
        finding.Verdict.ShouldBe(Verdict.RootCause);
        finding.RootCause.ShouldBe(Samples.Finding.RootCause);
        (await EventsAsync()).OfType<InvestigationEvent.ModelAnswerRejected>().Count().ShouldBe(4);
        (await EventsAsync()).OfType<InvestigationEvent.ReasoningDegraded>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_model_that_is_down_costs_nothing_but_its_words()
    {
        var down = new ModelException(ModelErrorKind.Authentication, "The key is refused.");
        var finding = await InvestigateAsync(down, down);
        finding.RootCause.ShouldBe(Samples.Finding.RootCause);
        finding.Caveats.ShouldContain(c => c.Contains("The key is refused."));
    }

    [Fact]
    public async Task The_stable_prefix_is_the_same_to_the_byte_in_every_call()
    {
        var model = new ScriptedModel(Proposing("DELETE FROM orders", 1), Correcting(Sql, 1), Wording("2.3.1 loses `user_id`."));
        await InvestigateAsync(model, Source());
        model.Asked.Select(a => a.StablePrefix).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Killed_at_any_event_and_run_again_no_exchange_is_paid_for_twice()
    {
        object[] script = [Proposing(Sql, 1), Wording("2.3.1 loses `user_id`.")];
        var whole = await new ReasonedInvestigationTests().InvestigateAsync(script);
        for (var n = 1; ; n++)
        {
            var run = new ReasonedInvestigationTests();
            run._store.DiesAt = n;
            if (await Record.ExceptionAsync(() => run.InvestigateAsync(script)) is not ProcessDiedException)
                break;
            run._store.DiesAt = null;
            var answered = (await run.EventsAsync()).OfType<InvestigationEvent.ModelAnswered>().Count();
            var model = new ScriptedModel(script.Skip(answered));
            var resumed = await run.InvestigateAsync(model, Source());
            resumed.RootCause.ShouldBe(whole.RootCause, $"killed at event {n}");
            model.Asked.Count.ShouldBe(script.Length - answered, $"killed at event {n}");
        }
    }

    private static string Test(string sql, double atLeast) =>
        $$"""
            {"sql":"{{sql}}","if_true":{"aggregate":"first","column":"n","comparison":"at_least","value":{{atLeast}} },
             "if_false":{"aggregate":"first","column":"n","comparison":"less_than","value":{{atLeast}} } }
            """;

    private static string Proposing(string sql, double atLeast) =>
        $$"""
            {"thinking":"…","hypotheses":[{"title":"A suspect","category":"infrastructure","reasoning":"r","test":{{Test(sql, atLeast)}} }]}
            """;

    private static string Correcting(string sql, double atLeast) => "{\"thinking\":\"…\",\"test\":" + Test(sql, atLeast) + "}";

    private static string Wording(string statement) =>
        $$"""
            {"thinking":"…","statement":"{{statement}}","causal_chain":[{"role":"trigger","statement":"2.3.1 came","at":null,"evidence_id":null},
            {"role":"mechanism","statement":"it lost user_id","at":null,"evidence_id":null},{"role":"symptom","statement":"NULL","at":null,"evidence_id":null}],
            "recommendations":[{"title":"Roll 2.3.1 back","command":null}]}
            """;

    private static ScriptedSource Source() =>
        new(sql =>
            [
                ["rows", (long)sql.Length],
            ]
        );

    private Task<Finding> InvestigateAsync(params object[] answers) => InvestigateAsync(new ScriptedModel(answers), Source());

    private async Task<Finding> InvestigateAsync(ScriptedModel model, ScriptedSource source)
    {
        using var log = await InvestigationLog.OpenAsync("i", _store, null, _clock, CancellationToken.None);
        IReasoner Reasoner(InvestigationLog l) =>
            new ModelReasoner(new ModelDesk(l, model, new ModelLimits(), text => text, _clock, new Random(1)), new EgressPolicy());
        var investigator = new Investigator(inquiry => new ScriptedAnalyst(inquiry), new InvestigationLimits(), Reasoner);
        return await investigator.InvestigateAsync(Samples.Alert, log, source, new BareContext(), TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<InvestigationEvent>> EventsAsync() =>
        [.. (await _store.ReadAsync("i", CancellationToken.None)).Select(r => r.Event)];
}
