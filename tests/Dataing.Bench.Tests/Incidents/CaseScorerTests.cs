using System.Text.Json;
using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Families;
using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Model;
using Dataing.Bench.Incidents.Scoring;

namespace Dataing.Bench.Tests.Incidents;

public sealed class CaseScorerTests
{
    private static readonly Lazy<IncidentCase> Outage = new(() => Make("segment_outage"));

    private static readonly Lazy<IncidentCase> Clean = new(() => Make("false_alarm"));

    [Fact]
    public void The_truth_itself_is_fully_correct()
    {
        var score = CaseScorer.Score(Outage.Value, Perfect(Outage.Value), evidenceHolds: true);

        score.FullyCorrect.ShouldBeTrue(score.Comparison);
        score.Jaccard.ShouldBe(1);
    }

    [Fact]
    public void The_whole_table_is_not_the_segment()
    {
        var score = CaseScorer.Score(Outage.Value, Perfect(Outage.Value) with { Predicate = [], WholeTable = true }, true);

        score.Where.ShouldBe(false);
        score.FullyCorrect.ShouldBeFalse();
    }

    [Fact]
    public void A_predicate_on_an_unknown_column_selects_nothing() =>
        CaseScorer
            .Score(Outage.Value, Perfect(Outage.Value) with { Predicate = [Condition("no_such_column", "=", "x")] }, true)
            .Jaccard.ShouldBe(0);

    [Theory]
    [InlineData(0, 2, true)]
    [InlineData(-1, 1, true)]
    [InlineData(-2, 2, false)]
    [InlineData(3, 4, false)]
    [InlineData(-4, -2, false)]
    [InlineData(0, 0, true)]
    public void An_onset_interval_must_hold_the_truth_and_be_two_grains_wide(int from, int to, bool expected)
    {
        var truth = Outage.Value.Truth with { Grain = TimeSpan.FromHours(1) };
        var onset = truth.Injection.Window.Onset;
        truth = truth with { OnsetFrom = onset, OnsetTo = onset };

        OnsetScore.Holds(truth, new Answer { OnsetStart = onset.AddHours(from), OnsetEnd = onset.AddHours(to) }).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(0.96, true)]
    [InlineData(0.5, false)]
    public void Affected_rows_are_within_five_per_cent_or_counting_noise(double factor, bool expected)
    {
        var rows = Outage.Value.Truth.AcceptedRows[1];

        MetricScore
            .Rows(Outage.Value.Truth with { AcceptedRows = [rows, rows] }, new Answer { AffectedRows = rows.Count * factor })
            .ShouldBe(expected);
    }

    [Fact]
    public void Accusing_somebody_on_a_clean_day_is_a_false_accusation()
    {
        var score = CaseScorer.Score(Clean.Value, new Answer { Verdict = "root_cause", Mechanism = "value_shift" }, true);

        score.FalseAccusation.ShouldBeTrue();
        score.FullyCorrect.ShouldBeFalse();
    }

    [Fact]
    public void Clearing_everybody_on_a_clean_day_is_right() =>
        CaseScorer.Score(Clean.Value, new Answer { Verdict = "false_alarm" }, null).FullyCorrect.ShouldBeTrue();

    [Fact]
    public void Abstaining_is_neither_right_nor_an_accusation()
    {
        var score = CaseScorer.Score(Clean.Value, new Answer { Verdict = "inconclusive" }, null);

        score.FullyCorrect.ShouldBeFalse();
        score.FalseAccusation.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    public void Output_that_is_no_finding_is_refused(string output) => Should.Throw<JsonException>(() => FindingReader.Read(output));

    [Fact]
    public void An_empty_finding_accuses_nobody() => FindingReader.Read("{}").Accuses.ShouldBeFalse();

    [Fact]
    public void Jaccard_counts_rows_by_identity()
    {
        var rows = Enumerable.Range(0, 4).Select(_ => new Row(["same"])).ToList();

        PredicateRows.Jaccard([rows[0], rows[1], rows[2]], [rows[1], rows[2], rows[3]]).ShouldBe(0.5);
    }

    private static Answer Perfect(IncidentCase made)
    {
        var truth = made.Truth;
        return new Answer
        {
            Verdict = "root_cause",
            Mechanism = truth.AcceptedMechanisms[0],
            Predicate = [.. truth.Injection.Segment.Conditions.Select(c => Condition(c.Column, c.Op, c.Value))],
            OnsetStart = truth.Injection.Window.Onset,
            OnsetEnd = truth.Injection.Window.Onset + truth.Grain,
            AffectedRows = truth.AcceptedRows[0].Count,
            Before = truth.Metrics[0].Before[0],
            After = truth.Metrics[0].After[0],
        };
    }

    private static AnswerCondition Condition(string column, string op, object? value) =>
        new(column, op, JsonSerializer.SerializeToElement(value));

    private static IncidentCase Make(string mechanism) =>
        CaseFactory.Make(7, MechanismCatalog.All.First(m => m.Id == mechanism), SchemaFamily.All);
}
