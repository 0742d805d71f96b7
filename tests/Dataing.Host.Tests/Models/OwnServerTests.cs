using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dataing.Adapters.DataSources;
using Dataing.Adapters.Models;
using Dataing.Analysis;
using Dataing.Host.Runs;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dataing.Host.Tests.Models;

/// <summary>
/// `dataing investigate` against a server that somebody wrote by hand: it looks at the messages alone, does not stream, counts no tokens, and
/// puts its JSON into a fence with a sentence before it.
/// </summary>
public sealed class OwnServerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _asked = [];
    private readonly WebApplication _server;

    public OwnServerTests()
    {
        Directory.CreateDirectory(Shop);
        SmallShop.Write(Shop);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    private string Shop => _folder.Below("shop");

    public async ValueTask InitializeAsync() => await _server.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_whole_investigation_works_and_says_what_it_took()
    {
        var alone = await InvestigateAsync(Scripted.Run.Real);
        var finding = await InvestigateAsync(Run());
        finding.GetProperty("verdict").GetString().ShouldBe("root_cause");
        finding.GetProperty("scope").GetRawText().ShouldBe(alone.GetProperty("scope").GetRawText());
        finding.GetProperty("confidence").GetRawText().ShouldBe(alone.GetProperty("confidence").GetRawText());
        finding.GetProperty("root_cause").GetProperty("statement").GetString().ShouldNotBeNull().ShouldStartWith("In a nutshell: ");
        finding.GetProperty("quality").GetProperty("judge").GetProperty("composite").GetDouble().ShouldBe(0.8);
        finding.GetProperty("hypotheses").EnumerateArray().Select(h => h.GetProperty("id").GetString()).ShouldContain("m1");
        var cost = finding.GetProperty("cost");
        cost.GetProperty("model_calls").GetInt32().ShouldBe(3);
        cost.GetProperty("model_tokens").GetInt64().ShouldBeGreaterThan(1_000);
        cost.GetProperty("model_money").ValueKind.ShouldBe(JsonValueKind.Null);
        alone.GetProperty("cost").GetProperty("model_calls").GetInt32().ShouldBe(0);
        finding.GetProperty("caveats").EnumerateArray().ShouldNotContain(c => c.GetString()!.Contains("The model was not used"));
    }

    [Fact]
    public async Task Notes_that_bear_on_the_alert_are_told_and_the_others_are_not()
    {
        var notes = Directory.CreateDirectory(_folder.Below("notes")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(notes, "runbook.md"),
            "# orders\ncustomer_ref is filled in by the till.\n# payroll\nThe moon is made of cheese.\n",
            TestContext.Current.CancellationToken
        );
        await InvestigateAsync(Run(), "--notes", notes);
        _asked[0].ShouldContain("customer_ref is filled in by the till.");
        _asked[0].ShouldContain("<untrusted># orders");
        _asked.ShouldNotContain(a => a.Contains("cheese"));
    }

    [Fact]
    public async Task A_days_budget_holds_across_runs_and_its_end_is_said()
    {
        var finding = await InvestigateAsync(Run(("LLM_TOKENS_PER_DAY", "20000")));
        var spent = finding.GetProperty("cost").GetProperty("model_tokens").GetInt64();
        spent.ShouldBeInRange(1, 20_000);
        var later = await InvestigateAsync(Run(("LLM_TOKENS_PER_DAY", "1000")));
        later.GetProperty("verdict").GetString().ShouldBe("root_cause");
        later.GetProperty("cost").GetProperty("model_calls").GetInt32().ShouldBe(0);
        later.GetProperty("caveats").EnumerateArray().ShouldContain(c => c.GetString()!.Contains("The day's budget of 1000 tokens"));
    }

    [Fact]
    public async Task What_it_may_take_is_said_before_it_is_asked()
    {
        var result = await Scripted.Run.CliAsync(Run(), "investigate", "--source", Shop, "--alert", SmallShop.Alert);
        var lines = result.Error.Split('\n').ToList();
        var estimate = lines.FindIndex(l => l.Contains("Model person: about 8 calls"));
        estimate.ShouldBeGreaterThan(0);
        estimate.ShouldBeLessThan(lines.FindIndex(l => l.Contains("Asking the model")));
        result.Output.ShouldContain("3 model calls");
        result.Output.ShouldContain("price not known");
    }

    [Fact]
    public async Task Validation_is_switched_off_by_the_environment()
    {
        var finding = await InvestigateAsync(Run(("VALIDATION_ENABLED", "false"), ("VALIDATION_PASS_THRESHOLD", "1")));
        finding.GetProperty("quality").GetProperty("judge").ValueKind.ShouldBe(JsonValueKind.Null);
        finding.GetProperty("quality").GetProperty("passed").GetBoolean().ShouldBeFalse();
        finding.GetProperty("cost").GetProperty("model_calls").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_variable_is_one_sentence_and_bad_input()
    {
        var result = await Scripted.Run.CliAsync(
            Run(("LLM_TOKENS_PER_DAY", "lots")),
            "investigate",
            "--source",
            Shop,
            "--alert",
            SmallShop.Alert
        );
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
        result.LastWords.ShouldStartWith("LLM_TOKENS_PER_DAY must be");
    }

    [Theory]
    [InlineData("nowhere.md", "There is no file")]
    [InlineData("", "holds no .md or .txt file")]
    public async Task Notes_that_cannot_be_read_are_bad_input(string name, string words)
    {
        var path = Path.Combine(Directory.CreateDirectory(_folder.Below("notes")).FullName, name);
        var result = await Scripted.Run.CliAsync("investigate", "--source", Shop, "--alert", SmallShop.Alert, "--notes", path);
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
        result.LastWords.ShouldContain(words);
    }

    private InvestigationRun Run(params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] variables =
        [
            ("LLM_BASE_URL", _server.Urls.Single()),
            ("LLM_MODEL", "person"),
            ("DATAING_STATE_DIR", _folder.Below("state")),
            .. more,
        ];
        string? Variable(string name) => variables.LastOrDefault(v => v.Name == name).Value;
        return new InvestigationRun(
            new ConnectorCatalog(DataSourceRegistration.Connectors()),
            inquiry => new BuiltInAnalyst(inquiry),
            TimeProvider.System,
            model => Reasoners.FromEnvironment(Variable, model, TimeProvider.System),
            () => ModelConfiguration.Quality(new SettingReader(Variable))
        );
    }

    private async Task<JsonElement> InvestigateAsync(InvestigationRun run, params string[] more)
    {
        string[] arguments = ["investigate", "--source", Shop, "--alert", SmallShop.Alert, "--output", "json", .. more];
        var result = await Scripted.Run.CliAsync(run, arguments);
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        using var finding = JsonDocument.Parse(result.Output);
        return finding.RootElement.Clone();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        using var body = JsonDocument.Parse(await reader.ReadToEndAsync());
        var prompt = body.RootElement.GetProperty("messages")[1].GetProperty("content").GetString() ?? "";
        lock (_asked)
            _asked.Add(prompt);
        var content = $"Here is my answer.\n\n```json\n{Answer(prompt)}\n```";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { choices = new[] { new { message = new { content } } } }));
    }

    private static string Answer(string prompt)
    {
        if (prompt.Contains("Propose up to", StringComparison.Ordinal))
            return """
                {"hypotheses":[{"title":"The till lost a column","category":"data_quality","reasoning":"It may have.","test":{"sql":"SELECT count(*) AS n FROM orders",
                "if_true":{"aggregate":"first","column":"n","comparison":"less_than","value":1},"if_false":{"aggregate":"first","column":"n","comparison":"at_least","value":1}}}]}
                """;
        if (prompt.Contains("Judge how well", StringComparison.Ordinal))
            return """{"causal_depth":0.8,"specificity":0.8,"actionability":0.8}""";
        // The draft may have been cut, so that it is no whole object any more; the cause's statement stands at its beginning.
        var draft = WebUtility.HtmlDecode(prompt[prompt.IndexOf("Draft: <untrusted>", StringComparison.Ordinal)..]);
        var quoted = Regex.Match(draft, "\"statement\":(\"(?:[^\"\\\\]|\\\\.)*\")").Groups[1].Value;
        var statement = JsonSerializer.Deserialize<string>(quoted);
        return JsonSerializer.Serialize(
            new
            {
                statement = "In a nutshell: " + statement,
                causal_chain = Array.Empty<object>(),
                recommendations = Array.Empty<object>(),
            }
        );
    }
}
