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

    public static TheoryData<ModelErrorKind> Faults => [.. Enum.GetValues<ModelErrorKind>()];

    /// <summary>Whatever the fault: asked again where that may help, then left out, and said in the log and in the finding.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_degrades_its_step_and_nothing_else(ModelErrorKind kind)
    {
        var fault = new ModelException(kind, $"It is {kind}.");
        var model = new ScriptedModel(Enumerable.Repeat(fault, 20));
        var finding = await InvestigateAsync(model, Source());
        finding.RootCause.ShouldBe(Samples.Finding.RootCause);
        finding.Verdict.ShouldBe(Verdict.RootCause);
        var degraded = (await EventsAsync()).OfType<InvestigationEvent.ReasoningDegraded>().ToList();
        degraded.Select(d => d.Call).ShouldBe(["propose_hypotheses", "synthesize"]);
        degraded.ShouldAllBe(d => finding.Caveats.Any(c => c.Contains(d.Reason)));
        // Half the case file may fit where the whole does not.
        model.Asked.Count.ShouldBe(
            fault.Retryable ? 8
            : kind == ModelErrorKind.ContextExceeded ? 4
            : 2
        );
        _clock.Waits.Count.ShouldBe(fault.Retryable ? 6 : 0);
    }

    [Fact]
    public async Task The_stable_prefix_is_the_same_to_the_byte_in_every_call()
    {
        var model = new ScriptedModel(Proposing("DELETE FROM orders", 1), Correcting(Sql, 1), Wording("2.3.1 loses `user_id`."));
        await InvestigateAsync(model, Source());
        model.Asked.Select(a => a.StablePrefix).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_known_part_of_the_case_is_the_same_to_the_byte_in_every_call_of_an_investigation()
    {
        var model = new ScriptedModel(
            Proposing(Sql + " LIMIT 5", 1)
                .Replace("at_least", "equal", StringComparison.Ordinal)
                .Replace("less_than", "equal", StringComparison.Ordinal),
            Correcting(Sql, 1),
            Wording("2.3.1 loses `user_id`.")
        );
        await InvestigateAsync(model, Source());
        model.Asked.Concat(model.Judged).Select(a => a.CaseFile).Distinct().ShouldHaveSingleItem().ShouldContain("## Schema");
        model.Asked.Count.ShouldBe(3);
        model.Judged.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_prompt_holds_the_schema_of_its_answer_for_whoever_sees_nothing_else()
    {
        var model = new ScriptedModel(Proposing("DELETE FROM orders", 1), Correcting(Sql, 1), Wording("2.3.1 loses `user_id`."));
        await InvestigateAsync(model, Source());
        model.Asked.Concat(model.Judged).ShouldAllBe(a => a.Task.Contains(a.Schema));
    }

    [Fact]
    public async Task The_instructions_are_the_same_to_the_byte_in_every_investigation()
    {
        var first = new ScriptedModel(Proposing(Sql, 1), Wording("2.3.1 loses `user_id`."));
        var second = new ScriptedModel(Proposing("DELETE FROM orders", 1), Correcting(Sql, 1), Wording("2.3.1 loses `user_id`."));
        await InvestigateAsync(first, Source());
        await new ReasonedInvestigationTests().InvestigateAsync(second, Source());
        first.Asked.Concat(first.Judged).Concat(second.Asked).Select(a => a.StablePrefix).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_guards_hint_goes_back_with_the_query_and_its_error()
    {
        var model = new ScriptedModel(
            Proposing("SELECT count(*) AS n FROM ordres", 1),
            Correcting(Sql, 1),
            Wording("2.3.1 loses `user_id`.")
        );
        await InvestigateAsync(model, Source());
        model.Asked[1].Task.ShouldContain("Hint: <untrusted>unknown_relation");
        model.Asked[1].Task.ShouldContain("Known tables: orders.");
        var attempt = (await EventsAsync()).OfType<InvestigationEvent.ReflexionAttempted>().Single();
        attempt.Hint.ShouldNotBeNull().ShouldStartWith("unknown_relation");
    }

    [Fact]
    public async Task A_prediction_that_proves_nothing_goes_back_with_a_hint()
    {
        var empty = Proposing(Sql, 1).Replace("less_than", "at_least", StringComparison.Ordinal);
        var model = new ScriptedModel(empty, Correcting(Sql, 1), Wording("2.3.1 loses `user_id`."));
        await InvestigateAsync(model, Source());
        model.Asked[1].Task.ShouldContain("the same aggregate and the same result column");
    }

    [Fact]
    public async Task A_model_that_gives_back_the_failed_query_is_not_asked_for_it_again()
    {
        var model = new ScriptedModel(
            Proposing("DROP TABLE orders", 1),
            Correcting("DROP  TABLE orders", 1),
            Wording("2.3.1 loses `user_id`.")
        );
        var finding = await InvestigateAsync(model, Source());
        finding.Hypotheses.Single(h => h.Id == "m1").Verdict.ShouldBe(HypothesisVerdict.Undecided);
        (await EventsAsync()).OfType<InvestigationEvent.ReasoningDegraded>().Single().Reason.ShouldContain("unchanged");
    }

    [Fact]
    public async Task A_model_that_asks_the_same_query_for_ever_is_stopped()
    {
        const string Reading =
            """{"thinking":"…","summary":"s","trigger":null,"mechanism":null,"differentiator":null,"next_question":"Why?"}""";
        var open = Proposing(Sql, 1)
            .Replace("less_than", "equal", StringComparison.Ordinal)
            .Replace("at_least", "equal", StringComparison.Ordinal);
        var neither = open.Replace("\"value\":1 } }", "\"value\":2 } }", StringComparison.Ordinal);
        var again = Correcting(Sql, 1);
        var model = new ScriptedModel(neither, Reading, again, Wording("2.3.1 loses `user_id`."));
        var source = Source();
        await InvestigateAsync(model, source);
        source.Ran.Count(sql => sql.Contains("user_id", StringComparison.Ordinal)).ShouldBe(1);
        (await EventsAsync()).OfType<InvestigationEvent.ReasoningDegraded>().Single().Reason.ShouldContain("same query again");
    }

    [Fact]
    public async Task The_same_test_under_two_titles_is_one_hypothesis()
    {
        var twice = Proposing(Sql, 1);
        var item = twice[(twice.IndexOf('[', StringComparison.Ordinal) + 1)..twice.LastIndexOf(']')];
        var other = item.Replace("A suspect", "Another suspect", StringComparison.Ordinal);
        var finding = await InvestigateAsync(
            twice.Replace(item, $"{item},{other}", StringComparison.Ordinal),
            Wording("2.3.1 loses `user_id`.")
        );
        finding.Hypotheses.Count(h => h.Id.StartsWith('m')).ShouldBe(1);
    }

    [Theory]
    [InlineData("```json\n", "\n```")]
    [InlineData("Here you are:\n", "\nAnything else?")]
    [InlineData("<think>Hmm {x}.</think>", "")]
    public async Task An_answer_within_fences_or_prose_is_read(string before, string after)
    {
        var model = new ScriptedModel(before + Proposing(Sql, 1) + after, before + Wording("2.3.1 loses `user_id`.") + after);
        (await InvestigateAsync(model, Source())).RootCause!.Statement.ShouldBe("2.3.1 loses `user_id`.");
        model.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Members_that_may_be_null_and_the_room_to_think_may_be_left_out()
    {
        var bare = Wording("2.3.1 loses `user_id`.")
            .Replace("\"thinking\":\"…\",", "", StringComparison.Ordinal)
            .Replace(",\"at\":null,\"evidence_id\":null", "", StringComparison.Ordinal)
            .Replace(",\"command\":null", "", StringComparison.Ordinal);
        (await InvestigateAsync(Proposing(Sql, 1), bare)).RootCause!.Statement.ShouldBe("2.3.1 loses `user_id`.");
    }

    /// <summary>A person who takes a quarter of an hour for each answer loses neither the queries nor the verdict.</summary>
    [Fact]
    public async Task A_slow_answer_costs_no_query()
    {
        var model = new ScriptedModel(Proposing(Sql, 1), Wording("2.3.1 loses `user_id`."))
        {
            Takes = () => _clock.Advance(TimeSpan.FromMinutes(15)),
        };
        var finding = await InvestigateAsync(model, Source());
        finding.Status.ShouldBe(FindingStatus.Completed);
        finding.Hypotheses.Single(h => h.Id == "m1").Reason.ShouldContain("as predicted");
    }

    [Fact]
    public async Task A_budget_that_is_spent_is_said_in_the_finding_and_the_analyst_goes_on()
    {
        var finding = await InvestigateAsync(new ScriptedModel(), Source(), new ModelLimits { Tokens = 100 });
        finding.RootCause.ShouldBe(Samples.Finding.RootCause);
        finding.Caveats.ShouldContain(c => c.Contains("budget of 100 tokens"));
        (await EventsAsync()).OfType<InvestigationEvent.ModelBudgetExhausted>().ShouldNotBeEmpty();
        finding.Cost.ModelCalls.ShouldBe(0);
    }

    [Fact]
    public async Task The_finding_says_what_the_model_cost()
    {
        var limits = new ModelLimits { Prices = new ModelPrices(1_000, 1_000), Money = 100 };
        var finding = await InvestigateAsync(new ScriptedModel(Proposing(Sql, 1), Wording("2.3.1 loses `user_id`.")), Source(), limits);
        finding.Cost.ModelCalls.ShouldBe(3);
        finding.Cost.ModelTokens.ShouldBe(330);
        finding.Cost.ModelMoney.ShouldBe(0.33m);
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
            var judges = (await run.EventsAsync())
                .OfType<InvestigationEvent.ModelAsked>()
                .Where(e => e.Call == "judge_quality")
                .Select(e => e.ExchangeId)
                .ToHashSet();
            var answered = (await run.EventsAsync()).OfType<InvestigationEvent.ModelAnswered>().Count(e => !judges.Contains(e.ExchangeId));
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

    private async Task<Finding> InvestigateAsync(ScriptedModel model, ScriptedSource source, ModelLimits? modelLimits = null)
    {
        using var log = await InvestigationLog.OpenAsync("i", _store, null, _clock, CancellationToken.None);
        IReasoner Reasoner(InvestigationLog l) =>
            new ModelReasoner(
                new ModelDesk(l, model, modelLimits ?? new ModelLimits(), text => text, _clock, new Random(1)),
                new EgressPolicy()
            );
        var investigator = new Investigator(inquiry => new ScriptedAnalyst(inquiry), new InvestigationLimits(), Reasoner);
        return await investigator.InvestigateAsync(Samples.Alert, log, source, new BareContext(), TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<InvestigationEvent>> EventsAsync() =>
        [.. (await _store.ReadAsync("i", CancellationToken.None)).Select(r => r.Event)];
}
