using Dataing.Adapters.Models;
using Dataing.Adapters.Models.StandIn;
using Dataing.Adapters.Storage;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Core.Reasoning;

namespace Dataing.Host.Tests.Models;

/// <summary>Every fault over real HTTP, by either client: asked again where that helps, else degraded, and always in the event log.</summary>
public sealed class WireFaultTests
{
    private const string Good = """{"thinking":"","hypotheses":[]}""";

    private static readonly CaseFacts Facts = new()
    {
        Alert = new AnomalyAlert
        {
            Dataset = "orders",
            Type = AnomalyType.NullRate,
            Metric = new MetricSpecification { Columns = ["user_id"] },
        },
        Dialect = "duckdb",
        Tables = [new TableSchema(new TableName(null, "main", "orders"), [])],
    };

    public static TheoryData<ModelVendor, string> Faults
    {
        get
        {
            var all = new TheoryData<ModelVendor, string>();
            foreach (var vendor in Enum.GetValues<ModelVendor>())
            foreach (var fault in Scripts.Keys)
                all.Add(vendor, fault);
            return all;
        }
    }

    /// <summary>The fault, what the log says of it, and how often the model is asked before it is given up.</summary>
    private static readonly Dictionary<string, (StandInAnswer Answer, string Logged, int Asked)> Scripts = new()
    {
        ["429"] = (new StandInAnswer.Status(429, TimeSpan.Zero), "RateLimited", 3),
        ["529"] = (new StandInAnswer.Status(529), "Overloaded", 3),
        ["500"] = (new StandInAnswer.Status(500), "ServerError", 3),
        ["401"] = (new StandInAnswer.Status(401), "Authentication", 1),
        ["cut"] = (new StandInAnswer.CutOff(new string('x', 400), 200), "", 3),
        ["silence"] = (new StandInAnswer.Silence(), "Timeout", 3),
        ["stalled"] = (new StandInAnswer.Stalled(new string('x', 400), 200), "Timeout", 3),
        ["refusal"] = (new StandInAnswer.Refusal(), "Refused", 1),
        ["output limit"] = (new StandInAnswer.OutputLimit("{\"thin"), "TooLong", 1),
        ["absurdly long"] = (new StandInAnswer.Text(new string('x', 300_000)), "TooLong", 1),
        ["context"] = (new StandInAnswer.ContextExceeded(), "ContextExceeded", 2),
        ["empty"] = (new StandInAnswer.Text(""), "rejected", 2),
        ["no JSON"] = (new StandInAnswer.Text("I think it is the network."), "rejected", 2),
        ["half JSON"] = (new StandInAnswer.Text("{\"thinking\":"), "rejected", 2),
        ["wrong schema"] = (new StandInAnswer.Text("{\"verdict\":\"false_alarm\"}"), "rejected", 2),
        ["wrong members"] = (new StandInAnswer.Text("{\"hypotheses\":[{\"title\":[]}]}"), "rejected", 2),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_that_stays_degrades_the_step_and_is_in_the_log(ModelVendor vendor, string fault)
    {
        var (answer, logged, asked) = Scripts[fault];
        var (events, degraded) = await ProposeAsync(vendor, [answer]);
        degraded.ShouldNotBeNull();
        events.OfType<InvestigationEvent.ModelAsked>().Count().ShouldBe(asked);
        if (logged == "rejected")
            events.OfType<InvestigationEvent.ModelAnswerRejected>().Count().ShouldBe(asked);
        else
            events
                .OfType<InvestigationEvent.ModelFailed>()
                .Select(f => f.Kind.ToString())
                .ShouldAllBe(kind => logged == "" || kind == logged);
        if (logged == "")
            events
                .OfType<InvestigationEvent.ModelFailed>()
                .ShouldAllBe(f => f.Kind == ModelErrorKind.CutOff || f.Kind == ModelErrorKind.Unavailable);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_that_passes_costs_a_question_or_only_this_step(ModelVendor vendor, string fault)
    {
        var (answer, _, asked) = Scripts[fault];
        var (events, degraded) = await ProposeAsync(vendor, [answer, new StandInAnswer.Text(Good)]);
        (degraded is null).ShouldBe(asked > 1, degraded);
        events.OfType<InvestigationEvent.ModelAsked>().Count().ShouldBe(Math.Min(asked, 2));
    }

    [Theory]
    [InlineData(ModelVendor.Anthropic)]
    [InlineData(ModelVendor.OpenAiCompatible)]
    public async Task What_does_not_fit_the_context_is_asked_once_more_with_half_of_the_case_file(ModelVendor vendor)
    {
        var (events, degraded) = await ProposeAsync(vendor, [new StandInAnswer.ContextExceeded(), new StandInAnswer.Text(Good)]);
        degraded.ShouldBeNull();
        var sent = events.OfType<InvestigationEvent.ModelAsked>().Select(a => a.Bytes).ToList();
        sent.Count.ShouldBe(2);
        sent[1].ShouldBeLessThan(sent[0]);
    }

    private static async Task<(IReadOnlyList<InvestigationEvent> Events, string? Degraded)> ProposeAsync(
        ModelVendor vendor,
        IReadOnlyList<StandInAnswer> answers
    )
    {
        var cancellation = TestContext.Current.CancellationToken;
        var patience = new HeldClock();
        await using var server = await ModelStandIn.StartAsync(0, new InOrder(answers, patience), cancellation);
        var settings = new ModelSettings
        {
            Vendor = vendor,
            Model = "stand-in",
            ApiKey = "k",
            BaseUrl = server.Url,
        };
        var model = settings.CreateModel(patience);
        using var owned = model as IDisposable;
        var store = new InMemoryEventStore();
        using var log = await InvestigationLog.OpenAsync("i", store, null, TimeProvider.System, cancellation);
        var limits = new ModelLimits
        {
            Retries = 2,
            FirstWait = TimeSpan.FromMilliseconds(1),
            LongestWait = TimeSpan.FromMilliseconds(2),
        };
        var desk = new ModelDesk(log, model, limits, text => text, TimeProvider.System, new Random(1));
        string? degraded = null;
        try
        {
            await new ModelReasoner(desk, new EgressPolicy()).ProposeHypothesesAsync(Facts, cancellation);
        }
        catch (ReasoningUnavailableException e)
        {
            degraded = e.Message;
        }
        return ([.. (await store.ReadAsync("i", cancellation)).Select(r => r.Event)], degraded);
    }

    /// <summary>One answer after the other, the last one for ever; where it will not come to an end, the time for it is up.</summary>
    private sealed class InOrder(IReadOnlyList<StandInAnswer> answers, HeldClock patience) : IStandInScript
    {
        private int _asked = -1;

        public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken)
        {
            var answer = answers[Math.Min(Interlocked.Increment(ref _asked), answers.Count - 1)];
            if (answer is StandInAnswer.Silence or StandInAnswer.Stalled)
                patience.Elapse();
            return Task.FromResult(answer);
        }
    }
}
