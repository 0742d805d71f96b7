using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Host.Live;
using Dataing.Host.Tests.Reporting;

namespace Dataing.Host.Tests.Live;

public sealed class ProgressTests
{
    private static readonly InvestigationEvent[] Events =
    [
        new InvestigationEvent.Started(new AnomalyAlert { Dataset = "orders\u001b[2J" }, "folder shop"),
        new InvestigationEvent.ContextGathered(3, 2, 1, []),
        new InvestigationEvent.QuerySubmitted("q-1", "confirm", "null rate by day", "SELECT 1"),
        new InvestigationEvent.QuerySucceeded(
            "q-1",
            new QueryResult(
                [],
                [
                    [],
                    [],
                ],
                new QueryOutcome(2, 9, Truncation.None, TimeSpan.FromMilliseconds(12))
            )
        ),
        new InvestigationEvent.AlertConfirmed(
            new AlertConfirmation
            {
                BorneOut = true,
                Statement = "It rose to 15 %.",
                MetricDefinition = "nulls",
            }
        ),
        new InvestigationEvent.ProfileRecorded(
            new IncidentProfile { Scope = new Scope { Predicate = [new ScopeCondition("platform", "=", "ios")] } }
        ),
        new InvestigationEvent.HypothesisGenerated(Hypothesis("h1", "The app lost it")),
        new InvestigationEvent.HypothesisGenerated(Hypothesis("h2", "[red]Loaded twice")),
        new InvestigationEvent.QuerySubmitted("q-2", "h1", "by version", "SELECT 2"),
        new InvestigationEvent.QueryFailed("q-2", SourceErrorKind.Timeout, "It took too long."),
        new InvestigationEvent.HypothesisConfirmed("h1", "98 % against 0.1 %."),
        new InvestigationEvent.HypothesisRejected("h2", "No key occurs twice."),
        new InvestigationEvent.SynthesisCompleted(SampleFinding.Whole),
    ];

    [Fact]
    public async Task Plain_lines_tell_every_step_once()
    {
        var writer = new StringWriter();
        await using (var progress = new PlainProgress(writer, new InvestigationLimits(), TimeProvider.System))
            Publish(progress, TimeProvider.System.GetUtcNow());
        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[11..].TrimEnd()).ToList();
        lines.ShouldBe([
            "Investigating orders[2J on folder shop (inv-1)",
            "Context: 3 tables, 2 lineage edges, 1 change",
            "Query 1 of at most 50: null rate by day",
            "Answer: null rate by day: 2 rows in 12 ms",
            "Confirmed: It rose to 15 %.",
            "Where: platform = 'ios'",
            "Hypothesis: The app lost it",
            "Hypothesis: [red]Loaded twice",
            "Query 2 of at most 50: by version",
            "Query failed: It took too long.",
            "Confirmed: The app lost it: 98 % against 0.1 %.",
            "Rejected: [red]Loaded twice: No key occurs twice.",
            "Done: root cause, 19 queries in 0.8 s, 123,456 rows scanned; 3 model calls, 12,345 tokens, 0.0123 USD",
        ]);
    }

    [Fact]
    public async Task What_an_earlier_run_recorded_is_told_in_one_line()
    {
        var writer = new StringWriter();
        await using (var progress = new PlainProgress(writer, new InvestigationLimits(), TimeProvider.System))
        {
            var earlier = TimeProvider.System.GetUtcNow().AddHours(-1);
            for (var i = 0; i < 6; i++)
                progress.Publish("inv-1", new Recorded(i + 1, earlier, Events[i]));
            progress.Publish("inv-1", new Recorded(7, TimeProvider.System.GetUtcNow(), new InvestigationEvent.Resumed()));
        }
        writer
            .ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldHaveSingleItem()
            .ShouldContain("Resuming inv-1: 1 answer known already");
    }

    [Theory]
    [InlineData(40, 12)]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void The_live_screen_shows_verdicts_and_never_grows_higher_than_the_terminal(int width, int height)
    {
        var state = Events.Aggregate(new ProgressState(), ProgressState.Evolve);
        for (var i = 0; i < 40; i++)
            state = ProgressState.Evolve(state, new InvestigationEvent.HypothesisGenerated(Hypothesis($"x{i}", new string('w', 300))));
        var console = Spectre.Console.AnsiConsole.Create(
            new Spectre.Console.AnsiConsoleSettings
            {
                Out = new Spectre.Console.AnsiConsoleOutput(new StringWriter()),
                Ansi = Spectre.Console.AnsiSupport.No,
            }
        );
        console.Profile.Width = width;
        console.Profile.Out.Writer.ShouldBeOfType<StringWriter>();
        console.Write(new ProgressScreen(new InvestigationLimits()).Draw(state, TimeSpan.FromSeconds(3), width, height));
        var lines = console.Profile.Out.Writer.ToString()!.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBeLessThanOrEqualTo(height);
        lines.ShouldAllBe(line => line.Length <= width);
        lines.ShouldAllBe(
            line => line.StartsWith(' ') || line.StartsWith('✓') || line.StartsWith('⠋') || line.StartsWith('⠙'),
            "no line is wrapped"
        );
        string.Join('\n', lines).ShouldContain("✓ The app lost it");
        string.Join('\n', lines).ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task The_live_display_ends_with_what_it_cost_and_what_was_said()
    {
        var writer = new StringWriter();
        await using (var progress = new LiveProgress(writer, new InvestigationLimits(), TimeProvider.System))
        {
            Publish(progress, TimeProvider.System.GetUtcNow());
            progress.Say("Nothing is kept.");
        }
        writer
            .ToString()
            .TrimEnd()
            .ShouldEndWith(
                $"19 queries in 0.8 s, 123,456 rows scanned; 3 model calls, 12,345 tokens, 0.0123 USD, 3 hypotheses tested.{Environment.NewLine}Nothing is kept."
            );
    }

    private static void Publish(IInvestigationFeed feed, DateTimeOffset at)
    {
        for (var i = 0; i < Events.Length; i++)
            feed.Publish("inv-1", new Recorded(i + 1, at, Events[i]));
    }

    private static Hypothesis Hypothesis(string id, string title) =>
        new()
        {
            Id = id,
            Title = title,
            Category = HypothesisCategory.DataQuality,
            Mechanism = "unknown",
            Reasoning = "",
            Prediction = "",
        };
}
