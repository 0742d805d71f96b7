using Dataing.Adapters.Models;
using Dataing.Core.Models;
using Dataing.Core.Quality;
using Dataing.Core.Reasoning;
using Dataing.Host.Runs;

namespace Dataing.Host.Tests.Runs;

public sealed class ModelConfigurationTests
{
    [Fact]
    public void Without_a_variable_the_defaults_hold()
    {
        ModelConfiguration.Limits(Reader(), "person").ShouldBe(new ModelLimits());
        ModelConfiguration.Egress(Reader()).ShouldBe(new EgressPolicy());
        ModelConfiguration.Quality(Reader()).ShouldBe(new QualityPolicy());
    }

    [Fact]
    public void Every_budget_has_a_variable()
    {
        var limits = ModelConfiguration.Limits(
            Reader(
                ("LLM_TOKENS_PER_INVESTIGATION", "50_000"),
                ("LLM_MONEY_PER_INVESTIGATION", "0.5"),
                ("LLM_TOKENS_PER_DAY", "900000"),
                ("LLM_MONEY_PER_DAY", "7"),
                ("LLM_MAX_OUTPUT_TOKENS", "4000"),
                ("LLM_CONTEXT_TOKENS", "8000"),
                ("LLM_RETRIES", "0"),
                ("LLM_TOTAL_TIMEOUT", "90")
            ),
            "claude-sonnet-5-5"
        );
        limits.Tokens.ShouldBe(50_000);
        limits.Money.ShouldBe(0.5m);
        limits.TokensPerDay.ShouldBe(900_000);
        limits.MoneyPerDay.ShouldBe(7m);
        limits.OutputTokens.ShouldBe(4_000);
        limits.CaseFileTokens.ShouldBe(8_000);
        limits.Retries.ShouldBe(0);
        limits.Waiting.ShouldBe(TimeSpan.FromSeconds(90));
        limits.Prices.ShouldNotBeNull().Input.ShouldBe(2m);
    }

    [Fact]
    public void What_may_leave_and_what_must_pass_are_configured()
    {
        var egress = ModelConfiguration.Egress(Reader(("LLM_PSEUDONYMS", "true"), ("LLM_MIN_GROUP_SIZE", "20")));
        egress.Pseudonyms.ShouldBeTrue();
        egress.MinimumGroupSize.ShouldBe(20);
        var quality = ModelConfiguration.Quality(Reader(("VALIDATION_ENABLED", "False"), ("VALIDATION_PASS_THRESHOLD", "0.75")));
        quality.ShouldBe(new QualityPolicy { Validates = false, PassThreshold = 0.75 });
    }

    [Theory]
    [InlineData("LLM_TOKENS_PER_INVESTIGATION", "many")]
    [InlineData("LLM_TOKENS_PER_DAY", "-1")]
    [InlineData("LLM_MONEY_PER_INVESTIGATION", "2 €")]
    [InlineData("LLM_MONEY_PER_DAY", "-3")]
    [InlineData("LLM_MAX_OUTPUT_TOKENS", "1")]
    [InlineData("LLM_CONTEXT_TOKENS", "0")]
    [InlineData("LLM_RETRIES", "11")]
    [InlineData("LLM_TOTAL_TIMEOUT", "0")]
    [InlineData("LLM_PRICES", "/nowhere.json")]
    [InlineData("LLM_PSEUDONYMS", "perhaps")]
    [InlineData("LLM_MIN_GROUP_SIZE", "five")]
    [InlineData("VALIDATION_ENABLED", "si")]
    [InlineData("VALIDATION_PASS_THRESHOLD", "1.5")]
    [InlineData("VALIDATION_PASS_THRESHOLD", "NaN")]
    public void A_wrong_value_is_one_clear_sentence(string name, string value)
    {
        var reader = Reader((name, value));
        Should
            .Throw<ModelSettingsException>(() =>
            {
                ModelConfiguration.Limits(reader, "m");
                ModelConfiguration.Egress(reader);
                ModelConfiguration.Quality(reader);
            })
            .Message.ShouldContain(name);
    }

    [Theory]
    [InlineData("DATAING_STATE_DIR", "/var/x", "/var/x")]
    [InlineData("XDG_STATE_HOME", "/home/u/.state", "/home/u/.state/dataing")]
    public void What_outlives_an_investigation_has_a_place(string name, string value, string expected) =>
        ModelConfiguration.StateDirectory(Reader((name, value))).ShouldBe(expected);

    private static SettingReader Reader(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(v => v.Name == name).Value);
}
