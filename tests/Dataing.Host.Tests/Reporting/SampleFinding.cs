using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;

namespace Dataing.Host.Tests.Reporting;

/// <summary>A whole finding with every part filled, and one with next to nothing.</summary>
internal static class SampleFinding
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 10, 14, 0, 0, TimeSpan.Zero);

    public static Finding Whole { get; } =
        new()
        {
            Status = FindingStatus.Completed,
            Verdict = Verdict.RootCause,
            RootCause = new RootCause(
                "Rows of app_version 2.3.1 lost user_id from 2026-01-10 14:00 UTC: 98.2 % of them are NULL, all others stayed at 0.1 %.",
                "segment_bad_values",
                HypothesisCategory.DataQuality,
                new Culprit("release", "events", "app_version", "2.3.1")
            ),
            Confidence = new Confidence(
                0.93,
                [
                    new ConfidenceFactor("coincidence", 0.3, "It begins in the same hour."),
                    new ConfidenceFactor("placebo", -0.02, "One of 30 clean days looks alike."),
                ]
            ),
            Onset = new Onset(Noon, Noon.AddHours(1), Grain.Hour),
            Scope = new Scope
            {
                Table = "events",
                Predicate =
                [
                    new ScopeCondition("app_version", "=", "2.3.1"),
                    new ScopeCondition("platform", "in", new List<object?> { "ios", "android" }),
                ],
                AffectedRows = 1234,
                Aliases = ["build = 4711"],
            },
            Metric = new MetricChange(0.001, 0.152, "fraction")
            {
                Name = "share of NULL in events.user_id",
                Series =
                [
                    .. Enumerable
                        .Range(0, 24 * 10)
                        .Select(i => new MetricPoint(
                            Noon.AddHours(i - 24 * 8),
                            i == 50 ? null
                                : i < 24 * 8 ? 0.001 + 0.001 * (i % 5)
                                : 0.15 + 0.005 * (i % 7),
                            0.002
                        )),
                ],
                Contributions =
                [
                    new SegmentContribution("app_version = 2.3.1", 0.001, 0.982, 0.97),
                    new SegmentContribution("everything else", 0.001, 0.002, 0.03),
                ],
            },
            CausalChain =
            [
                new CausalStep("trigger", "Release 2.3.1 of the mobile app was rolled out.", Noon, null),
                new CausalStep("mechanism", "Its events carry no user_id.", Noon, "q-1a2b3c4d5e"),
                new CausalStep(
                    "symptom",
                    "The share of NULL in events.user_id rose from 0.1 % to 15.2 %.",
                    Noon.AddHours(1),
                    "q-1a2b3c4d5e"
                ),
            ],
            Hypotheses =
            [
                new HypothesisOutcome(
                    "h1",
                    "Release 2.3.1 lost the user id",
                    HypothesisCategory.DataQuality,
                    "Only rows of 2.3.1 are NULL.",
                    HypothesisVerdict.Confirmed,
                    "98.2 % against 0.1 %."
                ),
                new HypothesisOutcome(
                    "h2",
                    "The table was loaded twice",
                    HypothesisCategory.Infrastructure,
                    "Every key twice.",
                    HypothesisVerdict.Rejected,
                    "No key occurs twice."
                ),
                new HypothesisOutcome(
                    "h3",
                    "Bots",
                    HypothesisCategory.DataQuality,
                    "Few agents.",
                    HypothesisVerdict.Undecided,
                    "There is no column of agents."
                ),
            ],
            Evidence =
            [
                new Evidence
                {
                    Id = "q-1a2b3c4d5e",
                    HypothesisId = "h1",
                    Sql = "SELECT app_version,\n       count(*) AS n\nFROM events\nGROUP BY 1\nLIMIT 100",
                    RowCount = 2,
                    Columns = ["app_version", "n", "share", "seen"],
                    Rows =
                    [
                        ["2.3.1", 1234L, 0.982, new DateOnly(2026, 1, 10)],
                        [null, 9007199254740993L, new ExactDecimal(System.Numerics.BigInteger.Parse("1234567890123456789012345"), 2), Noon],
                    ],
                    Interpretation = "Only 2.3.1 has lost its user ids.",
                },
            ],
            BlastRadius = ["daily_active_users", "revenue.user_id"],
            Recommendations =
            [
                new Recommendation("Look at the affected rows.", "SELECT *\nFROM events\nWHERE app_version = '2.3.1'\nLIMIT 100"),
                new Recommendation("Roll the release back.", null),
            ],
            Quality = new QualityScore(1, 0.8, 1, 0.94, true)
            {
                Judge = new JudgedQuality("model-1", 0.9, 0.8, 1, 0.89, true, "It does not say who made the release."),
            },
            Cost = new Cost(19, 0.812, 123_456, null)
            {
                ModelCalls = 3,
                ModelTokens = 12_345,
                ModelMoney = 0.0123m,
            },
            Caveats = ["The time column created_at was chosen from the data."],
        };

    public static Finding Bare { get; } =
        new()
        {
            Status = FindingStatus.Inconclusive,
            Verdict = Verdict.Inconclusive,
            Confidence = new Confidence(0, []),
            Cost = new Cost(0, 0, null, null),
        };

    /// <summary>Nothing could be compared, so that no cause was tested.</summary>
    public static Finding Stopped { get; } =
        Bare with
        {
            Metric = new MetricChange(null, null, "fraction") { Name = "null rate of orders.user_id" },
            Confidence = new Confidence(0.1, [new ConfidenceFactor("evidence", 0.1, Obstacle)]),
            Caveats = [Obstacle, "Rows were placed in time by created_at."],
        };

    public const string Obstacle = "orders has no rows before 2026-03-09.";

    /// <summary>Every text is an attack on terminal, Markdown or browser.</summary>
    public static Finding Hostile { get; } =
        Attacked("<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u001b[2J\u001b]0;x\u0007|`x`\n# *\u202egnp.exe&lt;");

    private static Finding Attacked(string attack) =>
        Whole with
        {
            RootCause = new RootCause(attack, attack, HypothesisCategory.DataQuality, new Culprit(attack, attack, attack, attack)),
            Confidence = new Confidence(double.NaN, [new ConfidenceFactor(attack, 0.1, attack)]),
            Scope = new Scope
            {
                Table = attack,
                Predicate = [new ScopeCondition(attack, attack, attack)],
                Aliases = [attack],
            },
            Metric = new MetricChange(double.NaN, double.PositiveInfinity, attack)
            {
                Name = attack,
                Contributions = [new SegmentContribution(attack, null, double.NaN, double.NaN)],
                Series = Whole.Metric?.Series ?? [],
                SeriesName = attack,
                SeriesUnit = attack,
                ContributionsName = attack,
                ContributionsUnit = attack,
            },
            CausalChain = [new CausalStep(attack, attack, null, attack)],
            Hypotheses =
            [
                new HypothesisOutcome(attack, attack, HypothesisCategory.DataQuality, attack, HypothesisVerdict.Rejected, attack),
            ],
            Evidence =
            [
                Whole.Evidence[0] with
                {
                    Id = attack,
                    Sql = attack,
                    Interpretation = attack,
                    Columns = [attack],
                    Rows =
                    [
                        [attack],
                    ],
                },
            ],
            BlastRadius = [attack],
            Recommendations = [new Recommendation(attack, attack)],
            Caveats = [attack],
        };
}
