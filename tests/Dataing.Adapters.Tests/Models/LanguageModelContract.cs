using Dataing.Adapters.Models;
using Dataing.Adapters.Models.StandIn;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

/// <summary>What every model adapter must do, shown against a server that is as strict as the real one.</summary>
public abstract class LanguageModelContract
{
    private const string Schema = """
        {"type":"object","properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":false}
        """;

    private static readonly ModelRequest Request = new("write_query", "Instructions.", "Facts.", "Task.", Schema, 500);

    [Fact]
    public async Task Reads_a_streamed_answer_and_what_it_took()
    {
        var text = "{\"n\":" + new string('1', 500) + "}";
        var (reply, script) = await AskAsync(new StandInAnswer.Text(text));
        reply.Text.ShouldBe(text);
        reply.Usage.Output.ShouldBeGreaterThan(0);
        reply.Usage.Total.ShouldBeGreaterThan(reply.Usage.Output);
        script.Asked.ShouldHaveSingleItem().Schema.ShouldContain("\"n\"");
    }

    [Fact]
    public async Task The_question_holds_the_instructions_the_facts_and_the_task()
    {
        var (_, script) = await AskAsync(new StandInAnswer.Text("{}"));
        script.Asked[0].Instructions.ShouldBe("Instructions.");
        script.Asked[0].Prompt.ShouldBe("Facts.\n\nTask.");
    }

    [Fact]
    public async Task A_rate_limit_says_how_long_to_wait()
    {
        var e = await FailAsync(new StandInAnswer.Status(429, TimeSpan.FromSeconds(3)));
        e.Kind.ShouldBe(ModelErrorKind.RateLimited);
        e.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
    }

    public static TheoryData<StandInAnswer, ModelErrorKind, bool> Faults =>
        new()
        {
            { new StandInAnswer.Status(529), ModelErrorKind.Overloaded, true },
            { new StandInAnswer.Status(500), ModelErrorKind.ServerError, true },
            { new StandInAnswer.Status(503), ModelErrorKind.ServerError, true },
            { new StandInAnswer.Status(504), ModelErrorKind.Timeout, true },
            { new StandInAnswer.Status(401), ModelErrorKind.Authentication, false },
            { new StandInAnswer.Status(400), ModelErrorKind.BadRequest, false },
            { new StandInAnswer.Refusal(), ModelErrorKind.Refused, false },
            { new StandInAnswer.OutputLimit("{\"n\":"), ModelErrorKind.TooLong, false },
            { new StandInAnswer.ContextExceeded(), ModelErrorKind.ContextExceeded, false },
            { new StandInAnswer.Status(403), ModelErrorKind.Authentication, false },
            { new StandInAnswer.Status(502), ModelErrorKind.ServerError, true },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_has_its_kind(StandInAnswer fault, ModelErrorKind kind, bool retryable)
    {
        var e = await FailAsync(fault);
        e.Kind.ShouldBe(kind);
        e.Retryable.ShouldBe(retryable);
        e.Message.ShouldNotContain("As the script says");
    }

    [Fact]
    public async Task An_absurdly_long_answer_is_refused_while_it_streams() =>
        (await FailAsync(new StandInAnswer.Text(new string('x', 300_000)))).Kind.ShouldBe(ModelErrorKind.TooLong);

    [Fact]
    public async Task A_stream_that_breaks_off_is_no_answer()
    {
        var e = await FailAsync(new StandInAnswer.CutOff(new string('x', 400), 200));
        e.Kind.ShouldBeOneOf(ModelErrorKind.CutOff, ModelErrorKind.Unavailable);
        e.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task Silence_ends_at_the_timeout() =>
        (await FailAsync(new StandInAnswer.Silence(), TimeSpan.FromMilliseconds(300))).Kind.ShouldBe(ModelErrorKind.Timeout);

    [Fact]
    public async Task A_stream_that_stops_in_the_middle_ends_at_the_timeout() =>
        (await FailAsync(new StandInAnswer.Stalled(new string('x', 400), 200), TimeSpan.FromMilliseconds(500))).Kind.ShouldBe(
            ModelErrorKind.Timeout
        );

    [Fact]
    public async Task Cancel_stops_a_stream_in_its_middle()
    {
        using var cancel = new CancellationTokenSource();
        var script = new ScriptedAnswers(new StandInAnswer.Stalled(new string('x', 400), 200));
        await using var server = await ModelStandIn.StartAsync(0, script, TestContext.Current.CancellationToken);
        var model = Create(server.Url, TimeSpan.FromMinutes(5));
        using var owned = model as IDisposable;
        var asked = model.CompleteAsync(Request, cancel.Token);
        while (script.Asked.Count == 0)
            await Task.Yield();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I would rather not.")]
    [InlineData("{\"n\":")]
    [InlineData("{\"m\":\"another schema\"}")]
    [InlineData("[1,2]")]
    public async Task What_is_no_answer_by_the_schema_is_passed_on_for_whoever_can_say_why(string text)
    {
        var (reply, _) = await AskAsync(new StandInAnswer.Text(text));
        reply.Text.ShouldBe(text);
        reply.Usage.Input.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Cancel_stops_the_call()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = await ModelStandIn.StartAsync(0, new CancellingScript(cancel), TestContext.Current.CancellationToken);
        using var model = Create(server.Url, TimeSpan.FromMinutes(1)) as IDisposable;
        await Should.ThrowAsync<OperationCanceledException>(() => ((ILanguageModel)model!).CompleteAsync(Request, cancel.Token));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        using var model = Create("http://127.0.0.1:9", TimeSpan.FromSeconds(10)) as IDisposable;
        var e = await Should.ThrowAsync<ModelException>(() =>
            ((ILanguageModel)model!).CompleteAsync(Request, TestContext.Current.CancellationToken)
        );
        e.Kind.ShouldBe(ModelErrorKind.Unavailable);
    }

    /// <summary>The adapter under test; the URL has no path.</summary>
    protected abstract ILanguageModel Create(string url, TimeSpan timeout);

    private async Task<(ModelReply, ScriptedAnswers)> AskAsync(StandInAnswer answer, TimeSpan? timeout = null)
    {
        var script = new ScriptedAnswers(answer);
        await using var server = await ModelStandIn.StartAsync(0, script, TestContext.Current.CancellationToken);
        var model = Create(server.Url, timeout ?? TimeSpan.FromSeconds(30));
        using var owned = model as IDisposable;
        return (await model.CompleteAsync(Request, TestContext.Current.CancellationToken), script);
    }

    private async Task<ModelException> FailAsync(StandInAnswer answer, TimeSpan? timeout = null) =>
        await Should.ThrowAsync<ModelException>(() => AskAsync(answer, timeout));

    private sealed class CancellingScript(CancellationTokenSource cancel) : IStandInScript
    {
        public async Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken)
        {
            await cancel.CancelAsync();
            return new StandInAnswer.Silence();
        }
    }
}
