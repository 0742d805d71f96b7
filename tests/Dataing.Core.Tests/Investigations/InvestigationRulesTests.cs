using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;

namespace Dataing.Core.Tests.Investigations;

public sealed class InvestigationRulesTests
{
    private static readonly InvestigationLimits Limits = new()
    {
        Queries = 4,
        QueriesPerHypothesis = 2,
        ConsecutiveFailures = 2,
        ScannedBytes = 10_000,
    };

    private static readonly InvestigationEvent.Started Started = new(Samples.Alert, "files");
    private static readonly InvestigationEvent.HypothesisGenerated H1 = new(Samples.Hypothesis);

    [Fact]
    public void Accepts_a_query_within_the_limits() => Submit(Samples.Given(Started), "q-9").ShouldBeOfType<Decision.Accepted>();

    [Fact]
    public void A_cost_that_one_query_does_not_tell_is_not_known()
    {
        var told = new InvestigationEvent.QuerySucceeded("q-1", Samples.Result);
        var untold = new InvestigationEvent.QuerySucceeded(
            "q-2",
            Samples.Result with
            {
                Outcome = Samples.Result.Outcome with { BytesScanned = null },
            }
        );
        var state = Samples.Given(Started, Asked("q-1", "confirm"), told, Asked("q-2", "confirm"), untold);
        var cost = InvestigationRules.CostOf(state, Samples.Noon);
        (cost.Queries, cost.RowsScanned, cost.BytesScanned).ShouldBe((2, 2_000L, null));
        InvestigationRules.CostOf(Samples.Given(Started), Samples.Noon).RowsScanned.ShouldBeNull();
    }

    [Fact]
    public void Refuses_a_query_before_the_start() => Refusal(Submit(InvestigationState.Empty, "q-9")).ShouldContain("pending");

    [Fact]
    public void Refuses_a_query_once_the_budget_is_spent() =>
        Refusal(Submit(Samples.Given([Started, .. Enumerable.Range(1, 4).Select(i => Asked($"q-{i}", "confirm"))]), "q-9"))
            .ShouldBe("All 4 queries are spent.");

    [Fact]
    public void Refuses_a_query_once_the_hypothesis_has_had_its_share() =>
        Refusal(Submit(Samples.Given(Started, H1, Asked("q-1", "h1"), Asked("q-2", "h1")), "q-9"))
            .ShouldBe("All 2 queries of hypothesis h1 are spent.");

    [Fact]
    public void A_phase_is_not_bound_by_the_share_of_a_hypothesis() =>
        Submit(Samples.Given(Started, Asked("q-1", "confirm"), Asked("q-2", "confirm")), "q-9", "confirm")
            .ShouldBeOfType<Decision.Accepted>();

    [Fact]
    public void Refuses_a_query_whose_answer_is_known() =>
        Refusal(
                Submit(Samples.Given(Started, Asked("q-1", "confirm"), new InvestigationEvent.QuerySucceeded("q-1", Samples.Result)), "q-1")
            )
            .ShouldBe("This exact query already ran.");

    [Fact]
    public void A_query_that_a_crash_cut_off_may_be_asked_again() =>
        Submit(Samples.Given(Started, Asked("q-1", "confirm"), new InvestigationEvent.Resumed()), "q-1")
            .ShouldBeOfType<Decision.Accepted>();

    [Fact]
    public void Refuses_a_query_after_failures_in_a_row() =>
        Refusal(Submit(Samples.Given(Started, Asked("q-1", "confirm"), Failed("q-1"), Asked("q-2", "confirm"), Failed("q-2")), "q-9"))
            .ShouldContain("2 queries in a row failed");

    [Fact]
    public void Refuses_a_query_when_the_time_is_spent() =>
        Refusal(Submit(Samples.Given(Started), "q-9", now: Samples.Noon.AddMinutes(11))).ShouldBe("The time of 600 s is spent.");

    [Theory]
    [InlineData(2, 600, 3, 600, true)]
    [InlineData(2, 600, 2, 6_000, false)]
    [InlineData(2, 600, 1, 10, false)]
    [InlineData(9, 1, 9, 2, true)]
    [InlineData(9, 1, 99, 1, false)]
    [InlineData(9, 600, 99, 6_000, false)]
    public void A_finding_stands_until_the_limit_that_ended_it_is_wider(
        int queries,
        int seconds,
        int moreQueries,
        int moreSeconds,
        bool isReopened
    )
    {
        var then = new InvestigationLimits { Queries = queries, Duration = TimeSpan.FromSeconds(seconds) };
        var now = new InvestigationLimits { Queries = moreQueries, Duration = TimeSpan.FromSeconds(moreSeconds) };
        var context = Samples.OfEveryEvent.OfType<InvestigationEvent.ContextRecorded>().First() with { Limits = then };
        var finding = Samples.Finding with { Cost = new Cost(2, 1.5, null, null) };
        var state = Samples.Given(
            Started,
            context,
            Asked("q-1", "confirm"),
            Asked("q-2", "confirm"),
            new InvestigationEvent.SynthesisCompleted(finding)
        );
        (InvestigationRules.Known(state, now) is null).ShouldBe(isReopened);
        InvestigationRules
            .Start(state, Samples.Alert, "files")
            .ShouldBeOfType<Decision.Accepted>()
            .Events.ShouldBe([new InvestigationEvent.Reopened()]);
    }

    [Fact]
    public void Resuming_starts_the_clock_afresh()
    {
        var resumed = InvestigationState.Evolve(
            Samples.Given(Started),
            new Recorded(2, Samples.Noon.AddDays(1), new InvestigationEvent.Resumed())
        );
        Submit(resumed, "q-9", now: Samples.Noon.AddDays(1).AddMinutes(1)).ShouldBeOfType<Decision.Accepted>();
    }

    [Fact]
    public void Refuses_a_query_when_the_scan_budget_is_spent() =>
        Refusal(
                Submit(
                    Samples.Given(
                        Started,
                        Asked("q-1", "confirm"),
                        new InvestigationEvent.QuerySucceeded("q-1", Samples.Result),
                        Asked("q-2", "confirm"),
                        new InvestigationEvent.QuerySucceeded("q-2", Samples.Result)
                    ),
                    "q-9"
                )
            )
            .ShouldContain("scan budget");

    [Fact]
    public void Refuses_a_correction_once_the_retries_are_spent()
    {
        var attempt = new InvestigationEvent.ReflexionAttempted("h1", "SELECT x", "no such column");
        InvestigationRules
            .AttemptReflexion(Samples.Given(Started, attempt), attempt, 2, Limits)
            .ShouldBeOfType<Decision.Accepted>()
            .Events.ShouldBe([attempt]);
        InvestigationRules
            .AttemptReflexion(Samples.Given(Started, attempt), attempt, 1, Limits)
            .ShouldBeOfType<Decision.Accepted>()
            .Events.ShouldBeEmpty("an earlier run recorded it");
        Refusal(InvestigationRules.AttemptReflexion(Samples.Given(Started, attempt, attempt), attempt, 3, Limits))
            .ShouldContain("2 corrections");
    }

    [Fact]
    public void A_source_without_tables_fails_the_investigation_at_once()
    {
        var context = new InquiryContext(new SchemaSnapshot([]), new(), Core.Lineage.LineageGraph.Empty, [], new());
        InvestigationRules
            .GatherContext(Samples.Given(Started), context, "duckdb", Limits)
            .ShouldBeOfType<Decision.Accepted>()
            .Events.ShouldHaveSingleItem()
            .ShouldBeOfType<InvestigationEvent.SchemaDiscoveryFailed>();
    }

    [Fact]
    public void A_hypothesis_is_decided_once()
    {
        var outcome = new HypothesisOutcome("h1", "t", HypothesisCategory.DataQuality, "p", HypothesisVerdict.Confirmed, "r");
        InvestigationRules
            .Decide(Samples.Given(Started, H1), outcome)
            .ShouldBeOfType<Decision.Accepted>()
            .Events.ShouldHaveSingleItem()
            .ShouldBeOfType<InvestigationEvent.HypothesisConfirmed>();
        InvestigationRules
            .Decide(Samples.Given(Started, H1, new InvestigationEvent.HypothesisRejected("h1", "flat")), outcome)
            .ShouldBeOfType<Decision.Accepted>()
            .Events.ShouldBeEmpty();
    }

    private static InvestigationEvent.QuerySubmitted Asked(string id, string hypothesis) => new(id, hypothesis, "", $"SELECT '{id}'");

    private static InvestigationEvent.QueryFailed Failed(string id) => new(id, SourceErrorKind.Syntax, "syntax");

    private static Decision Submit(InvestigationState state, string id, string hypothesis = "h1", DateTimeOffset? now = null) =>
        InvestigationRules.SubmitQuery(state, Asked(id, hypothesis), Limits, now ?? Samples.Noon.AddSeconds(30));

    private static string Refusal(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Reason;
}
