using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dataing.Adapters.Models.StandIn;
using Dataing.Core.Alerts;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Host.Runs;
using Dataing.Host.Tests.Demo;

namespace Dataing.Host.Tests.Models;

/// <summary>
/// A shop whose orders lose their customer wherever one campaign's coupon was used. Most coupons are of one person each, so the segment search
/// does not cut by them, and the analyst alone finds no cause. A model that names the rows is put to the proof; one that names others gets nowhere.
/// </summary>
public sealed class ProvenSuspicionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_that_a_model_names_become_the_cause_when_the_analysts_own_checks_bear_them_out()
    {
        var run = await InvestigateAsync(Suspicion("segment_bad_values", Rows("coupon", "=", "SPRING-7")));

        run.Alone.Verdict.ShouldBe(Verdict.Inconclusive);
        run.Finding.Verdict.ShouldBe(Verdict.RootCause);
        run.Finding.RootCause.ShouldNotBeNull().Mechanism.ShouldBe("segment_bad_values");
        var scope = run.Finding.Scope.ShouldNotBeNull();
        scope.Predicate.ShouldHaveSingleItem().ShouldBe(new ScopeCondition("coupon", "=", "SPRING-7"));
        run.Finding.Hypotheses.Single(h => h.Id == "m1").Verdict.ShouldBe(HypothesisVerdict.Confirmed);
        run.All<InvestigationEvent.HypothesisConfirmed>().ShouldContain(e => e.HypothesisId == "m1");
        run.Finding.Caveats.ShouldContain(c => c.Contains("Hypothesis m1 named this cause"));
        // By rules on the ladder, as for the analyst's own; what the model says of its certainty is not even read.
        run.Finding.Confidence.Factors.Select(f => f.Name).ShouldContain("counterfactual");
        run.Finding.Confidence.Value.ShouldBeInRange(0.4, 0.96);
    }

    [Fact]
    public async Task Without_a_mechanism_the_analyst_looks_for_the_one_that_fits_the_rows() =>
        (await InvestigateAsync(Suspicion("unknown", Rows("coupon", "=", "SPRING-7")))).Finding.RootCause!.Mechanism.ShouldBe(
            "segment_bad_values"
        );

    public static TheoryData<string, string, string, string, string[]> Lies =>
        new()
        {
            { "rows that have nothing to do with it", "segment_bad_values", "coupon", "=", ["AUTUMN-2"] },
            { "rows that have a part of it", "segment_bad_values", "country", "=", ["DE"] },
            { "nearly all rows", "segment_bad_values", "country", "in", ["DE", "FR", "NL"] },
            { "the right rows and others with them", "segment_bad_values", "coupon", "in", ["SPRING-7", "AUTUMN-2"] },
            { "the symptom itself", "segment_bad_values", "customer_ref", "is_null", [] },
            { "the time", "segment_bad_values", "created_at", ">=", ["2026-04-05"] },
            { "a number that the rows grow with", "segment_bad_values", "order_no", ">=", ["108000"] },
            { "a number that fell short before", "segment_bad_values", "order_no", "<", ["99999999"] },
            { "a column that is not there", "segment_bad_values", "coupon_code", "=", ["SPRING-7"] },
            { "a value that is not there", "segment_bad_values", "coupon", "=", ["' OR 1=1 --"] },
            { "a mechanism that what was measured rules out", "double_load", "", "", [] },
            { "no rows, and the mechanism that fell already", "segment_bad_values", "", "", [] },
            { "a mechanism that nobody knows", "cosmic_ray", "", "", [] },
            { "an innocent reason", "expected_variance", "", "", [] },
            { "a condition that is none", "segment_bad_values", "coupon", "like", ["SPRING%"] },
        };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_lie_whose_prediction_comes_true_moves_no_verdict(
        string lie,
        string mechanism,
        string column,
        string op,
        string[] values
    )
    {
        var rows = column.Length == 0 ? new JsonArray() : Rows(column, op, values);
        var run = await InvestigateAsync(Suspicion(mechanism, rows));

        SolvedRun.Substance(run.Finding).ShouldBe(SolvedRun.Substance(run.Alone), lie);
        var suspect = run.Finding.Hypotheses.Single(h => h.Id == "m1");
        suspect.Verdict.ShouldBe(HypothesisVerdict.Undecided);
        suspect.Reason.ShouldContain("stays a suspect");
    }

    [Fact]
    public async Task Queries_that_fail_at_the_source_again_and_again_take_nothing_from_the_analyst()
    {
        var failing = Enumerable
            .Range(0, 5)
            .Select(i => Hypothesis($"Guess {i}", "unknown", [], $"SELECT CAST('x{i}' AS INTEGER) AS n FROM orders"));
        var run = await InvestigateAsync(Answer([.. failing]));

        SolvedRun.Substance(run.Finding).ShouldBe(SolvedRun.Substance(run.Alone));
        run.All<InvestigationEvent.QueryFailed>().Count().ShouldBeGreaterThan(3);
        run.Finding.Hypotheses.Where(h => h.Id.StartsWith('m')).ShouldAllBe(h => h.Verdict == HypothesisVerdict.Undecided);
    }

    private async Task<SolvedRun> InvestigateAsync(string answer)
    {
        await using var desk = await Desk.OpenAsync(new Suspicious(answer));
        return await SolvedDemo.InvestigateAsync(Request(), desk);
    }

    private static JsonArray Rows(string column, string op, params string[] values) =>
        new(
            new JsonObject
            {
                ["column"] = column,
                ["op"] = op,
                ["values"] = new JsonArray([.. values.Select(v => (JsonNode)v)]),
            }
        );

    private static string Suspicion(string mechanism, JsonArray rows) =>
        Answer(Hypothesis("I am certain", mechanism, rows, "SELECT count(*) AS n FROM orders WHERE customer_ref IS NULL"));

    private static string Answer(params JsonObject[] hypotheses) =>
        new JsonObject { ["thinking"] = "", ["hypotheses"] = new JsonArray([.. hypotheses]) }.ToJsonString();

    private static JsonObject Hypothesis(string title, string mechanism, JsonArray rows, string sql) =>
        new()
        {
            ["title"] = title,
            ["category"] = "data_quality",
            ["reasoning"] = "Confidence 1.0.",
            ["mechanism"] = mechanism,
            ["rows"] = rows.DeepClone(),
            ["test"] = new JsonObject
            {
                ["sql"] = sql,
                ["if_true"] = Calls.Is("at_least", 1),
                ["if_false"] = Calls.Is("less_than", 1),
            },
        };

    private InvestigationRequest Request()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "orders.csv"), Orders());
        var alert = new AnomalyAlert
        {
            Dataset = "orders",
            Type = AnomalyType.NullRate,
            Metric = new MetricSpecification { Columns = ["customer_ref"] },
            Window = new AlertWindow(null, null, new DateTimeOffset(2026, 4, 6, 0, 0, 0, TimeSpan.Zero), "UTC"),
        };
        return new InvestigationRequest(_folder.Path, alert, new LineageGraph([]), [], new InvestigationLimits(), null);
    }

    private static string Orders()
    {
        var random = new Random(5);
        var start = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);
        var broke = start.AddDays(34).AddHours(9);
        var rows = Enumerable
            .Range(0, 42)
            .SelectMany(day => Enumerable.Range(0, 230 + random.Next(20)).Select(_ => start.AddDays(day).AddSeconds(random.Next(86_400))))
            .Order()
            .Select(
                (at, i) =>
                {
                    var coupon = random.Next(100) switch
                    {
                        < 12 => "SPRING-7",
                        < 21 => "AUTUMN-2",
                        // As long as the others, and beginning with any letter: no part of a code tells them apart.
                        _ => string.Concat(Enumerable.Range(0, 8).Select(_ => (char)('A' + random.Next(26)))),
                    };
                    var isLost = random.NextDouble() < (at >= broke && coupon == "SPRING-7" ? 0.9 : 0.01);
                    var (country, device) = (new[] { "DE", "DE", "FR", "NL" }[random.Next(4)], new[] { "ios", "web" }[random.Next(2)]);
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{100_000 + i},{country},{device},{coupon},{random.Next(100, 9_000) / 100.0:0.00},{(isLost ? "" : $"C{random.Next(9_000)}")},{at:yyyy-MM-dd HH:mm:ss}\n"
                    );
                }
            );
        return new StringBuilder("order_no,country,device,coupon,amount,customer_ref,created_at\n").AppendJoin("", rows).ToString();
    }

    /// <summary>Proposes what it was given, and has nothing to say besides.</summary>
    private sealed class Suspicious(string answer) : IStandInScript
    {
        public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken) =>
            Task.FromResult<StandInAnswer>(
                new StandInAnswer.Text(
                    Calls.Of(question) switch
                    {
                        "propose_hypotheses" => answer,
                        "correct_query" => Calls.Query(
                            "SELECT CAST('y' AS INTEGER) AS n FROM orders",
                            Calls.Is("at_least", 1),
                            Calls.Is("less_than", 1)
                        ),
                        _ => "I have said what I know.",
                    }
                )
            );
    }
}
