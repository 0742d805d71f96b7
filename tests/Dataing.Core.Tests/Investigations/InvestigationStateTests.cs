using Dataing.Core.Findings;
using Dataing.Core.Investigations;

namespace Dataing.Core.Tests.Investigations;

public sealed class InvestigationStateTests
{
    [Fact]
    public void Folding_in_two_parts_equals_folding_once()
    {
        var log = Samples.Recorded(Samples.OfEveryEvent);
        var whole = log.Aggregate(InvestigationState.Empty, InvestigationState.Evolve);
        for (var cut = 0; cut <= log.Count; cut++)
        {
            var first = log.Take(cut).Aggregate(InvestigationState.Empty, InvestigationState.Evolve);
            var both = log.Skip(cut).Aggregate(first, InvestigationState.Evolve);
            both.Version.ShouldBe(whole.Version);
            both.Status.ShouldBe(whole.Status);
            both.Submissions.ShouldBe(whole.Submissions);
            both.Outcomes.ShouldBe(whole.Outcomes);
        }
    }

    [Fact]
    public void The_version_is_the_sequence_of_the_last_event() =>
        Samples.Given(Samples.OfEveryEvent).Version.ShouldBe(Samples.OfEveryEvent.Count);

    [Fact]
    public void A_query_cut_off_by_a_crash_stays_visible_without_an_answer()
    {
        var state = Samples.Given(
            new InvestigationEvent.Started(Samples.Alert, "files"),
            new InvestigationEvent.QuerySubmitted("q-1", "confirm", "rows by day", "SELECT 1")
        );
        state.Queries["q-1"].Result.ShouldBeNull();
        state.Submissions.ShouldBe(1);
    }

    [Fact]
    public void A_success_ends_a_run_of_failures()
    {
        var state = Samples.Given(
            new InvestigationEvent.QuerySubmitted("q-1", "h1", "", "SELECT 1"),
            new InvestigationEvent.QueryFailed("q-1", Core.DataSources.SourceErrorKind.Syntax, "syntax"),
            new InvestigationEvent.QuerySubmitted("q-2", "h1", "", "SELECT 2"),
            new InvestigationEvent.QuerySucceeded("q-2", Samples.Result)
        );
        state.ConsecutiveFailures.ShouldBe(0);
        state.Queries["q-1"].Error.ShouldBe("syntax");
        state.ScannedBytes.ShouldBe(8000);
    }

    [Fact]
    public void An_unavailable_source_leaves_the_query_open_to_be_asked_again()
    {
        var state = Samples.Given(
            new InvestigationEvent.QuerySubmitted("q-1", "h1", "", "SELECT 1"),
            new InvestigationEvent.QueryFailed("q-1", Core.DataSources.SourceErrorKind.Unavailable, "gone")
        );
        state.Queries["q-1"].Error.ShouldBeNull();
    }

    [Fact]
    public void A_hypothesis_carries_its_verdict()
    {
        var state = Samples.Given(
            new InvestigationEvent.HypothesisGenerated(Samples.Hypothesis),
            new InvestigationEvent.HypothesisRejected("h1", "flat")
        );
        state
            .Outcomes["h1"]
            .ShouldSatisfyAllConditions(
                o => o.Verdict.ShouldBe(HypothesisVerdict.Rejected),
                o => o.Reason.ShouldBe("flat"),
                o => o.Prediction.ShouldBe(Samples.Hypothesis.Prediction)
            );
    }
}
