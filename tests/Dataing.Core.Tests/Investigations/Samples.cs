using System.Numerics;
using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Core.Models;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Tests.Investigations;

/// <summary>One sample of every event, with every member filled.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

    public static AnomalyAlert Alert { get; } =
        new()
        {
            Dataset = "orders",
            Type = AnomalyType.NullRate,
            Metric = new MetricSpecification { Columns = ["user_id"], Threshold = 0.01 },
            Expected = new ExpectedRange(0.001, 0, 0.01, "<=", "at most 1 %"),
            Actual = 0.15,
            Window = new AlertWindow(null, null, Noon, "UTC"),
            Severity = Severity.Critical,
            Title = "NULL rate of orders.user_id",
        };

    public static Hypothesis Hypothesis { get; } =
        new()
        {
            Id = "h1",
            Title = "A release lost the value",
            Category = HypothesisCategory.DataQuality,
            Mechanism = "segment_bad_values",
            Reasoning = "Only one version moved.",
            Prediction = "app_version = 2.3.1 holds at least 90 % of the new NULLs; every other version at most 1 %.",
        };

    public static QueryResult Result { get; } =
        new(
            [new ResultColumn("app_version", LogicalType.String), new ResultColumn("nulls", LogicalType.Integer)],
            [
                ["2.3.1", 120L],
                [null, 3.5],
                [new ExactDecimal(BigInteger.Parse("12345678901234567890123456789012345678"), 4), true],
                [new DateOnly(2026, 1, 10), new TimeOnly(1, 2, 3)],
                [new DateTime(2026, 1, 10, 1, 2, 3, DateTimeKind.Unspecified), Noon],
                [new byte[] { 1, 255 }, double.NaN],
            ],
            new QueryOutcome(6, 99, Truncation.None, TimeSpan.FromMilliseconds(12)) { RowsScanned = 1000, BytesScanned = 8000 }
        );

    public static Evidence Evidence { get; } =
        new()
        {
            Id = "q-0011223344",
            HypothesisId = "h1",
            Sql = "SELECT 1",
            RowCount = 6,
            Columns = ["app_version", "nulls"],
            Rows = Result.Rows,
            Interpretation = "Version 2.3.1 holds all of the new NULLs.",
        };

    public static Finding Finding { get; } =
        new()
        {
            Status = FindingStatus.Completed,
            Verdict = Verdict.RootCause,
            RootCause = new RootCause(
                "Version 2.3.1 of the mobile app loses user_id.",
                "segment_bad_values",
                HypothesisCategory.DataQuality,
                new Culprit("release", "orders", "app_version", "2.3.1")
            ),
            Confidence = new Confidence(0.93, [new ConfidenceFactor("same_rows", 0.3, "The segment holds 99 % of the excess.")]),
            Onset = new Onset(Noon, Noon.AddHours(1), Grain.Hour),
            Scope = new Scope
            {
                Table = "orders",
                Predicate =
                [
                    new ScopeCondition("app_version", "=", "2.3.1"),
                    new ScopeCondition("amount", "between", new object?[] { 1L, 2.5 }),
                ],
                AffectedRows = 120,
                Aliases = ["build = 771"],
            },
            Metric = new MetricChange(0.001, 0.15, "fraction")
            {
                Name = "share of NULL in user_id",
                Series = [new MetricPoint(Noon, 0.15, 0.001)],
                SeriesName = "share of rows without user_id",
                SeriesUnit = "fraction",
                ContributionsName = "null rate of events.user_id",
                ContributionsUnit = "fraction",
                Contributions = [new SegmentContribution("app_version = 2.3.1", 0.001, 0.98, 0.99)],
            },
            CausalChain = [new CausalStep("trigger", "Version 2.3.1 was released.", Noon, "q-0011223344")],
            Hypotheses =
            [
                new HypothesisOutcome(
                    "h1",
                    "A release lost the value",
                    HypothesisCategory.DataQuality,
                    "…",
                    HypothesisVerdict.Confirmed,
                    "as predicted"
                ),
            ],
            Evidence = [Evidence],
            BlastRadius = ["daily_revenue"],
            Recommendations = [new Recommendation("Quarantine the rows", "SELECT order_id FROM orders WHERE user_id IS NULL")],
            Quality = new QualityScore(1, 0.8, 0.5, 0.84, true)
            {
                Judge = new JudgedQuality("model-1", 0.9, 0.8, 0.5, 0.79, true, "It does not name the release's time."),
            },
            Cost = new Cost(9, 0.7, 1000, 8000)
            {
                ModelCalls = 3,
                ModelTokens = 12_345,
                ModelMoney = 0.0123m,
            },
            Caveats = ["The grain was chosen: hour."],
        };

    public static IReadOnlyList<InvestigationEvent> OfEveryEvent { get; } =
    [
        new InvestigationEvent.Started(Alert, "DuckDB file"),
        new InvestigationEvent.Resumed(),
        new InvestigationEvent.Reopened(),
        new InvestigationEvent.ContextGathered(6, 2, 3, ["orders.csv: 2 rows rejected"], 4),
        new InvestigationEvent.ContextRecorded(
            "duckdb",
            "shop",
            new SchemaSnapshot([
                new TableSchema(new TableName(null, "main", "orders"), [new ColumnSchema("user_id", LogicalType.Integer, "BIGINT")])
                {
                    PrimaryKey = ["order_id"],
                    ForeignKeys = [new ForeignKey(["user_id"], new TableName(null, "main", "users"), ["id"])],
                    EstimatedRows = 7,
                },
            ]),
            new LineageGraph([new LineageEdge("raw.orders", "orders", "load_orders")]),
            [new ChangeEvent(Noon, "release", "mobile 2.3.1", "…", "mobile-app")],
            new InvestigationLimits { Queries = 40 }
        ),
        new InvestigationEvent.SchemaDiscoveryFailed("The source holds no table that may be read."),
        new InvestigationEvent.AlertConfirmed(
            new AlertConfirmation
            {
                BorneOut = true,
                Statement = "15 % against 0.1 %",
                MetricDefinition = "share of NULL in user_id",
                Metric = Finding.Metric,
                Onset = Finding.Onset,
                Choices = ["time column: created_at"],
            }
        ),
        new InvestigationEvent.ProfileRecorded(
            new IncidentProfile
            {
                Scope = Finding.Scope,
                Contributions = [new SegmentContribution("app_version = 2.3.1", 0.001, 0.98, 0.99)],
                ChangedColumns = ["app_version: 2.3.1 is new"],
                Upstream = ["users: as usual"],
                ChangesNearOnset = ["deploy of app 2.3.1, 10 minutes before"],
            }
        ),
        new InvestigationEvent.HypothesisGenerated(Hypothesis),
        new InvestigationEvent.QuerySubmitted("q-0011223344", "h1", "nulls by version", "SELECT 1"),
        new InvestigationEvent.QuerySucceeded("q-0011223344", Result),
        new InvestigationEvent.QueryFailed("q-0011223344", SourceErrorKind.Timeout, "The query took longer than 60 s."),
        new InvestigationEvent.QueryRefused("h1", "SELECT pg_sleep(1)", "function_not_allowed", "pg_sleep is not allowed."),
        new InvestigationEvent.ReflexionAttempted("h1", "SELECT x", "no such column x", "Use a column of the schema."),
        new InvestigationEvent.EvidenceRecorded(Evidence),
        new InvestigationEvent.HypothesisConfirmed("h1", "as predicted"),
        new InvestigationEvent.HypothesisRejected("h1", "not as predicted"),
        new InvestigationEvent.HypothesisUndecided("h1", "too few rows"),
        new InvestigationEvent.ModelEstimated("model-1", 8, 90_000, 0.35m, 200_000, 1m),
        new InvestigationEvent.ModelConfigured("model-1", new EgressPolicy { Pseudonyms = true }, new ModelLimits { Tokens = 9_000 }),
        new InvestigationEvent.ModelAsked(
            "m-001122334455",
            "propose_hypotheses",
            "model-1",
            "aabbccddeeff",
            "Facts. Propose.",
            18,
            8_200,
            "I.",
            "{}"
        ),
        new InvestigationEvent.ModelAnswered("m-001122334455", "{}", new ModelUsage(900, 120, 800, 100), 0.0123m),
        new InvestigationEvent.ModelFailed(
            "m-001122334455",
            ModelErrorKind.TooLong,
            "The answer is too long.",
            new ModelUsage(900, 4096),
            0.06m
        ),
        new InvestigationEvent.ModelAnswerRejected("m-001122334455", "'hypotheses' is missing."),
        new InvestigationEvent.ModelBudgetExhausted("synthesize", ModelBudgetScope.Day, "The budget of the day is spent."),
        new InvestigationEvent.ReasoningDegraded("synthesize", "The model is overloaded."),
        new InvestigationEvent.WordingJudged("m-001122334455", "rules", null, new QualityScore(1, 0.4, 0.5, 0.72, true), null),
        new InvestigationEvent.WordingJudged(
            "m-001122334455",
            "model-1",
            "m-665544332211",
            new QualityScore(0.5, 0.4, 0.5, 0.47, false),
            "It does not say when it began."
        ),
        new InvestigationEvent.WordingChosen("m-001122334455", "It scored best."),
        new InvestigationEvent.QualityAssessed(Finding.Quality!),
        new InvestigationEvent.SynthesisCompleted(Finding),
        new InvestigationEvent.Failed("The source is gone."),
        new InvestigationEvent.Cancelled("Cancelled by the caller."),
    ];

    public static IReadOnlyList<Recorded> Recorded(params IEnumerable<InvestigationEvent> events) =>
        [.. events.Select((e, i) => new Recorded(i + 1, Noon.AddSeconds(i), e))];

    public static InvestigationState Given(params IEnumerable<InvestigationEvent> events) =>
        Recorded(events).Aggregate(InvestigationState.Empty, InvestigationState.Evolve);
}
